# SPDX-License-Identifier: MIT
"""Files of trained weights: checked when they are read, and never executed.

Such a file is JSON, compressed with gzip. Its first line names the format, its version and the SHA-256 of the second
line, which holds the weights.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from claimtrack.exceptions import WeightsError


def pack(raw: Mapping[str, Any], name: str, version: int) -> bytes:
    """Return the file for the weights *raw* of the format *name*, the same bytes every time."""
    body = json.dumps(raw, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    head = json.dumps({"format": f"claimtrack {name}", "version": version, "sha256": hashlib.sha256(body).hexdigest()})
    return gzip.compress(head.encode() + b"\n" + body + b"\n", 9, mtime=0)


def read_packed(path: Traversable, name: str, version: int) -> dict[str, Any]:
    """Return the weights of the format *name* in the file at *path*.

    Raises:
        WeightsError: If the file is damaged or has another version.
    """
    try:
        head, _, body = gzip.decompress(path.read_bytes()).partition(b"\n")
        header = json.loads(head)
        found, digest = header["version"], header["sha256"]
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as error:
        message = f"{path}: expected {name} of version {version}, got a file that cannot be read ({error})"
        raise WeightsError(message) from error
    if found != version:
        message = f"{path}: expected {name} of version {version}, got version {found}"
        raise WeightsError(message)
    body = body.removesuffix(b"\n")
    if (computed := hashlib.sha256(body).hexdigest()) != digest:
        message = (
            f"{path}: expected {name} (version {version}) with SHA-256 {digest}, got {computed}; the file is damaged"
        )
        raise WeightsError(message)
    weights: dict[str, Any] = json.loads(body)
    return weights
