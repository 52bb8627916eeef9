# SPDX-License-Identifier: MIT
"""Progress: how far a long run has come, on a terminal or for a program that asks."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sized
from importlib import import_module
from typing import Any, TypeVar, overload

_Item = TypeVar("_Item")


@overload
def track(
    items: Collection[_Item], *, label: str = "articles", callback: Callable[[int, int], object] | None = None
) -> Iterator[_Item]: ...
@overload
def track(
    items: Iterable[_Item],
    *,
    label: str = "articles",
    total: int | None = None,
    callback: Callable[[int, int | None], object] | None = None,
) -> Iterator[_Item]: ...
def track(
    items: Iterable[_Item],
    *,
    label: str = "articles",
    total: int | None = None,
    callback: Callable[[int, Any], object] | None = None,
) -> Iterator[_Item]:
    """Yield *items* one by one, and tell after each how many of them are done.

    With a *callback*, it is called with the number done and the number of all, first with 0 done.
    Without one, a bar is drawn on standard error if that is a terminal and tqdm is installed
    (extra `progress`); else nothing is shown.

    Args:
        items: What is iterated over; also a stream, such as what `extract_many` yields.
        label: What the items are, for the bar.
        total: How many items a stream has, where that is known.
        callback: Takes the number done and the number of all (None for a stream without a *total*);
            what it raises ends the loop.
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    if callback is None:
        yield from _bar(items, label, total) or items
        return
    callback(0, total)
    for done, item in enumerate(items, start=1):
        yield item
        callback(done, total)


def _bar(items: Iterable[_Item], label: str, total: int | None) -> Iterator[_Item] | None:
    """Return *items* with a bar around them, or None where there is no terminal or no tqdm."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    try:
        tqdm = import_module("tqdm").tqdm
    except ImportError:
        return None
    bar: Iterator[_Item] = iter(tqdm(items, desc=label, total=total, leave=False, delay=1, file=sys.stderr))
    return bar
