# SPDX-License-Identifier: MIT
"""The frame of every page: one HTML file in which nothing runs but its own style and script."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from claimtrack.display.escaping import markup

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="claimtrack">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


def framed(title: str, parts: Iterable[str], script: str = "") -> str:
    """Return a whole page of these parts; nothing but its own style and script can run in it."""
    style = asset("page.css")
    allowed = "; ".join(
        ["default-src 'none'", f"style-src {_hash(style)}", "base-uri 'none'", "form-action 'none'"]
        + ([f"script-src {_hash(script)}"] if script else [])
    )
    head = _HEAD.format(policy=allowed, title=markup(title), style=style)
    return "".join([head, *parts, f"<script>{script}</script>\n" if script else "", "</body>\n</html>\n"])


def wrap_table(table: str, *, title: str) -> str:
    """Return the HTML of one or more tables as a page that needs no other file and makes no request.

    Args:
        table: Table elements, as `table("html")` gives them.
        title: The page's heading, as text.
    """
    return framed(title, [f'<header><h1>{markup(title)}</h1></header>\n<main class="tables">\n{table}\n</main>\n'])


@cache
def asset(name: str) -> str:
    """Return a file of this package, with the line ends that a browser hashes."""
    return resources.files("claimtrack.report").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    """Return the source expression that allows exactly *text* (Content Security Policy Level 3, section 8.3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
