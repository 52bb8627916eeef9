# SPDX-License-Identifier: MIT
"""The first stage of claimtrack with a network that has read more; `claimtrack.Extractor.neural()` takes it from here.

`find_attributions` and `find_attributions_and_acts` are functions of a module, so they go to other processes by name,
and each process loads the network once.
"""

from claimtrack.extraction import Attribution, Text
from claimtrack_neural.reader import load

__all__ = ["find_attributions", "find_attributions_and_acts"]


def find_attributions(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions of *text*, in its order; any text is read, and none raises.

    Raises:
        WeightsError: If a file of the package is damaged.
    """
    return load()(text)


def find_attributions_and_acts(text: Text) -> tuple[Attribution, ...]:
    """Return the attributions of *text* and its plans and acts, as PolNeAR has them.

    Raises:
        WeightsError: If a file of the package is damaged.
    """
    return load(acts=True)(text)
