# SPDX-License-Identifier: MIT
"""Views of a comparison that each answer one question, with their columns."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import attrs

from claimtrack.claims import Claims
from claimtrack.claims.captions import cue_caption
from claimtrack.claims.record import ID, offsets
from claimtrack.comparison.differences import Difference, Field
from claimtrack.comparison.elsewhere import ABSENT, Elsewhere, Nearest
from claimtrack.comparison.identity import canonical
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.quoting import LONGEST_DIFF, PairKind, matcher
from claimtrack.comparison.record import OUTLETS, ROW
from claimtrack.comparison.rows import Row, claims_of
from claimtrack.comparison.sides import Sides
from claimtrack.comparison.stretches import most_alike
from claimtrack.display.columns import FLOAT, INTEGER, TEXT, Column, names
from claimtrack.display.tables import View
from claimtrack.model import Claim, Hedging, Span, Speaker

_Thing = TypeVar("_Thing")

# What columns mean in several views.
_OUTLET_OF_IT = "the outlet that carries it"
_SPEAKER = "who speaks, by name; several are joined by commas"
_AMONG_THEM = "the firmest and the weakest level among them"
_HEDGING = "the level; of several passages of an outlet, the firmest counts"
_CLAIMED = "what is claimed, in the article's words"
_CUE = 'the cue where it does more than say ("denied"), so that no denial looks like an assertion'
_STEPS = "how many levels it is below the firmest outlet of the row, from 0 to 3"
_WHEN = 'when a claim was made ("said"), or else published ("published")'
_ROWS = 'the numbers of the rows that hold the claim, joined by "; "'
_CHANGE = '"same", "changed", "added" (in `other_outlet`) or "left out" (by it)'
_ONLY_HERE, _MISSING = "only here", "only missing here"
_OMISSION = (
    f'"{_ONLY_HERE}" or "{_MISSING}"; for the latter, text, speaker and level are those of the first outlet that has it'
)
_OTHER = "the outlet that is set beside the first, and the words of each"

_TWO = 2
_CHANGES = {"equal": "same", "replace": "changed", "insert": "added", "delete": "left out"}


class _Share(NamedTuple):
    speaker: Speaker | None
    outlet: str
    claims: list[Claim]


WHO_SAID_WHAT: tuple[Column[_Share], ...] = (
    Column("speaker", TEXT, _SPEAKER, lambda share: share.speaker.name if share.speaker else None),
    Column("outlet", TEXT, _OUTLET_OF_IT, lambda share: share.outlet),
    Column("claims", INTEGER, "how many claims the outlet carries of the speaker", lambda share: len(share.claims)),
    Column("strongest", TEXT, _AMONG_THEM, lambda share: max(claim.hedging for claim in share.claims).value),
    Column("weakest", TEXT, _AMONG_THEM, lambda share: min(claim.hedging for claim in share.claims).value),
)


def who_said_what(rows: Sequence[Row], outlets: Sequence[str]) -> View:
    """Return how many claims of each speaker each outlet carries, with the firmest and the weakest level."""
    claims = Claims(claims_of(rows))
    fullest = canonical(claim.speaker for claim in claims if claim.speaker)
    said: dict[Speaker | None, dict[str, list[Claim]]] = {}
    for claim in claims:
        speaker = fullest[claim.speaker] if claim.speaker else None
        said.setdefault(speaker, {}).setdefault(claim.outlet, []).append(claim)
    order = {outlet: number for number, outlet in enumerate(outlets)}
    speakers = sorted(said, key=lambda one: (one is None, -len(said[one]), -sum(map(len, said[one].values()))))
    return View.of(
        WHO_SAID_WHAT,
        (
            _Share(speaker, outlet, said[speaker][outlet])
            for speaker in speakers
            for outlet in sorted(said[speaker], key=order.__getitem__)
        ),
    )


@attrs.frozen
class _Carried:
    """What an outlet carries in a row.

    Attributes:
        number: The number of the row.
        row: The row.
        outlet: The outlet, or the only one that lacks the row.
        passages: The passages of the outlet, or of the first one that has some.
        firmest: The firmest level in the row.
        nearest: Of a row that an outlet alone carries or lacks, what comes nearest to it where it is lacking.
    """

    number: int
    row: Row
    outlet: str
    passages: tuple[Passage, ...]
    firmest: Hedging = Hedging.UNHEDGED
    nearest: Nearest = ABSENT

    @property
    def level(self) -> Hedging:
        """The firmest level of the passages."""
        return max(passage.level for passage in self.passages)

    @property
    def omission(self) -> str:
        """Whether the outlet alone carries the row, or alone lacks it."""
        return _ONLY_HERE if self.outlet in self.row.passages else _MISSING

    @property
    def speakers(self) -> str | None:
        """The names of the speakers, each once, or None where all stay open."""
        return ", ".join(dict.fromkeys(p.claim.speaker.name for p in self.passages if p.claim.speaker)) or None

    @property
    def signs(self) -> str | None:
        """The hedging words, each once, or None where there are none."""
        return "; ".join(dict.fromkeys(sign for passage in self.passages for sign in passage.signs)) or None

    @property
    def cues(self) -> str | None:
        """The cues that do more than say, each once, or None where there are none."""
        return ", ".join(dict.fromkeys(filter(None, (cue_caption(p.claim) for p in self.passages)))) or None

    @property
    def text(self) -> str:
        """The passages in the article's words, with gaps shown as " ... "."""
        return " ... ".join(dict.fromkeys(passage.text for passage in self.passages))


_ROW: Column[_Carried] = Column("row", INTEGER, ROW, lambda carried: carried.number)
_OUTLET: Column[_Carried] = Column("outlet", TEXT, _OUTLET_OF_IT, lambda carried: carried.outlet)
_SPEAKERS: Column[_Carried] = Column("speaker", TEXT, _SPEAKER, lambda carried: carried.speakers)
_LEVEL: Column[_Carried] = Column("hedging", TEXT, _HEDGING, lambda carried: carried.level.value)
_TEXT: Column[_Carried] = Column("text", TEXT, _CLAIMED, lambda carried: carried.text)
_CUES: Column[_Carried] = Column("cue", TEXT, _CUE, lambda carried: carried.cues)
HEDGING_SHIFT: tuple[Column[_Carried], ...] = (
    *(_ROW, _OUTLET, _SPEAKERS, _LEVEL),
    Column("hedges", TEXT, 'the words that hedge it, joined by "; "', lambda carried: carried.signs),
    Column("steps", INTEGER, _STEPS, lambda carried: carried.level.reduction - carried.firmest.reduction),
    _TEXT,
    _CUES,
)


def hedging_shift(rows: Sequence[Row]) -> View:
    """Return the rows that name a difference in hedging, with the level of each outlet."""
    carried = []
    for number, row in enumerate(rows, start=1):
        if any(difference.field is Field.HEDGING for difference in row.differences):
            firmest = max(passage.level for passages in row.passages.values() for passage in passages)
            carried += [_Carried(number, row, outlet, found, firmest) for outlet, found in row.passages.items()]
    return _view(HEDGING_SHIFT, carried, names(HEDGING_SHIFT[:-1]))


def _view(columns: Sequence[Column[_Thing]], things: Iterable[_Thing], shown: Sequence[str]) -> View:
    """Return a view that prints the columns *shown*, and the cues where one of them does more than say."""
    view = View.of(columns, things, shown)
    told = {name for record in view.to_records() for name in ("cue", "other_cue") if record.get(name)}
    return attrs.evolve(view, shown=(*shown, *sorted(told)))


class _Made(NamedTuple):
    """A claim with the numbers of its rows."""

    claim: Claim
    rows: list[str]


TIMELINE: tuple[Column[_Made], ...] = (
    Column("when", TEXT, _WHEN, lambda made: str(day) if (day := made.claim.said or made.claim.published) else None),
    Column(
        "basis", TEXT, _WHEN, lambda made: "said" if made.claim.said else "published" if made.claim.published else None
    ),
    Column("outlet", TEXT, _OUTLET_OF_IT, lambda made: made.claim.outlet),
    Column("speaker", TEXT, _SPEAKER, lambda made: made.claim.speaker.name if made.claim.speaker else None),
    Column("text", TEXT, _CLAIMED, lambda made: made.claim.text),
    Column("hedging", TEXT, _HEDGING, lambda made: made.claim.hedging.value),
    Column("rows", TEXT, _ROWS, lambda made: "; ".join(made.rows)),
    Column("claim_id", TEXT, ID, lambda made: made.claim.id),
    Column("cue", TEXT, _CUE, lambda made: cue_caption(made.claim) or None),
)


def timeline(rows: Sequence[Row]) -> View:
    """Return the claims in the order in which they were made."""
    numbers: dict[str, list[str]] = {}
    for number, row in enumerate(rows, start=1):
        for claim in claims_of([row]):
            numbers.setdefault(claim.id, []).append(str(number))
    made = (_Made(claim, numbers[claim.id]) for claim in Claims(claims_of(rows)).timeline())
    return _view(TIMELINE, made, names(TIMELINE[:5]))


_ELSEWHERE = (
    'what the outlet that lacks the row has of it all the same: nothing that could be found ("absent"), '
    'perhaps a sentence of its own that asserts it ("own voice"), or words that come near ("near")'
)
_NEAREST = "the words that come nearest to it there, and whose they are"

OMISSIONS: tuple[Column[_Carried], ...] = (
    *(_ROW, _OUTLET),
    Column("omission", TEXT, _OMISSION, lambda carried: carried.omission),
    Column("outlets", INTEGER, OUTLETS, lambda carried: len(carried.row.passages)),
    *(_SPEAKERS, _TEXT, _LEVEL, _CUES),
    Column("elsewhere", TEXT, _ELSEWHERE, lambda carried: carried.nearest.presence.value),
    Column("nearest_outlet", TEXT, _NEAREST, lambda carried: carried.nearest.outlet),
    Column("nearest", TEXT, _NEAREST, lambda carried: carried.nearest.text),
)


def omissions(rows: Sequence[Row], outlets: Sequence[str], elsewhere: Elsewhere) -> View:
    """Return what each outlet alone carries, and what it alone lacks."""
    found: dict[str, list[_Carried]] = {outlet: [] for outlet in outlets}
    every = frozenset(outlets)
    for number, row in enumerate(rows, start=1):
        if len(row.passages) == 1 < len(every):
            (outlet,) = row.passages
        elif 1 < len(row.passages) == len(every) - 1:
            (outlet,) = every.difference(row.passages)
        else:
            continue
        nearest = max(elsewhere.nearest(row).values(), key=lambda one: one.resemblance, default=ABSENT)
        passages = next(iter(row.passages.values()))
        found[outlet].append(_Carried(number, row, outlet, passages, nearest=nearest))
    shown = ("row", "outlet", *(() if len(every) <= _TWO else ("omission",)), "speaker", "text", "elsewhere", "nearest")
    return _view(OMISSIONS, itertools.chain.from_iterable(found.values()), shown)


class _Run(NamedTuple):
    """Words of a row in its first outlet, and those of another outlet in their place."""

    outlet: str
    other_outlet: str
    change: str
    words: str | None
    other_words: str | None


DIFF: tuple[Column[_Run], ...] = (
    Column("outlet", TEXT, _OUTLET_OF_IT, lambda run: run.outlet),
    Column("other_outlet", TEXT, _OTHER, lambda run: run.other_outlet),
    Column("change", TEXT, _CHANGE, lambda run: run.change),
    Column("words", TEXT, _OTHER, lambda run: run.words),
    Column("other_words", TEXT, _OTHER, lambda run: run.other_words),
)


def diff(sides: Sides) -> View:
    """Return the words of a row in its first outlet beside those of each other outlet."""
    (first, side), *others = sides.items()
    return View.of(
        DIFF,
        (
            _Run(first, outlet, *change)
            for outlet, other_side in others
            for change in _changes(*most_alike(side, other_side))
        ),
    )


class _Told(NamedTuple):
    """What one outlet has in a difference of a row."""

    number: int
    difference: Difference
    outlet: str


def _places(told: _Told) -> str | None:
    return offsets(span for passage in told.difference.passages[told.outlet] for span in passage.spans)


_IN_A_DIFFERENCE = "what the outlet has, in its own words, of a speaker the name; None where it has nothing"
_SHOWN = "where the words that show it stand in the article, as offsets"

DIFFERENCES: tuple[Column[_Told], ...] = (
    Column("row", INTEGER, ROW, lambda told: told.number),
    Column("field", TEXT, "in what outlets differ", lambda told: told.difference.field.value),
    Column("importance", TEXT, '"major" or "minor"', lambda told: told.difference.importance.value),
    Column("outlet", TEXT, _OUTLET_OF_IT, lambda told: told.outlet),
    Column("value", TEXT, _IN_A_DIFFERENCE, lambda told: told.difference.values[told.outlet] or None),
    Column("spans", TEXT, _SHOWN, _places),
)


def difference_view(found: Iterable[tuple[int, Difference]]) -> View:
    """Return differences with the numbers of their rows, one row for each outlet."""
    told = (_Told(number, one, outlet) for number, one in found for outlet in one.values)
    return View.of(DIFFERENCES, told, names(DIFFERENCES[:5]))


class _Quoted(NamedTuple):
    """Passages of two outlets that state one proposition, and the number of the row that holds both."""

    number: int | None
    kind: PairKind
    confidence: float
    one: Passage
    other: Passage


_IN_A_PAIR = "how the words of the two relate: verbatim, trimmed, altered or paraphrase"
_CONFIDENCE = "how probable it is that the two state one proposition, from 0.5 to 1"
_IN_OTHER = "speaker, words and cue of the outlet that is set beside the first"

QUOTATIONS: tuple[Column[_Quoted], ...] = (
    Column("row", INTEGER, ROW, lambda pair: pair.number),
    Column("kind", TEXT, _IN_A_PAIR, lambda pair: pair.kind.value),
    Column("confidence", FLOAT, _CONFIDENCE, lambda pair: pair.confidence),
    Column("outlet", TEXT, _OUTLET_OF_IT, lambda pair: pair.one.claim.outlet),
    Column("speaker", TEXT, _SPEAKER, lambda pair: pair.one.claim.speaker.name if pair.one.claim.speaker else None),
    Column("text", TEXT, _CLAIMED, lambda pair: pair.one.text),
    Column("cue", TEXT, _CUE, lambda pair: cue_caption(pair.one.claim) or None),
    Column("other_outlet", TEXT, _OTHER, lambda pair: pair.other.claim.outlet),
    Column(
        "other_speaker",
        TEXT,
        _IN_OTHER,
        lambda pair: pair.other.claim.speaker.name if pair.other.claim.speaker else None,
    ),
    Column("other_text", TEXT, _IN_OTHER, lambda pair: pair.other.text),
    Column("other_cue", TEXT, _IN_OTHER, lambda pair: cue_caption(pair.other.claim) or None),
)


def quotation_view(rows: Sequence[Row], pairs: Iterable[tuple[PairKind, float, Passage, Passage]]) -> View:
    """Return pairs of passages, with their kind and confidence, in the order of their rows."""
    numbers: dict[tuple[str, tuple[Span, ...]], set[int]] = {}
    for number, row in enumerate(rows, start=1):
        for passage in itertools.chain.from_iterable(row.passages.values()):
            numbers.setdefault((passage.claim.id, passage.spans), set()).add(number)
    found = []
    for kind, confidence, *two in pairs:
        common = set.intersection(*(numbers.get((each.claim.id, each.spans), set()) for each in two))
        found.append(_Quoted(min(common, default=None), kind, confidence, *two))
    found.sort(key=lambda quoted: (quoted.number is None, quoted.number or 0))
    return _view(QUOTATIONS, found, ("row", "kind", "outlet", "text", "other_outlet", "other_text"))


VIEWS: dict[str, tuple[Column[Any], ...]] = {
    "who_said_what": WHO_SAID_WHAT,
    "hedging_shift": HEDGING_SHIFT,
    "timeline": TIMELINE,
    "omissions": OMISSIONS,
    "diff": DIFF,
    "differences": DIFFERENCES,
    "quotations": QUOTATIONS,
}
"""The columns of each view, in their fixed order; new ones are added at the end."""


def _changes(one: Profile, other: Profile) -> Iterator[tuple[str, str | None, str | None]]:
    if max(len(one.keys), len(other.keys)) > LONGEST_DIFF:
        yield "same" if one.keys == other.keys else "changed", one.passage.text, other.passage.text
        return
    for tag, a, b, c, d in matcher(one.keys, other.keys).get_opcodes():
        yield _CHANGES[tag], _run(one, range(a, b)), _run(other, range(c, d))


def _run(profile: Profile, words: range) -> str | None:
    """Return a run of *words* as the passage has it, with what stands between them."""
    if not words:
        return None
    first, last = profile.starts[words[0]], profile.ends[words[-1]]
    cut = [(max(span.start, first), min(span.end, last)) for span in profile.passage.spans]
    return profile.claim.words(Span(start, end) for start, end in cut if start < end)
