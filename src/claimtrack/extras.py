# SPDX-License-Identifier: MIT
"""The packages of the extras, which are imported where they are used and not before."""

import importlib
from typing import Any

from claimtrack.exceptions import MissingExtraError


def require(module: str, extra: str) -> Any:  # noqa: ANN401 - the packages are not there for a type checker
    """Return the *module*, which the extra of that name installs.

    Raises:
        MissingExtraError: If it is not installed; the message has the command that installs it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        message = f"this needs {package}, which is not installed or broken ({error}): pip install 'claimtrack[{extra}]'"
        raise MissingExtraError(message) from error


def require_neural() -> Any:  # noqa: ANN401 - it is not there for a type checker
    """Return the package of the neural reader, which stands in the folder `neural` of a checkout.

    Raises:
        MissingExtraError: If it is not installed; the message has the command that installs it.
    """
    try:
        return importlib.import_module("claimtrack_neural")
    except ImportError as error:
        message = (
            f"the neural reader needs claimtrack-neural, which is not installed or broken ({error}): "
            "pip install ./neural in a checkout of claimtrack"
        )
        raise MissingExtraError(message) from error
