# SPDX-License-Identifier: MIT
"""Escaping: any text as visible characters, and as text within HTML and SVG."""

import html
import re
from unicodedata import category, combining

INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Ranges of a character class: what has no sign of its own, or turns the line on which it stands.

They are those that Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties.txt: zero-width signs, joiners,
marks of direction, fillers, variation selectors, tags), and the marks of interlinear annotation.
"""

# White space is not among them. The last ones are no characters of XML.
_UNPRINTABLE = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{INVISIBLE}\ud800-\udfff\ufffe\uffff]")
# White space that HTML or XML has no sign for, or that would end a line elsewhere.
_ODD_SPACE = re.compile("[\r\x0b\x0c\x1c-\x1f\x85]")
# White space that moves the cursor of a terminal otherwise than to the next place, tab or line.
_CURSOR_MOVE = re.compile("\r(?!\n)|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")

_SOFT_HYPHEN, _ZERO_WIDTH_JOINER, _EMOJI_STYLE, _KEYCAP = "\xad", "\u200d", "\ufe0f", "\u20e3"
_JOINERS = "\u200c\u200d"
_VIRAMA = 9  # the combining class
# Arabic and other cursive scripts, those of India, Myanmar, Khmer and Mongolian: their joiners change what is read.
_JOINED_SCRIPTS = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u18af]")
_MONGOLIAN = re.compile("[\u1820-\u18aa]")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FIRST_PICTURE = "\u2190"
_OTHER_PICTURES = "©®‼⁉™ℹ〰"  # of emoji-variation-sequences.txt
# The flags of emoji-sequences.txt that are spelled by tags: England, Scotland and Wales.
_FLAG = re.compile(
    "\U0001f3f4\U000e0067\U000e0062"
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
_LONGEST_FLAG = 7


def visible(text: str) -> str:
    r"""Return *text* with what a reader could not see as escapes ("\x1b").

    These are control characters, lone surrogates, marks that turn a line, and signs without width.
    Joiners, soft hyphens and selectors stay where a word or an emoji needs them; so does white space, with line ends.
    """
    return _UNPRINTABLE.sub(_shown, text)


def for_terminal(text: str) -> str:
    r"""Return records as a terminal may be given them: `visible`, and what moves the cursor within a line as escapes.

    Line ends ("\n", "\r\n") and tabs stay.
    """
    return _CURSOR_MOVE.sub(_escape, visible(text))


def markup(text: str) -> str:
    r"""Return *text* as text within HTML and SVG: it opens and closes no tag or attribute, and any encoding takes it.

    What `visible` escapes is escaped the same way; white space unknown to HTML becomes a space.
    """
    return html.escape(_ODD_SPACE.sub(" ", visible(text)))


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def _shown(found: re.Match[str]) -> str:
    """Return what was found where it is part of a word, an ideograph or an emoji, and else its escape."""
    sign, text, at = found[0], found.string, found.start()
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if sign in _JOINERS:
        stays = _joins(sign, text[max(0, at - 2) : at], after)
    elif sign == _SOFT_HYPHEN:
        stays = before.isalpha() and after.isalpha()
    elif "\ufe00" <= sign <= _EMOJI_STYLE:
        keycap = before in set("#*0123456789") and after == _KEYCAP
        stays = keycap or _is_picture(before) or bool(_IDEOGRAPH.match(before))
    elif "\U000e0100" <= sign <= "\U000e01ef":
        stays = bool(_IDEOGRAPH.match(before))
    elif "\U000e0000" <= sign <= "\U000e007f":
        near = _FLAG.finditer(text, max(0, at - _LONGEST_FLAG), at + _LONGEST_FLAG)
        stays = any(flag.start() < at < flag.end() for flag in near)
    else:
        mongolian = "\u180b" <= sign <= "\u180f" and _MONGOLIAN.match(before)
        stays = bool(mongolian and (sign != "\u180e" or _MONGOLIAN.match(after)))
    return sign if stays else _escape(found)


def _joins(joiner: str, before: str, after: str) -> bool:
    """Tell whether a joiner stands where a script needs it (RFC 5892, A.1 and A.2), or in an emoji (UTS 51, ED-16)."""
    last = before[-1:]
    if last and combining(last) == _VIRAMA:
        return True
    if _is_letter_of_joined(last) and _is_letter_of_joined(after):
        return True
    picture = before[:1] if last == _EMOJI_STYLE else last
    return joiner == _ZERO_WIDTH_JOINER and _is_picture(picture) and _is_picture(after)


def _is_letter_of_joined(char: str) -> bool:
    return bool(_JOINED_SCRIPTS.match(char)) and category(char)[0] in "LM" and not _UNPRINTABLE.match(char)


def _is_picture(char: str) -> bool:
    """Tell whether *char* may be an emoji, a colour of skin, or a symbol that has a form of either."""
    if not char or char in _OTHER_PICTURES:
        return bool(char)
    newer = "\U0001f000" <= char <= "\U0001faff"  # than the Unicode of this Python, it may be
    return newer or (char >= _FIRST_PICTURE and category(char) in ("So", "Sm", "Sk"))
