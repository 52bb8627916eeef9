# SPDX-License-Identifier: MIT
"""Known speakers in a file of TOML, for `extract(article, known=...)`.

```toml
[[speaker]]
name = "Elena Marsh"
aliases = ["the regional governor"]
category = "person"
id = "Q1234"
```
"""

import os

from claimtrack.checks import check
from claimtrack.exceptions import InputError, LexiconError
from claimtrack.language.lexicon import parse
from claimtrack.model import Speaker
from claimtrack.reading import PAGE_LIMIT, page_text
from claimtrack.reading.files import shown


def read_speakers(path: str | os.PathLike[str], *, limit: int = PAGE_LIMIT) -> tuple[Speaker, ...]:
    """Return the speakers that a TOML file lists, in its order.

    Each is a `[[speaker]]` table with a `name` and, as far as they are known, `aliases` (names and descriptions),
    `description`, `category`, `represents` and `id`, which are those of `Speaker`.

    Args:
        path: The file.
        limit: The most bytes that it may have.

    Raises:
        InputError: If the file cannot be read, has no `[[speaker]]` or something else beside them,
            or one of them is no speaker; the message names file, row and key.
        FieldTypeError: If an argument has the wrong type.

    Example:
        `extract(article, known=read_speakers("people.toml"))` gives claims whose speakers have these names and ids.
    """
    check(path, str | os.PathLike, "read_speakers", "the path of a TOML file")
    text = page_text(path, limit=limit, expected="one [[speaker]] or more").removeprefix("\ufeff")
    try:
        return parse(text, Speaker, shown(os.fsdecode(path)), key="speaker")
    except LexiconError as error:
        raise InputError(*error.args) from error
