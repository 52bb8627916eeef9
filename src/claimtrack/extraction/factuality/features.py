# SPDX-License-Identifier: MIT
"""What the graded reading of an event looks at: the keys of its word, its neighbours and what governs it.

Training and run time share these functions.
A key is a short string that begins with its template; the templates come in the groups of `GROUPS`.
"""

import re
from collections.abc import Mapping

import attrs

from claimtrack.extraction.attribution.features import EDGE, pos_tag, rough_stem
from claimtrack.language.closed_classes import word_class
from claimtrack.model import Span

GROUPS = ("word", "before", "after", "around", "cues before", "cues after", "frame", "governor")
"""The groups of keys: the event's word, its neighbours, the words around it, cues, its clause, its governor."""

_REACH = 600  # characters to either side that are read
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*%?"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+?(?=n['’]t\b)|n['’]t\b"  # did|n't
    r"|[^\W_]+(?:[-‐‑][^\W_]+|['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W_]+)*"
    r"|''|``|--|\.{3}"
    r"|\S",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[\r\n\u0085\u2028\u2029]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STOPS = _set(". ? !")
_QUOTES = _set("\" “ ” `` ''")
# The weights were learned with these sets, which take more or fewer words than the whole classes.
_BE = word_class("be").union("'s 're 'm get got getting".split())
_HAVE = word_class("have") | {"'ve"}
_MODALS = word_class("modal") | {"'ll", "wo", "ca", "'d"}
_AUXILIARIES = _HAVE | _MODALS | word_class("be", "do", "contraction") | {"need", "dare"}
_NEGATIONS = word_class("negative adverb", "near-negative adverb") | {"cannot"}
_NO = word_class("negative word") | {"without"}
_ADVERBS = word_class("focusing adverb", "adverb of time") | {"all", "both"}
_DETERMINERS = word_class("article", "demonstrative", "possessive determiner", "quantifier") | {"such", "less"}
_PREPOSITIONS = frozenset.union(
    word_class("preposition") - {"across", "alongside", "like", "near", "per", "via"},
    word_class("preposition or subordinator", "comparative", "particle") | {"because"},
)
_OPENERS = frozenset.union(
    word_class("wh-word", "preposition or subordinator", "subordinator") - {"whereas"},
    _QUOTES | {"that", "except", ":", ";"},
)
_OBJECTS = word_class("object pronoun")
_CONJUNCTIONS = _set("and or ,")
_LINKS = _OPENERS | {"and", "but", "or", "as", "so"}
_CUES = frozenset.union(
    word_class("modal", "negative adverb") - {"shall"},
    "if unless wo no whether ? expected likely plans plan want wants wanted believe think says until when".split(),
    "before after told said".split(),
)
_MARKS = _set(", ; : --")
_FORMS_AFTER = {"to": {"to"}, "m": _MODALS, "h": _HAVE, "b": _BE}  # of a verb, by the word that leads it


@attrs.frozen
class _Group:
    """The words of a verb group before its head: auxiliaries, "to" and negations, and what precedes them."""

    auxiliaries: str
    last: str
    negations: int
    start: int  # the index of the word before the group, -1 for none


class _Sentence:
    """The sentence around an event, in words of lower case and their classes."""

    def __init__(self, text: str, span: Span, lexicon: Mapping[str, str]) -> None:
        low, high = max(0, span.start - _REACH), span.end + _REACH
        tokens = [(m[0], *m.span()) for m in _TOKEN.finditer(text, low, high)]
        at = next((k for k, token in enumerate(tokens) if token[2] > span.start), max(0, len(tokens) - 1))
        first = last = at
        while first and not _parted(text, tokens[first - 1], tokens[first]):
            first -= 1
        while last + 1 < len(tokens) and not _parted(text, tokens[last], tokens[last + 1]):
            last += 1
        tokens = tokens[first : last + 1]
        self.at = at - first
        self.words = [token[0].lower().replace("’", "'") for token in tokens]
        self.capital = bool(tokens) and tokens[self.at][0][0].isupper()
        self.kinds = []
        opening = True
        for word, token in zip(self.words, tokens, strict=True):
            capital = token[0][0].isupper()
            self.kinds.append(pos_tag(word, lexicon, capital=capital, first=opening))
            opening = word in _QUOTES

    def word(self, k: int) -> str:
        return self.words[k] if 0 <= k < len(self.words) else EDGE

    def kind(self, k: int) -> str:
        return self.kinds[k] if 0 <= k < len(self.words) else EDGE

    def group(self, i: int) -> _Group:
        """Return the verb group before its head at *i*."""
        found: list[str] = []
        negations = 0
        k = i - 1
        while k >= 0 and i - k < 10:  # noqa: PLR2004
            word = self.words[k]
            if word in _AUXILIARIES or word == "to":
                found.append(word)
            elif word in _NEGATIONS:
                negations += 1
            elif not (self.kinds[k] == "RB" or word.endswith("ly") or word in _ADVERBS):
                break
            k -= 1
            if word == "to":
                while k >= 0 and self.words[k] in _NEGATIONS:
                    negations += 1
                    k -= 1
                break
        return _Group(" ".join(reversed(found)), found[0] if found else "", negations, k)

    def form(self, i: int, group: _Group) -> str:
        """Return what the word at *i* looks like: an infinitive, a verb after a modal, a noun ..."""
        word, kind = self.words[i], self.kinds[i]
        before = self.word(i - 1)
        if group.last:
            return next((form for form, words in _FORMS_AFTER.items() if group.last in words), "d")
        if word.endswith("ing"):
            return "ing"
        if before in _DETERMINERS or (kind[:2] in {"NN", "JJ"} and "|V" not in kind):
            return "n"
        if word.endswith("ed") or "VBN" in kind:
            return "ed"
        return kind if kind in {"VBZ", "VBP", "VBD"} else "np" if before in _PREPOSITIONS else kind

    def verb_before(self, k: int, reach: int) -> int:
        """Return the index of the nearest full verb at *k* or before, within *reach* words; -1 for none."""
        for j in range(k, max(-1, k - reach), -1):
            kind = self.kinds[j]
            if self.words[j] not in _AUXILIARIES and (
                kind.startswith("VB") or ("|VB" in kind and self.word(j - 1) not in _DETERMINERS)
            ):
                return j
        return -1


def _parted(text: str, one: tuple[str, int, int], following: tuple[str, int, int]) -> bool:
    """Tell whether a sentence ends between two tokens: with a stop, or with the line."""
    return one[0] in _STOPS or _BREAK.search(text, one[2], following[1]) is not None


def event_features(text: str, span: Span, lexicon: Mapping[str, str]) -> list[list[str]]:
    """Return the keys of the event word at *span*, one list for each of `GROUPS`; *lexicon* has word classes."""
    sentence = _Sentence(text, span, lexicon)
    if not sentence.words:
        return [[] for _ in GROUPS]
    at = sentence.at
    frame, governor = _frame(sentence, at, "0")
    above: list[str] = []
    if governor >= 0:
        frame += _governed(sentence, governor, rough_stem(sentence.words[at]))
        above, _ = _frame(sentence, governor, "1")
    return [
        _own(sentence),
        _neighbours(sentence, -1),
        _neighbours(sentence, 1),
        _bag(sentence),
        _cues(sentence, -1),
        _cues(sentence, 1),
        list(dict.fromkeys(frame)),
        list(dict.fromkeys(above)),
    ]


def _own(s: _Sentence) -> list[str]:
    word, kind = s.words[s.at], s.kinds[s.at]
    group = s.group(s.at)
    form = s.form(s.at, group)
    own = rough_stem(word)
    quoted = sum(each in _QUOTES for each in s.words[: s.at]) % 2
    return [
        f"wa{word}",
        f"wb{own}",
        f"wc{kind}",
        f"wd{word[-2:]}",
        f"we{word[-3:]}",
        f"wf{word[-4:]}",
        f"wg{s.capital:d}{s.at == 0:d}",
        f"wh{quoted}",
        f"wi{form} {kind}",
        f"wj{own} {form}",
        f"wk{own} {group.auxiliaries}",
        f"wl{group.auxiliaries} {kind}",
        f"wm{min(len(s.words) // 6, 6)}",
        f"wn{min(s.at, 10)}",
    ]


def _neighbours(s: _Sentence, side: int) -> list[str]:
    """Return the keys of the words before (*side* -1) or after the event (1)."""
    i, kind = s.at, s.kinds[s.at]
    t = "b" if side < 0 else "a"
    keys = [f"{t}a{d}{s.word(i + side * d)}" for d in range(1, 6)]
    for d in (1, 2, 3):
        keys += [f"{t}b{d}{s.kind(i + side * d)}", f"{t}c{d}{s.kind(i + side * d)} {kind}"]
    for d in range(3 if side < 0 else 2):
        near, far = i + side * d, i + side * (d + 1)
        w, v, c, b = s.word(near), s.word(far), s.kind(near), s.kind(far)
        keys += [f"{t}d{d}{v} {w}", f"{t}e{d}{b} {c}", f"{t}f{d}{v} {c}", f"{t}g{d}{b} {w}"]
    if side < 0:
        keys += [f"bh{d}{s.kind(i - d - 2)} {s.kind(i - d - 1)} {s.kind(i - d)}" for d in range(2)]
    else:
        keys.append(f"ah{s.kind(i - 1)} {kind} {s.kind(i + 1)}")
    return keys


def _bag(s: _Sentence) -> list[str]:
    """Return the keys of the words within 12 words of the event, and of the end of the sentence."""
    i, words = s.at, s.words
    keys = [f"sa{word}" for word in words[max(0, i - 12) : i]]
    keys += [f"sb{word}" for word in words[i + 1 : i + 12]]
    keys.append(f"sc{words[-1]}")
    return list(dict.fromkeys(keys))


def _cues(s: _Sentence, side: int) -> list[str]:
    """Return the keys of modals, negations and links on one side, with what stands between them and the event."""
    t = "c" if side < 0 else "d"
    keys = []
    marks = links = verbs = 0
    for k in range(s.at + side, max(-1, s.at - 30) if side < 0 else min(len(s.words), s.at + 30), side):
        word = s.words[k]
        marks += word in _MARKS
        if word in _CUES:
            keys.append(f"{t}{word} {min(marks, 1)}{min(links, 1)}{min(verbs, 2)}")
        links += word in _LINKS
        verbs += s.kinds[k] in {"VBD", "VBZ", "VBP", "MD"}
    return list(dict.fromkeys(keys))


def _frame(s: _Sentence, i: int, t: str) -> tuple[list[str], int]:
    """Return the keys of how the word at *i* stands in its clause, and the index of what governs it, -1 for none."""
    group = s.group(i)
    form = s.form(i, group)
    a, n, start = group.auxiliaries, group.negations, group.start
    before = s.word(start)
    keys = [
        f"{t}a{a}",
        f"{t}b{a} {n}",
        f"{t}c{form}",
        f"{t}d{form}{n}",
        f"{t}e{form} {before}",
        f"{t}f{form} {s.kind(start)}",
    ]
    governor = -1
    if form == "to":
        more, governor = _infinitive(s, start, t)
        keys += more
    elif form in {"n", "np", "ing", "ed"} or form.startswith("NN"):
        more, governor = _nominal(s, i, form, t)
        keys += more
    if form in {"ed", "ing", "VB", "VB|VBP", "NN|VB", "NN|VBP"} and before in _CONJUNCTIONS:
        more, joined = _joined(s, start, form, t)
        keys += more
        governor = joined if governor < 0 else governor
    keys += _subject(s, start, t)
    keys += _opener(s, start, a, t)
    verb = s.verb_before(start, 20)
    if verb >= 0:
        other = s.group(verb)
        near = rough_stem(s.words[verb])
        keys += [
            f"{t}g{near}",
            f"{t}h{near} {form}",
            f"{t}i{other.auxiliaries} {other.negations} {form}",
            f"{t}j{a} {near}",
            f"{t}k{min(start - verb, 6)}",
        ]
    return keys, governor


def _governed(s: _Sentence, governor: int, own: str) -> list[str]:
    """Return the keys of what governs the event, whose stem is *own*."""
    group = s.group(governor)
    over = rough_stem(s.words[governor])
    return [
        f"0l{over}",
        f"0m{over} {s.form(governor, group)}",
        f"0n{over} {own}",
        f"0o{over} {group.auxiliaries} {group.negations}",
        f"0p{over} {group.negations}",
    ]


def _infinitive(s: _Sentence, start: int, t: str) -> tuple[list[str], int]:
    """Return the keys of what stands before an infinitive, and the index of what it depends on."""
    if start < 0:
        return [f"{t}q"], -1
    word, kind = s.words[start], s.kinds[start]
    keys = [f"{t}q{rough_stem(word)}"]
    verb = s.verb_before(start, 8)
    governor = start if kind[:2] in {"VB", "NN", "JJ"} or "|" in kind else verb
    if verb >= 0:
        near = rough_stem(s.words[verb])
        keys += [f"{t}r{near}", f"{t}s{near} {min(3, start - verb)}"]
    if kind[:2] == "NN" or word in _OBJECTS:
        keys.append(f"{t}t{rough_stem(word)} {s.word(start - 1)}")
        if verb >= 0 and verb != start:
            keys.append(f"{t}u{rough_stem(s.words[verb])}")
        if verb >= 0 and (kind[:2] != "NN" or "|" in kind):
            governor = verb
    return keys, governor


def _nominal(s: _Sentence, i: int, form: str, t: str) -> tuple[list[str], int]:
    """Return the keys of the determiner and the preposition or verb before a noun or participle, and its governor."""
    k = i - 1
    while k >= 0 and i - k < 7 and _is_modifier(s, k):  # noqa: PLR2004
        k -= 1
    determiner = next((s.words[j] for j in range(k + 1, i) if s.words[j] in _DETERMINERS), "-")
    word, kind = s.word(k), s.kind(k)
    keys = [f"{t}A{determiner}", f"{t}B{word}", f"{t}C{word} {determiner}", f"{t}D{form} {word}"]
    if word in _PREPOSITIONS and k > 0:
        head = rough_stem(s.words[k - 1])
        keys += [f"{t}E{head} {word}", f"{t}F{head}"]
        verb = s.verb_before(k - 1, 8)
        if verb >= 0:
            near = rough_stem(s.words[verb])
            keys += [f"{t}G{near} {word}", f"{t}H{near}"]
        is_head = s.kinds[k - 1][:2] in {"NN", "VB", "JJ"} or "|" in s.kinds[k - 1]
        return keys, k - 1 if is_head else verb
    if (kind.startswith("VB") or "|VB" in kind or kind == "MD") and word not in _AUXILIARIES:
        return [*keys, f"{t}I{rough_stem(word)}"], k
    if word in _AUXILIARIES or word in _NEGATIONS or word in _NO:
        group = s.group(k + 1)
        return [*keys, f"{t}J{group.auxiliaries} {group.negations}"], -1
    if word in _CONJUNCTIONS and (verb := s.verb_before(k - 1, 8)) >= 0:
        return [*keys, f"{t}K{rough_stem(s.words[verb])}"], verb
    return keys, -1


def _is_modifier(s: _Sentence, k: int) -> bool:
    """Tell whether the word at *k* can stand between a noun and its determiner."""
    word, kind = s.words[k], s.kinds[k]
    if word in _DETERMINERS or word in {"'s", "'", "-", "$"}:
        return True
    if kind == "RB" or kind[:2] in {"JJ", "NP", "CD", "PS", "NN"}:
        return True
    return kind in {"VBN", "VBG", "VBD|VBN"} and s.word(k - 1) in _DETERMINERS


def _joined(s: _Sentence, start: int, form: str, t: str) -> tuple[list[str], int]:
    """Return the keys of the "to", modal or negation that a verb after "and" shares, and what stands before a "to"."""
    for k in range(start - 1, max(-1, start - 14), -1):
        word = s.words[k]
        if word == "to" or word in _MODALS or word in {"not", "n't"}:
            return [f"{t}L{word} {s.word(k - 1)}", f"{t}M{word}{form}"], k - 1 if word == "to" else -1
        if word in _OPENERS:
            break
    return [], -1


def _subject(s: _Sentence, start: int, t: str) -> list[str]:
    for k in range(start, max(-1, start - 6), -1):
        word, kind = s.words[k], s.kinds[k]
        if kind == "PR" or kind[:2] in {"NN", "NP"}:
            return [f"{t}N{word if kind == 'PR' else kind}", f"{t}O{rough_stem(word)}"]
        if word in _OPENERS or word in {",", "as", "so"}:
            return [f"{t}N{word}"]
    return []


def _opener(s: _Sentence, start: int, auxiliaries: str, t: str) -> list[str]:
    """Return the keys of the word that opens the clause, with the verb over a that-clause."""
    commas = 0
    for k in range(start, max(-1, start - 25), -1):
        word = s.words[k]
        commas += word == ","
        if word in _OPENERS:
            keys = [f"{t}P{word} {min(commas, 2)}", f"{t}Q{word} {rough_stem(s.word(k - 1))}"]
            if word in {"that", "whether"} and (verb := s.verb_before(k - 1, 6)) >= 0:
                group = s.group(verb)
                over = rough_stem(s.words[verb])
                keys += [
                    f"{t}R{over} {word}",
                    f"{t}S{group.negations}{group.auxiliaries}",
                    f"{t}T{over} {group.negations} {auxiliaries}",
                ]
            return keys
    return [f"{t}P-"]
