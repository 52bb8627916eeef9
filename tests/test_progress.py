# SPDX-License-Identifier: MIT
"""Progress: what a callback is told, and when a bar is drawn."""

import io
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from claimtrack import track


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_callback_is_told_how_many_are_done() -> None:
    """The callback gets the number done and the number of all, from none to all."""
    told: list[tuple[int, int]] = []

    assert ["a", "b"] == list(track(["a", "b"], callback=lambda done, total: told.append((done, total))))
    assert [(0, 2), (1, 2), (2, 2)] == told


@pytest.mark.parametrize("total", [None, 2])
def test_a_stream_has_the_total_that_is_stated(total: int | None) -> None:
    """For a stream the callback gets the number of all that was stated, or None."""
    told: list[tuple[int, int | None]] = []

    list(track(iter("ab"), callback=lambda done, total: told.append((done, total)), total=total))

    assert [(0, total), (1, total), (2, total)] == told


def test_nothing_is_shown_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a callback and a terminal the items come as they are."""
    assert [1, 2] == list(track([1, 2]))
    assert ("", "") == capsys.readouterr()


def test_nothing_is_shown_without_tqdm(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal without tqdm the items come as they are."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setitem(sys.modules, "tqdm", None)

    assert ([1, 2], "") == (list(track([1, 2])), stream.getvalue())


def test_a_bar_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal with tqdm the items go through its bar, with their label."""

    def tqdm(items: Iterator[int], desc: str, total: int, **_: object) -> Iterator[int]:
        sys.stderr.write(f"{desc}: {total}")
        return items

    module = ModuleType("tqdm")
    module.tqdm = tqdm  # type: ignore[attr-defined]
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setitem(sys.modules, "tqdm", module)

    assert ([1, 2], "stories: 2") == (list(track(iter([1, 2]), label="stories", total=2)), stream.getvalue())
