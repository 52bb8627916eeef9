# SPDX-License-Identifier: MIT
"""Hedges: the words of a content that lower the speaker's commitment, with their level and their scope.

Levels are FactBank's (Sauri and Pustejovsky 2009): probable (PR), possible (PS) and uncommitted (U).
The cues are rows of `data/hedges.toml`.
Scope is read from a shallow walk through the clauses of the content, without a parser:

- The claim's own proposition is the first main clause of the first sentence that has one.
  A hedge in a later conjunct ("... and that talks may end") or a later sentence covers a phrase.
- A clause under "I think", "it is clear that", "the data show that", or a pronoun that stands for the speaker
  ("said he believed"), is still the claim's own; a clause under anybody else's word ("Russia believes")
  is a phrase, as are relative and adverbial clauses.
- In a conditional both halves are uncommitted, as in FactBank; "if" and "would" are each a hedge.
- "Would" that only moves "will" into the past ("said he would visit") is no hedge.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import attrs

from claimtrack.extraction.lexicon import load
from claimtrack.extraction.tokens import Token, sentences, tokenize
from claimtrack.model import Hedge, Hedging, Scope, Span


class Part(StrEnum):
    """How a cue behaves in a sentence, which decides how its scope is read."""

    MODAL = "modal"  # hedges its clause
    CONDITIONAL = "conditional"  # "would": a hedge only where the clause is unrealised
    ADVERB = "adverb"  # its clause, or the phrase that it opens
    ADJECTIVE = "adjective"  # its clause after "is", a phrase before a noun
    ATTRIBUTE = "attribute"  # always the noun that follows
    BELIEF = "belief"  # the claim, if the subject is the speaker
    EVIDENCE = "evidence"  # the claim, if the subject is a piece of evidence
    NOUN = "noun"  # the claim after "there is" and "has", else a phrase
    PHRASE = "phrase"  # always a phrase
    CONDITION = "condition"  # "if"
    QUESTION = "question"  # "whether"


class Where(StrEnum):
    """Where a cue counts: within a content, next to the attributing words, or in both places."""

    CONTENT = "content"
    CUE = "cue"
    BOTH = "both"


@attrs.frozen
class HedgeRow:
    """One row of `data/hedges.toml`.

    In forms and contexts, `a|b` is a choice of words, `*` any one word, `*ed` any word with that ending,
    `#` a number, and `~` an optional adverb.

    Attributes:
        cue: The row's name.
        forms: The words of the cue, as they stand in texts.
        level: The level that the cue expresses.
        part: How the cue behaves.
        evidence: Where the level comes from; "editorial" is our own judgement.
        examples: Contents in which the row fires (for `where = "cue"`, attributing words).
        counter_examples: Contents in which it does not.
        followed_by: What has to stand right after the cue; empty for anything.
        excluded: Contexts, cue included, in which the cue is none.
        subjects: Nouns that, as the subject, give an evidence verb or a conditional its force.
        where: Whether the row counts in a content, next to a cue, or in both.
        lower: Whether a capital letter makes it another word ("May").
    """

    cue: str
    forms: tuple[str, ...]
    level: Hedging = attrs.field(converter=Hedging)
    part: Part = attrs.field(converter=Part)
    evidence: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    subjects: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    where: Where = attrs.field(default=Where.CONTENT, converter=Where)
    lower: bool = False


class _Found(NamedTuple):
    """A hedge and the row that it comes from."""

    row: HedgeRow
    hedge: Hedge


class _Cue(NamedTuple):
    """A cue in its sentence."""

    row: HedgeRow
    at: int  # the index of its first word
    own: Scope  # the scope that its clause gives it
    before: str  # the word before it, and the one after it
    after: str


def find_hedges(text: str, content: Sequence[Span], cue: Sequence[Span] = ()) -> tuple[Hedge, ...]:
    """Return the hedges inside the *content* spans of one claim, in the order of the text.

    *cue* holds the attributing words; their tense tells whether a "would" is a backshifted "will".
    Negation is polarity and approximation ("about 30") is vagueness: neither is a hedge.
    """
    found = {item.hedge.span: item.hedge for item in _find(text, content, cue)}
    return tuple(found[span] for span in sorted(found))


def distances(words: str) -> bool:
    """Tell whether *words* at a cue put the attribution itself at a distance ("reportedly", "appeared to")."""
    whole = Span(0, len(words))
    return any(
        _covers(_excluded(row), words, match, whole) is None
        for row, pattern in _cue_patterns()
        for match in pattern.finditer(words)
    )


# ---------------------------------------------------------------------------------------------------------------------
# Patterns from rows

_ADVERB = r"(?:\w+ly|not|also|now|still|never|long|once|already|always|even|just|soon|both|all|each|ever)"
_END = r"(?!['’\-]?\w)"


def _pattern(phrase: str) -> str:
    """Return the regular expression of a *phrase* of a row, with the white space before each word."""
    parts = []
    for word in phrase.split():
        if word == "~":
            parts.append(rf"(?:\s{{1,4}}{_ADVERB}){{0,2}}")
            continue
        choices = [_choice(choice) for choice in word.split("|")]
        parts.append(r"\s{1,4}(?:" + "|".join(choices) + ")")
    return "".join(parts)


def _opening(phrase: str) -> str:
    """Return the regular expression of a *phrase* that begins where it is matched."""
    return _pattern(phrase).removeprefix(r"\s{1,4}")


def _choice(word: str) -> str:
    """Return the regular expression of one *word* of a row."""
    if word == "#":
        return r"\d[\d.,]*"
    if word == "*":
        return r"[\w'’\-]{1,40}"
    ending = r"\w{1,40}" if word.startswith("*") else ""
    return ending + re.escape(word.lstrip("*")).replace("'", "['’]")


def _rows() -> tuple[HedgeRow, ...]:
    return load("hedges", HedgeRow)


@cache
def _openers() -> dict[str, tuple[re.Pattern[str], tuple[HedgeRow, ...]]]:
    """Return, by the first word of a cue, one pattern for all cues that begin with it, the longest first."""
    forms: dict[str, list[tuple[str, HedgeRow]]] = {}
    for row in _rows():
        if row.where is not Where.CUE:
            for form in row.forms:
                for first in form.split()[0].split("|"):
                    forms.setdefault(first, []).append((form, row))
    openers = {}
    for first, entries in forms.items():
        entries.sort(key=lambda entry: (-len(entry[0].split()), not entry[1].followed_by))
        branches = []
        for form, row in entries:
            follow = "|".join(_pattern(context) for context in row.followed_by)
            branches.append(f"({_opening(form)}){_END}" + (f"(?=(?:{follow}){_END})" if follow else ""))
        openers[first] = (re.compile("|".join(branches), re.IGNORECASE), tuple(row for _, row in entries))
    return openers


@cache
def _anchors() -> frozenset[str]:
    """Return the words one of which every cue has; a content without any of them needs no second look."""
    anchors: set[str] = set()
    for row in _rows():
        for form in row.forms:
            words = [word for word in form.split() if word != "~"]
            anchors.update(max(words, key=lambda word: min(len(choice) for choice in word.split("|"))).split("|"))
    return frozenset(part for anchor in anchors for part in re.findall(r"[a-z]+", anchor))


@cache
def _excluded(row: HedgeRow) -> re.Pattern[str] | None:
    """Return one pattern for the contexts in which the cue of *row* is none."""
    if not row.excluded:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_opening, row.excluded)) + ")" + _END, re.IGNORECASE)


@cache
def _cue_patterns() -> tuple[tuple[HedgeRow, re.Pattern[str]], ...]:
    """Return the rows that count next to a cue, with their patterns."""
    return tuple(
        (row, re.compile(r"(?<!\w)(?:" + "|".join(map(_opening, row.forms)) + ")" + _END, re.IGNORECASE))
        for row in _rows()
        if row.where is not Where.CONTENT
    )


_CONTEXT = 40  # characters to either side in which an excluded context is looked for


def _covers(pattern: re.Pattern[str] | None, text: str, match: re.Match[str], within: Span) -> re.Match[str] | None:
    """Return the excluded context around *match*, if it stands in one."""
    if pattern is None:
        return None
    start, end = max(within.start, match.start() - _CONTEXT), min(within.end, match.end() + _CONTEXT)
    hits = pattern.finditer(text, start, end)
    return next((hit for hit in hits if hit.start() <= match.start() and match.end() <= hit.end()), None)


# ---------------------------------------------------------------------------------------------------------------------
# Words and clauses


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BE = _set(
    "is are was were am be been being isn't aren't wasn't weren't it's he's she's that's there's we're they're i'm "
    "you're what's who's"
)
_HAVE = _set("has have had hasn't haven't hadn't i've we've they've you've")
_MODALS = _set(
    "may might could would should must will can shall cannot can't couldn't wouldn't won't shouldn't mightn't "
    "mustn't do does did don't doesn't didn't i'll we'll they'll he'll she'll it'll you'll i'd we'd they'd he'd "
    "she'd it'd you'd"
)
_AUXILIARIES = (_BE | _HAVE | _MODALS) - _set("be been being")
_LINKING = _BE | _set(
    "seem seems seemed appear appears appeared look looks looked become became becomes remain remains remained"
)
_SPEAKERS = _set("i we i'm i'd i've i'll we're we've we'd we'll")
_PRONOUNS = _set("he she they it he's she's they're it's they've he'd she'd they'd it'd he'll she'll they'll it'll")
_DUMMIES = _set("it there this that here it's there's that's these those")
_PERSONAL = _set("i we they you he she it")
_DETERMINERS = _set(
    "a an the this that these those its his her their our my your any some no every each another such both many few "
    "several more most other what one two three"
)
_PREPOSITIONS = _set(
    "of in on at by for from with to between among over under into against about without within through across "
    "toward towards near during despite including involving following around amid via per like than upon outside "
    "inside behind beyond given after before since until as"
)
_TIME_LINKS = _set("after before since until once")
_LINKS = _set("because although though while whereas unless if whether lest provided assuming") | _TIME_LINKS
_RELATIVES = _set("which who whom whose where when why how what")
_COORDINATORS = _set("and but or yet nor")
_DEGREE = _set(
    "very more less most least highly quite also not now still only just rather increasingly too so much as even "
    "all already certainly always never both far widely"
)
_FUNCTION = _PREPOSITIONS | _DETERMINERS | _COORDINATORS | _DEGREE | _LINKS | _RELATIVES
_PAST = _set(
    "went came took gave began saw knew wrote spoke grew fell rose drove broke chose became flew threw drew ate did "
    "was were had said told thought"
)
_PAST_OR_PARTICIPLE = _set(
    "made sent held built found left put set cut hit got lost kept led met paid won sold brought bought caught "
    "fought stood spent struck shot"
)
_SAYING = _set(
    "say says said tell tells told know knows knew learn learns learned hear heard claim claims claimed warn warns "
    "warned argue argues argued insist insists insisted promise promised promises vow vows vowed pledge pledged "
    "pledges announced announce deny denies denied admit admits admitted agree agreed agrees note notes noted worry "
    "worries worried conclude concludes concluded determined found assess assesses assessed see saw sees understand "
    "understands understood wrote wonder wonders wondered predict predicts predicted reported reports confirmed "
    "decided realised writes estimates adds"
)
_EVIDENT = _set(
    "show shows showed shown mean means meant reveal reveals revealed confirm confirms confirmed prove proves "
    "proved demonstrate demonstrates demonstrated"
)
_OWN_STATES = _set(
    "sure certain confident afraid aware clear convinced true possible likely unlikely probable obvious evident "
    "unclear worried concerned hopeful optimistic stress add"
)
_ASKING = _set(
    "know known sure clear unclear certain ask asks asked asking see seen wonder wonders wondered wondering decide "
    "decided determine doubt doubts question tell say unknown"
)
_BACKSHIFTING = _set(
    "said told promised knew vowed pledged announced warned thought believed hoped expected agreed insisted feared "
    "predicted decided assured learned"
)
_ALSO_NOUNS = _set("suspect suspects hope hopes fear fears estimate estimates wish wishes thought guess doubt doubts")
_EXISTS, _HOLDS = _set("there there's"), _set("has have had stands stand")
_CONDITIONS = _set("if unless otherwise without were assuming provided")
_BETWEEN = _DEGREE | (_AUXILIARIES - _SPEAKERS - _PRONOUNS)
_NOT_AFTER_VERB = _set("by of in to on for")
_AFTER_NOUN = _AUXILIARIES | (_NOT_AFTER_VERB - {"to"})
_OBJECTS = _DETERMINERS | _set("him them to us me")
_FRONTED = _LINKS | _set("when where")
_QUESTIONS = _set("whether if how why")
_NO_VERB_AFTER = (_DETERMINERS - _set("this that many few most some both several")) | _set("to")
_NO_NOUN = _PREPOSITIONS | _AUXILIARIES | _COORDINATORS | _DETERMINERS | _RELATIVES | _LINKS
_PHRASE_OPENERS = _DETERMINERS | _PREPOSITIONS | _LINKS | _set("even both")
_MARKS = _set("“ « `` „ ‘ ” » '' ’") | {'"'}
_OPENING, _CLOSING = _set("“ « `` „ ‘"), _set("” » '' ’")
_FRAGMENT = 3  # words: a sentence this short ("No.", "Look.") is no proposition of its own
_WORDS = re.compile(r"[a-z]+")
_SENTENCE_GAP = re.compile(r"[.!?][\"”’'\s“‘«„]*\Z")


@cache
def _belief_forms() -> frozenset[str]:
    rows = (row for row in _rows() if row.part in {Part.BELIEF, Part.EVIDENCE})
    return frozenset(word for row in rows for form in row.forms for word in form.split()[0].split("|"))


def _ends_sentence(text: str, previous: Span, span: Span) -> bool:
    """Tell whether a sentence ends between two spans of a content."""
    gap = text[max(previous.end - 2, span.start - 200, 0) : span.start]
    return _SENTENCE_GAP.search(gap) is not None


def _quoting(tokens: list[Token], opened: bool) -> list[bool]:  # noqa: FBT001
    """Tell for each token whether it stands in quotation marks; *opened* is the state before the first."""
    quoted = []
    for token in tokens:
        if token.text in _OPENING:
            opened = True
        elif token.text in _CLOSING:
            opened = False
        elif token.text == '"':
            opened = not opened
        quoted.append(opened)
    return quoted


class _Walk:
    """One pass through a sentence that tells its own proposition from embedded clauses and later conjuncts.

    A clause has one finite verb: a second one without a conjunction opens a clause without "that",
    or, after a relative clause on the subject, goes on with the main clause.
    """

    def __init__(self, lows: list[str], quoted: list[bool], start: int, stop: int) -> None:
        self.lows, self.quoted, self.stop = lows, quoted, stop
        while start < stop and not lows[start][0].isalnum():
            start += 1
        self.first = start
        self.clause = start
        self.last_comma = next((i for i in range(stop - 1, start, -1) if lows[i] == ","), -1)
        self.verb, self.verb_at = 0, -1  # 0 none, 1 perhaps a participle, 2 finite
        self.embedded = self.later = self.closable = self.on_subject = False
        self.inner = 0  # the verb of an embedded clause, as above
        self.finite_at = -9
        self.opened_at = -1

    def step(self, i: int) -> tuple[bool, int]:
        """Read the word at *i*; return whether it is in the own proposition, and where its clause begins."""
        low = self.lows[i]
        before = not (self.embedded or self.later)
        if not low[0].isalnum():
            if low in ",;":
                self._pause(i)
        elif low in _COORDINATORS:
            if self.verb and not (self.embedded and self.on_subject) and self._joins_clause(i):
                self.later, self.clause = True, i + 1
        elif low == "that":
            self._that(i)
        elif low in _RELATIVES or low in _LINKS or low == "as":
            self._link(i)
        elif strength := self._finite(i):
            self._verb(i, strength)
            return not (self.embedded or self.later), self.clause
        else:
            return before, self.clause
        return before, self.clause

    def _pause(self, i: int) -> None:
        if self.lows[i] == ";":
            self.later = self.later or self.verb > 0
        elif self.embedded and self.closable:
            self.embedded = False
            if self.clause == self.opened_at:
                self.clause = i + 1
        elif not self.embedded and not self.verb and self._opens_with_preposition():
            self.clause = i + 1
        elif not self.embedded and not self.verb and self.last_comma > i and self._participle(i + 1):
            self._embed(i, closable=True)

    def _joins_clause(self, i: int) -> bool:
        """Tell whether the conjunction at *i* joins a clause, and not only a noun, to what came before."""
        for k in range(i + 1, min(i + 9, self.stop)):
            low = self.lows[k]
            if low in ",;." or low in _RELATIVES or (low in _LINKS and k > i + 1):
                return False
            if low == "that" or low in _LINKS or self._finite(k):
                return True
        return False

    def _opens_with_preposition(self) -> bool:
        first = self.lows[self.clause] if self.clause < self.stop else ""
        return first in _PREPOSITIONS or first.endswith("ly")

    def _participle(self, i: int) -> bool:
        return self.lows[i].endswith("ed") or self.lows[i] in _PAST_OR_PARTICIPLE

    def _embed(self, i: int, *, closable: bool) -> None:
        self.opened_at = i
        self.embedded, self.closable, self.inner = True, closable, 0
        self.on_subject = not self.verb
        if self.verb:
            self.clause = i + 1

    def _that(self, i: int) -> None:
        before = next((low for low in reversed(self.lows[max(self.first, i - 3) : i]) if low not in _MARKS), "")
        if i == self.first or (self.later and before in _COORDINATORS):
            self.clause = i + 1
        elif before in _PREPOSITIONS or before in _COORDINATORS or self.embedded or self.later:
            return
        elif self.verb and (before in _BE or self._transparent(i)):
            self.verb, self.clause = 0, i + 1
        elif before != "," or self.verb:
            self._embed(i, closable=before == ",")

    def _link(self, i: int) -> None:
        low, before = self.lows[i], self.lows[i - 1] if i > self.first else ""
        if self.embedded or self.later or (low == "as" and not self.verb):
            return
        if i == self.first:
            if low in _FRONTED and self.last_comma > i:
                self._embed(i, closable=True)
            elif low in _QUESTIONS:
                self.clause = i + 1
            elif low not in _TIME_LINKS:
                self._embed(i, closable=False)
        elif low in {"whether", "if"} and self.verb and self._transparent(i):
            self.verb, self.clause = 0, i + 1
        elif self.verb or low in _RELATIVES:
            self._embed(i, closable=before == ",")
        elif self.last_comma > i:
            self._embed(i, closable=True)

    def _verb(self, i: int, strength: int) -> None:
        if self._same_group(i):
            self.finite_at = i
            return
        self.finite_at = i
        if self.embedded:
            if self.on_subject and not self.closable and self.inner:
                self.embedded, self.verb, self.verb_at = False, strength, i
            else:
                self.inner = max(self.inner, strength)
        elif self.verb == 2 and not self.later:  # noqa: PLR2004
            if self._transparent(i):
                self.verb_at, self.clause = i, self.verb_at + 1
            else:
                self.embedded, self.on_subject, self.closable = True, False, False
                self.clause = self.verb_at + 1
        elif strength >= self.verb:
            self.verb, self.verb_at = strength, i

    def _same_group(self, i: int) -> bool:
        """Tell whether the verb at *i* goes with the finite verb just before it ("may have", "is not expected")."""
        if i - self.finite_at > 3 or self.lows[self.finite_at] not in _AUXILIARIES:  # noqa: PLR2004
            return False
        between = self.lows[self.finite_at + 1 : i]
        return all(low in _DEGREE or low.endswith("ly") or low in {"been", "be"} for low in between)

    def _finite(self, i: int) -> int:
        """Return 2 for a finite verb, 1 for a form that may be a participle or a noun, and 0 for any other word."""
        low = self.lows[i]
        before = self.lows[i - 1] if i > self.first else ""
        after = self.lows[i + 1] if i + 1 < self.stop else ""
        if low in _AUXILIARIES:
            return 0 if before == "to" or (low == "might" and before in _DETERMINERS) else 2
        if before in _NO_VERB_AFTER or low in _FUNCTION or low.endswith("ly") or not low[0].isalpha():
            return 0
        embeds = low in _SAYING or low in _EVIDENT or low in _LINKING or low in _belief_forms()
        if before in _PERSONAL or low in _PAST or (embeds and after not in _NOT_AFTER_VERB):
            return 2
        if before in _PREPOSITIONS:
            return 0
        if low.endswith("ed") or low in _PAST_OR_PARTICIPLE:
            return int(after != "by")
        return int(embeds or (low.endswith("s") and (after in _OBJECTS or before in {"who", "which"})))

    def _transparent(self, i: int) -> bool:
        """Tell whether the main verb leaves a clause that begins before *i* the claim's own proposition."""
        at = self.verb_at
        group = self.lows[at : min(i, at + 6)]
        if not group or group[0] in _EVIDENT:
            return bool(group)
        subject = _subject(self.lows, at, self.first)
        if group[0] in _PRONOUNS | _SPEAKERS | _DUMMIES:
            subject = group[0]
        if subject in _DUMMIES and (group[0] in _LINKING | _AUXILIARIES or group[0] in _belief_forms()):
            return True
        if subject in _SPEAKERS or (subject in _PRONOUNS and not self.quoted[at]):
            return any(low in _SAYING or low in _belief_forms() or low in _OWN_STATES for low in group)
        evidence = _head(self.lows, self.clause, at)
        return evidence in _evidence_nouns() and group[0] in _belief_forms()


@cache
def _evidence_nouns() -> frozenset[str]:
    return frozenset().union(*(row.subjects for row in _rows() if row.part is Part.EVIDENCE))


def _subject(lows: Sequence[str], at: int, first: int) -> str:
    """Return the word before the verb group that *at* is in, adverbs and auxiliaries left out."""
    i = at - 1
    while i >= max(first, at - 6) and (lows[i] in _BETWEEN or lows[i].endswith("ly")):
        i -= 1
    return lows[i] if i >= first else ""


def _head(lows: Sequence[str], start: int, stop: int) -> str:
    """Return the head of the subject that stands between *start* and *stop*: the last word before a preposition."""
    head = ""
    for i in range(start, min(stop, start + 15)):
        low = lows[i]
        if low[0].isalnum() and low not in _PREPOSITIONS and low not in _RELATIVES and low != "that":
            head = low
        elif head and head not in _DETERMINERS:
            break
    return head


# ---------------------------------------------------------------------------------------------------------------------
# Cues in their contexts


def _find(text: str, content: Sequence[Span], cue: Sequence[Span] = ()) -> Iterator[_Found]:
    """Yield each hedge with its row."""
    anchors = _anchors()
    if all(anchors.isdisjoint(_WORDS.findall(text[span.start : span.end].lower())) for span in content):
        return
    tokens: list[Token] = []
    ends: list[int] = []
    matches: list[tuple[HedgeRow, int, re.Match[str]]] = []
    for span in content:
        first = len(tokens)
        tokens += tokenize(text, span.start, min(span.end, len(text)))
        ends.append(len(tokens))
        matches += _matches(text, span, tokens, first)
    if not matches:
        return
    reading = _Reading(text, content, tokens, ends, _backshifts(text, cue))
    reached = -1
    for row, at, match in matches:
        if at > reached:
            last = at
            while last + 1 < len(tokens) and tokens[at].start <= tokens[last + 1].start < match.end():
                last += 1
            if (scope := reading.scope(row, at, last)) is not None:
                reached = last
                yield _Found(row, Hedge(Span(match.start(), match.end()), row.level, scope))


def _matches(text: str, span: Span, tokens: list[Token], first: int) -> Iterator[tuple[HedgeRow, int, re.Match[str]]]:
    """Yield the cues among the tokens from *first* on, which are those of *span*, that stand in no excluded context."""
    openers = _openers()
    for at in range(first, len(tokens)):
        word = _low(tokens[at])
        if word not in openers:
            continue
        pattern, rows = openers[word]
        match = pattern.match(text, tokens[at].start, span.end)
        if match is None or match.lastindex is None:
            continue
        row = rows[match.lastindex - 1]
        if not (row.lower and match[0] != match[0].lower()) and _covers(_excluded(row), text, match, span) is None:
            yield row, at, match


def _backshifts(text: str, cue: Sequence[Span]) -> bool:
    """Tell whether "will" becomes "would" under the attributing words: unless they are present ("says")."""
    said = [low for span in cue for low in _WORDS.findall(span.of(text).lower())]
    if any(low.endswith(("ed", "ing")) or low in _PAST for low in said):
        return True
    return not any(low in _SAYING or low in _EVIDENT or low in _belief_forms() or low == "according" for low in said)


class _Reading:
    """The words of one content with their clauses, and how each part of speech finds its scope in them."""

    def __init__(
        self,
        text: str,
        content: Sequence[Span],
        tokens: list[Token],
        ends: list[int],
        backshifts: bool,  # noqa: FBT001
    ) -> None:
        self.backshifts = backshifts
        self.lows = [_low(token) for token in tokens]
        self.quoted: list[bool] = []
        starts: list[int] = []
        for number, span in enumerate(content):
            first = ends[number - 1] if number else 0
            opened = text[max(span.start - 1, 0) : span.start] in _OPENING | {'"'}
            self.quoted += _quoting(tokens[first : ends[number]], opened)
            fresh = not starts or _ends_sentence(text, content[number - 1], span)
            starts += _sentence_starts(text, span, tokens, range(first, ends[number]))[0 if fresh else 1 :]
        self.own: list[bool] = []
        self.clause: list[int] = []
        self.sentence: list[int] = []
        settled = False
        for start, stop in zip(starts, [*starts[1:], len(tokens)], strict=True):
            walk = _Walk(self.lows, self.quoted, start, stop)
            for at in range(start, stop):
                own, clause = walk.step(at)
                self.own.append(own and not settled)
                self.clause.append(clause)
            self.sentence += [start] * (stop - start)
            settled = settled or sum(low[0].isalnum() for low in self.lows[start:stop]) > _FRAGMENT

    def scope(self, row: HedgeRow, at: int, last: int) -> Scope | None:
        """Return the scope of a cue of *row* from word *at* to *last*, or None where it is no hedge."""
        own = Scope.CLAIM if self.own[at] else Scope.PHRASE
        before = self.lows[at - 1] if at > self.sentence[at] else ""
        after = self.lows[last + 1] if last + 1 < len(self.lows) else ""
        cue = _Cue(row, at, own, before, after)
        scope: Scope | None = own
        match row.part:
            case Part.PHRASE:
                scope = Scope.PHRASE
            case Part.ADVERB if self._modifies_phrase(cue):
                scope = Scope.PHRASE
            case Part.CONDITIONAL if not self._unrealised(cue):
                scope = None
            case Part.ATTRIBUTE:
                scope = Scope.PHRASE if _opens_noun(after) else None
            case Part.ADJECTIVE if not self._predicative(cue):
                scope = Scope.PHRASE if _opens_noun(after) else None
            case Part.BELIEF | Part.EVIDENCE:
                scope = self._belief(cue)
            case Part.NOUN | Part.QUESTION | Part.CONDITION if not self._open(cue):
                scope = Scope.PHRASE
        return scope

    def _open(self, cue: _Cue) -> bool:
        """Tell whether a noun, a question or a condition is what its clause is about."""
        if cue.row.part is Part.NOUN:
            near = self.lows[max(self.sentence[cue.at], cue.at - 6) : cue.at]
            return not (_EXISTS.isdisjoint(near) and _HOLDS.isdisjoint(near[-4:]))
        if cue.row.part is Part.CONDITION and cue.before not in _ASKING:
            return True
        first = self.sentence[cue.at]
        if not any(low[0].isalnum() and low != "that" for low in self.lows[max(first, cue.at - 8) : cue.at]):
            return True
        asking = next((k for k in range(cue.at - 1, max(first, cue.at - 4) - 1, -1) if self.lows[k] in _ASKING), None)
        if asking is None:
            return False
        subject = _subject(self.lows, asking, first)
        return subject in _DUMMIES | _SPEAKERS or subject == "be" or (subject in _PRONOUNS and not self.quoted[cue.at])

    def _belief(self, cue: _Cue) -> Scope | None:
        """Return the scope of a belief: the claim for the speaker's own or for evidence, else a phrase."""
        at, before, after = cue.at, cue.before, cue.after
        if cue.row.part is Part.EVIDENCE and (
            before in _DUMMIES or _head(self.lows, self.clause[at], at) in cue.row.subjects
        ):
            return cue.own
        if before != "to" and (before in _NO_VERB_AFTER or before in _PREPOSITIONS or before.endswith("'s")):
            return None
        noun = self.lows[at] in _ALSO_NOUNS and before not in _PERSONAL and before not in _BETWEEN
        if noun and (not after[:1].isalnum() or after in _AFTER_NOUN):
            return None  # "two suspects", "voters' hopes of"
        subject = _subject(self.lows, at, self.sentence[at])
        speaker = subject in _SPEAKERS or (subject in _PRONOUNS and not self.quoted[at])
        return cue.own if speaker else Scope.PHRASE

    def _modifies_phrase(self, cue: _Cue) -> bool:
        """Tell whether an adverb hedges only the words after it ("a potentially fatal flaw", "perhaps 30")."""
        before, after = cue.before, cue.after
        if before in _DETERMINERS or before in _PREPOSITIONS:
            return True
        if not before or before in _AUXILIARIES or cue.at == self.clause[cue.at] or before in {"that", "because"}:
            return False
        participle = after.endswith("ed") and "by" in self.lows[cue.at : cue.at + 3]
        return participle or after in _PHRASE_OPENERS or after[:1].isdigit() or before in _COORDINATORS

    def _predicative(self, cue: _Cue) -> bool:
        """Tell whether an adjective hedges its clause: after "is" or a modal, before "to", or as an adverb."""
        before = cue.at - 1
        first = self.sentence[cue.at]
        while before >= max(first, cue.at - 3) and self.lows[before] in _DEGREE:
            before -= 1
        previous = self.lows[before] if before >= first else ""
        if previous in _DETERMINERS or previous in _PREPOSITIONS:
            return False
        if previous in _LINKING or previous in _AUXILIARIES or cue.after in {"to", "that"}:
            return True
        return self.lows[cue.at] in {"likely", "unlikely"} and not cue.after.endswith("s")

    def _unrealised(self, cue: _Cue) -> bool:
        """Tell whether "would" stands for something unrealised, and not for a "will" moved into the past."""
        at, first = cue.at, self.sentence[cue.at]
        if self._conditioned(at):
            return True
        if not _BACKSHIFTING.isdisjoint(self.lows[max(first, at - 12) : at]):
            return False
        after = self.lows[at + 1 : at + 7]
        if self.quoted[at] or not self.backshifts or (after[:1] == ["have"] and not _FUNCTION.issuperset(after[1:2])):
            return True
        if cue.before in {"that", "which", "who"}:
            antecedent = at - 3 if self.lows[at - 2] == "," else at - 2
            return antecedent >= first and self.lows[antecedent] in cue.row.subjects
        if cue.before == "it":
            return after[:1] == ["be"] and not {"to", "for", "if"}.isdisjoint(after[2:])
        opening = next(
            (low for low in self.lows[self.clause[at] : min(at, self.clause[at] + 5)] if low[0].isalnum()), ""
        )
        gerund = opening.endswith("ing") and len(opening) > len("king's")
        return opening in {"any", "such", "to"} or gerund or _head(self.lows, self.clause[at], at) in cue.row.subjects

    def _conditioned(self, at: int) -> bool:
        """Tell whether the sentence names a condition within 30 words."""
        first = max(self.sentence[at], at - 30)
        near = [
            self.lows[k] for k in range(first, min(at + 30, len(self.lows))) if self.sentence[k] == self.sentence[at]
        ]
        return any(low in _CONDITIONS and _conditional(near, k) for k, low in enumerate(near))


def _sentence_starts(text: str, span: Span, tokens: list[Token], indices: range) -> list[int]:
    """Return the indices of the tokens with which the sentences of *span* begin."""
    starts: list[int] = []
    stop = min(span.end, len(text))
    bounds = iter(sentences(text, Span(min(span.start, stop), stop)))
    following = next(bounds, None)
    for index in indices:
        if following is not None and tokens[index].end > following.start:
            starts.append(index)
            following = next(bounds, None)
    return starts


def _low(token: Token) -> str:
    """Return the word in lower case, with straight apostrophes; marks stay as they are."""
    return token.text.lower().replace("’", "'") if len(token.text) > 1 else token.text.lower()


def _opens_noun(word: str) -> bool:
    """Tell whether *word* can be, or begin, a noun phrase without a determiner."""
    return word[:1].isalnum() and word not in _NO_NOUN


def _conditional(near: Sequence[str], k: int) -> bool:
    """Tell whether the word at *k* sets a condition, and does not concede ("even if") or ask ("know if")."""
    before = near[k - 1] if k else ""
    if near[k] == "were":
        return near[k + 1 : k + 2] == ["to"]
    if near[k] != "if":
        return True
    opens = not any(low[0].isalnum() and low != "that" for low in near[:k])
    return "," in near[k:] if opens else before not in _ASKING and before not in {"even", "as"}
