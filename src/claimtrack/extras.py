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
    return _imported(module, f"this needs {module.partition('.')[0]}", f"pip install 'claimtrack[{extra}]'")


def require_neural() -> Any:  # noqa: ANN401 - it is not there for a type checker
    """Return the package of the neural reader, which stands in the folder `neural` of a checkout.

    Raises:
        MissingExtraError: If it is not installed; the message has the command that installs it.
    """
    command = "pip install ./neural in a checkout of claimtrack"
    return _imported("claimtrack_neural", "the neural reader needs claimtrack-neural", command)


def _imported(module: str, need: str, command: str) -> Any:  # noqa: ANN401 - as above
    try:
        return importlib.import_module(module)
    except ImportError as error:
        message = f"{need}, which is not installed or broken ({error}): {command}"
        raise MissingExtraError(message) from error
