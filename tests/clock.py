# SPDX-License-Identifier: MIT
"""How time grows with the size of an input, told on machines that other programs slow down."""

from collections.abc import Callable

_TRIES = 4


def grows_by_less(seconds: Callable[[int], float], short: int, long: int, factor: float, floor: float = 0.005) -> bool:
    """Tell whether the long input takes less than *factor* times as long as the short one.

    Of several runs the least counts, since whatever else a machine does makes a run longer and none shorter.

    Args:
        seconds: Takes a size, and returns the processor time that it took.
        short: The size of the short input.
        long: The size of the long one.
        factor: What the growth has to stay under.
        floor: The least time of the short input that counts, in seconds.
    """
    seconds(short)
    least, most = seconds(short), seconds(long)
    for _ in range(_TRIES - 1):
        if most < factor * max(least, floor):
            return True
        least, most = min(least, seconds(short)), min(most, seconds(long))
    return most < factor * max(least, floor)
