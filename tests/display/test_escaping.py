# SPDX-License-Identifier: MIT
"""Escaping: any text as visible characters, and as text within HTML and SVG."""

import html
import re
import sys
import time
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from clock import grows_by_less
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import texts

from claimtrack.display.escaping import for_terminal, markup, visible

# Visible in spite of their category Cf: signs of Arabic, Syriac and Kaithi, and the joints of hieroglyphs.
SIGNS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\ud800b", r"a\ud800b"),
        ("a\u202eb", r"a\u202eb"),
        ("a\ufffeb", r"a\ufffeb"),
        ("a\u200f\u200e\u061cb", r"a\u200f\u200e\u061cb"),
        ("a\u200bb\u2060c\ufeff", r"a\u200bb\u2060c\ufeff"),
        ("a\u3164b\uffa0c\u115f", r"a\u3164b\uffa0c\u115f"),
        ("a\ufff9b\ufffac\ufffb", r"a\ufff9b\ufffac\ufffb"),
        # Tags that spell something else than the flag of a country.
        ("a\U000e0041", r"a\U000e0041"),
        (f"{ENGLAND}\U000e0041", f"{ENGLAND}\\U000e0041"),
        ("🏴\U000e0075\U000e0073\U000e007f", r"🏴\U000e0075\U000e0073\U000e007f"),
        # Joiners elsewhere than within a word of a script that has them.
        ("a\u200db\u200cc", r"a\u200db\u200cc"),
        ("می\u200c\u200cشود", r"می\u200c\u200cشود"),
        ("\u200cشود\u200c", r"\u200cشود\u200c"),
        ("1\u200d2 🙂\u200d", r"1\u200d2 🙂\u200d"),
        ("a\ufe0f\u200d🔥", r"a\ufe0f\u200d🔥"),
        # Hyphens and selectors without what they are for.
        ("\xada\xad ", r"\xada\xad "),
        ("a\ufe0f 1\ufe0f b\U000e0100", r"a\ufe0f 1\ufe0f b\U000e0100"),
        ("日\ufe00\ufe00 ❤\ufe0f\ufe0f", "日\ufe00\\ufe00 ❤\ufe0f\\ufe0f"),
        ("a\u180b\u180eb", r"a\u180b\u180eb"),
    ],
)
def test_what_has_no_sign_is_shown_as_an_escape(text: str, shown: str) -> None:
    """Controls, lone surrogates, marks that turn a line and signs without width become escapes."""
    assert shown == visible(text)


@pytest.mark.parametrize(
    "text",
    [
        "a\n\tb\r\nc\u2028 \u3000",
        "می\u200cشود",
        "خانه\u200cها",
        "क्\u200dष क्\u200c",  # a half form, and a virama that is seen
        "അവന്\u200d",  # a chillu as it was written before Unicode 5.1
        "র\u200d্যাব",
        "👩🏽\u200d🚒 👁\ufe0f\u200d🗨\ufe0f 🏳\ufe0f\u200d🌈 🙂\u200d↔\ufe0f 🐈\u200d⬛ 🧑\u200d🤝\u200d🧑",
        "❤\ufe0f ☎\ufe0e ™\ufe0f ‼\ufe0f ℹ\ufe0f 1\ufe0f\u20e3 #\ufe0f\u20e3 🇳🇴",
        ENGLAND,
        "葛\U000e0100城 辻\U000e0101 直\ufe00",
        "Donau\xaddampf\xadschiff",
        "ᠠ\u180bᠨ\u180eᠠ",
        "e\u0301 ё日",
    ],
)
def test_what_words_and_emoji_need_stays(text: str) -> None:
    """White space, and joiners, selectors, soft hyphens and tags where a word or an emoji has them, stay."""
    assert text == visible(text)


def test_whatever_unicode_gives_no_sign_is_an_escape() -> None:
    """Between two letters, every control and format character but a soft hyphen is an escape, and nothing else is."""
    changed = {code for code in range(sys.maxunicode + 1) if visible(f"a{chr(code)}b") != f"a{chr(code)}b"}
    spaces = {code for code in range(0x100) if chr(code).isspace()}
    hidden = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs")}

    assert hidden - spaces - SIGNS - {0xAD} == changed & hidden
    # Fillers and vowels without a sign, selectors, and code points of no character.
    assert {"Lo", "Mn", "Cn"} == {unicodedata.category(chr(code)) for code in changed - hidden}


PIECES = (*ENGLAND, *"a1#日क्षمیش🙂❤🏽⬛↔\ufe0f\ufe00\u200c\u200d\xad\u180b\u180eᠠ\u20e3\U000e0100\u200b\\u ")


@example("\\u\U000e0067")  # what only looks like the beginning of an escape, before one
@example("\u180b\u200cक")  # a selector that is escaped is no letter before the joiner
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | texts)
def test_what_is_visible_stays(text: str) -> None:
    """What was escaped has nothing more to escape, and reads back as the text."""
    shown = visible(text)
    spelled = re.sub(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})", lambda found: chr(int(found[1][1:], 16)), shown)

    assert shown == visible(shown)
    assert text == spelled or "\\" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2J\x9b\0", r"a\x1b[2J\x9b\x00"),
        ('a,b\r\nc\t"d\ne"\r\n', 'a,b\r\nc\t"d\ne"\r\n'),
        ("secret\rpublic\v\f\x85\u2028", r"secret\rpublic\x0b\x0c\x85\u2028"),
    ],
)
def test_a_terminal_gets_no_orders(text: str, shown: str) -> None:
    """Records on a terminal keep their lines and tabs, and all else that would move the cursor is an escape."""
    assert shown == for_terminal(text)


@pytest.mark.parametrize("piece", ["\u200b", "a\u200d", "\U000e0041", ENGLAND, "क्\u200d", "❤\ufe0f\u200d", "\xad"])
def test_time(piece: str) -> None:
    """Ten times the text takes about ten times as long, whatever it is made of."""

    def seconds(count: int) -> float:
        start = time.process_time()
        visible(piece * count)
        return time.process_time() - start

    assert grows_by_less(seconds, 5000, 50_000, 30)


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
