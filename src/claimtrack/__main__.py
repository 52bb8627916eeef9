# SPDX-License-Identifier: MIT
"""The command line as a process, `claimtrack` or `python -m claimtrack`: its standard streams, its signals, its end.

Little is imported here, since signals are handled from here on and not before; Python's own start lies before.
"""

import os
import sys

try:
    import signal
    import threading
    import time
    from collections.abc import Callable, Collection
    from types import FrameType
except KeyboardInterrupt:
    os._exit(130)

# What a closed stream is replaced by, so that no file gets its descriptor and what was meant for the stream.
# From the first nothing can be read and to the second nothing be written, as if they were closed; the third takes all.
_REPLACEMENTS = (("stdin", os.O_WRONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w"))
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_GRACE = 3  # seconds that the process has to end after a signal
_STATUS = 128  # and the number of the signal, as shells have it


def run() -> int:
    """Run the command line as a process of its own, and return its exit status."""
    ours = [each for each in _SIGNALS if signal.getsignal(each) in {signal.SIG_DFL, signal.default_int_handler}]
    _handle(ours, _leave)
    _replace_closed_streams()
    from claimtrack.cli import main  # noqa: PLC0415 - a second of work, with which nothing has been begun
    from claimtrack.cli.printing import discard, finish  # noqa: PLC0415

    received: list[int] = []
    status = _STATUS + signal.SIGINT

    def interrupt(number: int, _: FrameType | None) -> None:
        if not received:
            received.append(number)
            raise KeyboardInterrupt

    try:
        sys.unraisablehook = _say_what_is_lost
        _end_late(ours)
        _handle(ours, interrupt)
        status = finish(main)
        _handle(ours, signal.SIG_IGN)
    except KeyboardInterrupt:
        _handle(ours, signal.SIG_IGN)
    if received:
        discard(sys.stdout)  # whoever should read what is left may never do so
        return _STATUS + received[0]
    return status


def _handle(signals: Collection[int], handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for each in signals:
        signal.signal(each, handler)


def _say_what_is_lost(lost: "sys.UnraisableHookArgs") -> None:
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)


def _leave(number: int, _: FrameType | None) -> None:
    """End at once, where nothing has been begun."""
    os._exit(_STATUS + number)


def _replace_closed_streams() -> None:
    for name, flags, mode in _REPLACEMENTS:
        if getattr(sys, name) is None:
            number = os.open(os.devnull, flags)  # the lowest that is free: the stream's own, unless it was taken before
            os.set_inheritable(number, True)  # noqa: FBT003
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", errors="backslashreplace", closefd=False))


def _end_late(signals: Collection[int]) -> None:
    """End the process a while after a signal, if something holds it up: a wait within SQLite, a pipe without a reader.

    An interrupt may also be lost, where a destructor was running.
    """
    if not signals or not hasattr(signal, "pthread_sigmask"):
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def wait() -> None:
        number = os.read(reader, 1)[0]
        time.sleep(_GRACE)
        os._exit(_STATUS + number)

    # The thread begins with these blocked: a signal that it took would pass by what the main thread has blocked.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        threading.Thread(target=wait, daemon=True).start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


if __name__ == "__main__":  # the workers of `extract_many` import this module too
    sys.exit(run())
