# SPDX-License-Identifier: MIT
"""Pictures of charts as files."""

import os

from claimtrack.atomic_files import replacing
from claimtrack.checks import check
from claimtrack.exceptions import UnknownNameError
from claimtrack.extras import require

_ENDINGS = (".svg", ".png", ".pdf")
_SCALE = 2  # pixels of a PNG for each unit of the picture, so that it is sharp on dense screens and in print
_PAPER = '<rect width="100%" height="100%" fill="#fff"/>'  # without it, black text stands on nothing


def write_picture(svg: str, path: str | os.PathLike[str]) -> None:
    """Write the element *svg* in the form that the ending of *path* names, with its lines in black."""
    check(path, str | os.PathLike, "Chart.save", "the path of a file")
    ending = os.path.splitext(os.fsdecode(path))[1].lower()  # noqa: PTH122 - Path can raise
    if ending not in _ENDINGS:
        message = f"Chart.save: unknown ending {ending!r}; the endings are {', '.join(_ENDINGS)}"
        raise UnknownNameError(message)
    if ending == ".svg":
        data = svg.encode()
    else:
        convert = require("vl_convert", "charts")
        title = "</title>"
        on_paper = svg.replace(title, title + _PAPER, 1)
        data = convert.svg_to_png(on_paper, scale=_SCALE) if ending == ".png" else convert.svg_to_pdf(on_paper)
    with replacing(path) as stream:
        stream.write(data)
