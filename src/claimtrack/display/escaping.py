# SPDX-License-Identifier: MIT
"""Escaping: any text as visible characters, and as text within HTML and SVG."""

import html
import re

# White space is not among them. The last ranges reorder the line on which they stand, or are no characters of XML.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# White space that HTML or XML has no sign for, or that would end a line elsewhere.
_ODD_SPACE = re.compile("[\r\x0b\x0c\x1c-\x1f\x85]")


def visible(text: str) -> str:
    r"""Return *text* with control characters, lone surrogates and marks that turn a line as escapes ("\x1b").

    White space, line ends included, stays as it is.
    """
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def markup(text: str) -> str:
    r"""Return *text* as text within HTML and SVG: it opens and closes no tag or attribute, and any encoding takes it.

    What `visible` escapes is escaped the same way; white space unknown to HTML becomes a space.
    """
    return html.escape(_ODD_SPACE.sub(" ", visible(text)))
