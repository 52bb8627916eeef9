# SPDX-License-Identifier: MIT
"""Escaping: any text as visible characters, and as text within HTML and SVG."""

import html
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from strategies import texts

from claimtrack.display.escaping import markup, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\ud800b", r"a\ud800b"),
        ("a\u202eb", r"a\u202eb"),
        ("a\ufffeb", r"a\ufffeb"),
        ("a\n\tb\u200f", "a\n\tb\u200f"),
    ],
)
def test_what_has_no_sign_is_shown_as_an_escape(text: str, shown: str) -> None:
    """Controls, lone surrogates and marks that turn a line become escapes; white space and harmless marks stay."""
    assert shown == visible(text)


@given(texts)
def test_any_text_is_text_in_markup(text: str) -> None:
    """In an element and in an attribute, any text is read back as the text that is shown."""
    element = ET.fromstring(f'<a b="{markup(text)}">{markup(text)}</a>')  # noqa: S314 - our own text

    assert html.unescape(markup(text)) == element.text or not text
    assert [] == list(element)


@given(texts)
def test_any_encoding_takes_markup(text: str) -> None:
    """What is escaped can be written as UTF-8."""
    assert markup(text) == markup(text).encode().decode()
