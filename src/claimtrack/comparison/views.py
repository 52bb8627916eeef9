# SPDX-License-Identifier: MIT
"""A comparison as records, as a table, and as views that each answer one question."""

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, get_args

from claimtrack.claims import Claims
from claimtrack.claims.captions import cue_caption, date_caption, hedging_caption, speaker_caption
from claimtrack.comparison.differences import Field
from claimtrack.comparison.identity import canonical
from claimtrack.comparison.passages import Passage
from claimtrack.comparison.profiles import Profile
from claimtrack.comparison.quoting import LONGEST_DIFF, matcher
from claimtrack.comparison.rows import Row
from claimtrack.comparison.sides import Side, Sides
from claimtrack.display.tables import WIDTH, Format, Value, View, render
from claimtrack.exceptions import UnknownNameError
from claimtrack.model import AttributionType, Claim, Kind, Span, Speaker

COLUMNS = (
    "row",
    "outlets",
    "outlet",
    "published",
    "speaker",
    "via",
    "text",
    "kind",
    "hedging",
    "hedges",
    "polarity",
    "stance",
    "said",
    "said_start",
    "said_end",
    "differences",
    "spans",
    "claim_id",
    "article_id",
    "url",
    "origins",
    "copy",
)
"""The columns of a comparison's record, in their fixed order; new ones are added at the end.

There is one record for each row, outlet and passage; the columns that `Claims` has too mean the same there.

- `row`: the number of the row, from 1; `outlets`: how many outlets carry it.
- `text`, `spans`: the part of the claim that states the row's proposition, and its place in the article's text,
  in code points, end exclusive: "12-45;60-70".
- `hedging`, `hedges`, `polarity`: the level, the hedging words and the polarity of this part.
- `differences`: the fields in which the row's outlets differ, joined by "; ".
- `origins`: the number of outlets, of which those that carry one text count once;
  `copy`: the outlets that carry the outlet's text as well, with the news agency where it is credited.
"""

COLUMNS_OF_VIEWS: dict[str, tuple[str, ...]] = {
    "who_said_what": ("speaker", "outlet", "claims", "strongest", "weakest"),
    "hedging_shift": ("row", "outlet", "speaker", "hedging", "hedges", "steps", "text"),
    "timeline": ("when", "basis", "outlet", "speaker", "text", "hedging", "rows", "claim_id"),
    "omissions": ("row", "outlet", "omission", "outlets", "speaker", "text", "hedging"),
    "diff": ("outlet", "other_outlet", "change", "words", "other_words"),
}
"""The columns of each view, in their fixed order; new ones are added at the end.

None stands for what is open, unknown or absent; columns that `COLUMNS` has too mean the same here.

- who_said_what: `claims` is a number, `strongest` and `weakest` are levels of hedging.
- hedging_shift: `steps` is a number from 0, for the firmest outlet of the row, to 3.
- timeline: `when` is the day or days in which a claim was made or, where `basis` is "published" and not "said",
  the day of publication; `rows` are the numbers of the rows, joined by "; ".
- omissions: where `omission` is "only here", `outlet` alone carries the row; where it is "only missing here",
  all others do, and text, speaker and level are those of the first of them. `outlets` is how many outlets carry it.
- diff: `change` is "same", "changed", "added" (in `other_outlet`) or "left out" (by it).
"""

Sort = Literal["order", "outlets", "differences", "said"]

# Beyond this many outlets, or below this many columns for each, outlets stand below each other.
_MOST_COLUMNS = 3
_LEAST_WIDTH = 24
_MARKS = '“”„«»" '
_SINGLE_MARKS = "‘’'"
_STOPS = ".,!?…"
# Passages of an outlet, its first, among which the most alike are looked for.
_MOST_COMPARED = 6
_CHANGES = {"equal": "same", "replace": "changed", "insert": "added", "delete": "left out"}


def records(rows: Sequence[Row]) -> list[dict[str, str | int | None]]:
    """Return one flat record for each row, outlet and passage, with the columns of `COLUMNS`."""
    found: list[dict[str, str | int | None]] = []
    for number, row in enumerate(rows, start=1):
        differing = "; ".join(difference.field.value for difference in row.differences)
        copies = {outlet: str(copy) for copy in row.copies for outlet in copy.outlets}
        for passages in row.passages.values():
            for passage in passages:
                copied = copies.get(passage.claim.outlet)
                values = (number, len(row.passages), *_values(passage, differing), row.origins, copied)
                found.append(dict(zip(COLUMNS, values, strict=True)))
    return found


def _values(passage: Passage, differing: str) -> tuple[str | None, ...]:
    """Return the values of the columns from `outlet` on."""
    claim = passage.claim
    said = claim.said
    return (
        claim.outlet,
        claim.published.isoformat() if claim.published else None,
        claim.speaker.name if claim.speaker else None,
        claim.via.name if claim.via else None,
        passage.text,
        claim.kind.value,
        passage.level.value,
        "; ".join(passage.signs) or None,
        passage.polarity.value,
        claim.stance.value,
        str(said) if said else None,
        said.start.isoformat() if said else None,
        said.end.isoformat() if said else None,
        differing or None,
        ";".join(f"{span.start}-{span.end}" for span in passage.spans),
        claim.id,
        claim.article.id,
        claim.article.url,
    )


def table(
    rows: Sequence[Row],
    outlets: Sequence[str],
    format: Format,  # noqa: A002
    *,
    sort: Sort = "order",
    width: int = WIDTH,
    colour: bool = False,
) -> str:
    """Return the comparison as text: what several outlets carry, then what each carries alone."""
    if sort not in get_args(Sort):
        message = f"table: unknown order {sort!r}; the orders are {', '.join(get_args(Sort))}"
        raise UnknownNameError(message)
    numbered = sorted(enumerate(rows, start=1), key=lambda item: _SORTS[sort](item[1]))
    tables = []
    if shared := [(str(number), row) for number, row in numbered if len(row.passages) > 1]:
        many = len(outlets) > _MOST_COLUMNS
        narrow = format in ("terminal", "plain") and width < _LEAST_WIDTH * (len(outlets) + 1)
        tables.append(_below(shared) if many or narrow else _beside(shared, outlets))
    lone = {o: [[str(number), _cell(row, o)] for number, row in numbered if row.outlets == (o,)] for o in outlets}
    tables += [(["#", f"Only in {outlet}"], cells) for outlet, cells in lone.items() if cells]
    parts = [render(headers, cells, format=format, width=width, colour=colour) for headers, cells in tables]
    return "\n\n".join(parts) or "No claims to compare."


def _earliest(row: Row) -> dt.date:
    """Return the first day on which a claim of *row* was made or, where that is unknown, published."""
    days = (claim.said.start if claim.said else claim.published for side in row.claims.values() for claim in side)
    return min(filter(None, days), default=dt.date.max)


_SORTS: dict[str, Callable[[Row], int | dt.date]] = {
    "order": lambda _: 0,
    "outlets": lambda row: -len(row.passages),
    "differences": lambda row: -len(row.differences),
    "said": _earliest,
}


def _beside(shared: Iterable[tuple[str, Row]], outlets: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """Return a table with a column for each outlet."""
    rows = [[number, *(_cell(row, outlet) for outlet in outlets), _differs(row)] for number, row in shared]
    return ["#", *outlets, "Differs"], rows


def _below(shared: Iterable[tuple[str, Row]]) -> tuple[list[str], list[list[str]]]:
    """Return a table with a line for each row and outlet, and one for the differences."""
    rows = []
    for number, row in shared:
        for place, outlet in enumerate(row.passages):
            rows.append([number if place == 0 else "", outlet, _cell(row, outlet)])
        if differs := _differs(row):
            rows.append(["", "Differs", differs])
    return ["#", "Outlet", "Claim"], rows


def _differs(row: Row) -> str:
    """Return the differences and the copies, one on each line."""
    return "\n".join([*map(str, row.differences), *(f"same copy: {copy}" for copy in row.copies)])


def _cell(row: Row, outlet: str) -> str:
    """Return what *outlet* says in *row*, and below each passage who says it, how firmly and when."""
    lines: list[str] = []
    passages = row.passages.get(outlet, ())
    for passage, following in itertools.zip_longest(passages, passages[1:]):
        lines.append(_words(passage))
        if following is None or _attribution(following) != _attribution(passage):
            lines.append(_attribution(passage))
    return "\n".join(lines) or "—"


def _words(passage: Passage) -> str:
    """Return the words of a passage, in quotation marks where they are wholly quoted, without an opening "that".

    A content that is no sentence of its own ("to comment") is shown with its cue ("declined to comment").
    """
    claim = passage.claim
    if claim.kind is Kind.DIRECT:
        return f"“{' ... '.join(_unmarked(claim.words((span,))) for span in passage.spans)}”"
    if _is_stub(passage):
        return f"{claim.words(claim.cue)} {passage.text}"
    return passage.text.removeprefix("that ")


def _unmarked(words: str) -> str:
    """Return quoted *words* without the marks around them; an apostrophe within or at the end of a word stays."""
    bare = words.strip(_MARKS)
    if bare[:1] in _SINGLE_MARKS:
        return bare[1:].rstrip(_SINGLE_MARKS + _MARKS)
    return bare[:-1] if bare[-1:] in _SINGLE_MARKS and bare[-2:-1] in _STOPS else bare


def _is_stub(passage: Passage) -> bool:
    """Tell whether a passage is an infinitive that its cue governs: "declined to comment"."""
    claim = passage.claim
    opens = passage.spans[0].start == claim.content[0].start and passage.text.startswith("to ")
    return opens and claim.type is AttributionType.EVENTUALITY and bool(claim.cue)


def _attribution(passage: Passage) -> str:
    """Return who says it, how firmly and when, in one line."""
    claim = passage.claim
    parts = (
        speaker_caption(claim),
        "" if _is_stub(passage) else cue_caption(claim),
        hedging_caption(passage.level, passage.signs),
        date_caption(claim.said),
    )
    return "— " + " · ".join(filter(None, parts))


def who_said_what(rows: Sequence[Row], outlets: Sequence[str]) -> View:
    """Return how many claims of each speaker each outlet carries, with the firmest and the weakest level."""
    claims = _claims(rows)
    names = canonical(claim.speaker for claim in claims if claim.speaker)
    said: dict[Speaker | None, dict[str, list[Claim]]] = {}
    for claim in claims:
        speaker = names[claim.speaker] if claim.speaker else None
        said.setdefault(speaker, {}).setdefault(claim.outlet, []).append(claim)
    order = {outlet: number for number, outlet in enumerate(outlets)}
    speakers = sorted(said, key=lambda one: (one is None, -len(said[one]), -sum(map(len, said[one].values()))))
    lines: list[tuple[Value, ...]] = []
    for speaker in speakers:
        for outlet in sorted(said[speaker], key=order.__getitem__):
            levels = [claim.hedging for claim in said[speaker][outlet]]
            name = speaker.name if speaker else None
            lines.append((name, outlet, len(levels), max(levels).value, min(levels).value))
    return View(COLUMNS_OF_VIEWS["who_said_what"], tuple(lines))


def hedging_shift(rows: Sequence[Row]) -> View:
    """Return the rows in which the level of hedging differs, and by how many steps."""
    lines: list[tuple[Value, ...]] = []
    for number, row in enumerate(rows, start=1):
        if all(difference.field is not Field.HEDGING for difference in row.differences):
            continue
        firmest = {outlet: max(passage.level for passage in passages) for outlet, passages in row.passages.items()}
        least = max(firmest.values()).reduction
        for outlet, passages in row.passages.items():
            words = "; ".join(dict.fromkeys(word for passage in passages for word in passage.signs)) or None
            found = firmest[outlet]
            lines.append(
                (number, outlet, _speakers(passages), found.value, words, found.reduction - least, _text(passages))
            )
    return View(COLUMNS_OF_VIEWS["hedging_shift"], tuple(lines))


def timeline(rows: Sequence[Row]) -> View:
    """Return the claims in the order in which they were made."""
    numbers: dict[str, list[str]] = {}
    for number, row in enumerate(rows, start=1):
        for side in row.claims.values():
            for claim in side:
                numbers.setdefault(claim.id, []).append(str(number))
    lines: list[tuple[Value, ...]] = []
    for claim in _claims(rows).timeline():
        said = claim.said or claim.published
        basis = "said" if claim.said else "published" if claim.published else None
        speaker = claim.speaker.name if claim.speaker else None
        found = "; ".join(numbers[claim.id])
        when = str(said) if said else None
        lines.append((when, basis, claim.outlet, speaker, claim.text, claim.hedging.value, found, claim.id))
    columns = COLUMNS_OF_VIEWS["timeline"]
    return View(columns, tuple(lines), columns[:5])


def omissions(rows: Sequence[Row], outlets: Sequence[str]) -> View:
    """Return what each outlet alone carries, and what it alone lacks."""
    found: dict[str, list[tuple[Value, ...]]] = {outlet: [] for outlet in outlets}
    every = frozenset(outlets)
    for number, row in enumerate(rows, start=1):
        count = len(row.passages)
        if count == 1 < len(every):
            ((outlet, carried),) = row.passages.items()
            omission = "only here"
        elif count > 1 and count == len(every) - 1:
            (outlet,) = every.difference(row.passages)
            carried, omission = next(iter(row.passages.values())), "only missing here"
        else:
            continue
        hedging = max(passage.level for passage in carried).value
        found[outlet].append((number, outlet, omission, count, _speakers(carried), _text(carried), hedging))
    shown = ("row", "outlet", "omission", "speaker", "text")
    return View(COLUMNS_OF_VIEWS["omissions"], tuple(itertools.chain.from_iterable(found.values())), shown)


def diff(sides: Sides) -> View:
    """Return the words of a row in its first outlet beside those of each other outlet."""
    (first, side), *others = sides.items()
    lines: list[tuple[Value, ...]] = []
    for outlet, other_side in others:
        for change, words, other_words in _changes(*_most_alike(side, other_side)):
            lines.append((first, outlet, change, words, other_words))
    return View(COLUMNS_OF_VIEWS["diff"], tuple(lines))


def _claims(rows: Sequence[Row]) -> Claims:
    """Return the claims of all rows, each once."""
    return Claims(claim for row in rows for side in row.claims.values() for claim in side)


def _speakers(passages: Iterable[Passage]) -> str | None:
    """Return the names of the speakers, each once, or None where all stay open."""
    return ", ".join(dict.fromkeys(p.claim.speaker.name for p in passages if p.claim.speaker)) or None


def _text(passages: Iterable[Passage]) -> str:
    """Return the passages in the article's words, with gaps shown as " ... "."""
    return " ... ".join(dict.fromkeys(passage.text for passage in passages))


def _most_alike(side: Side, other_side: Side) -> tuple[tuple[Passage, Profile], tuple[Passage, Profile]]:
    """Return the two of the first few passages that share the largest part of their words."""

    def shared(pair: tuple[tuple[Passage, Profile], tuple[Passage, Profile]]) -> float:
        counts, other_counts = (Counter(profile.keys) for _, profile in pair)
        return 2 * (counts & other_counts).total() / ((counts + other_counts).total() or 1)

    return max(itertools.product(side.passages[:_MOST_COMPARED], other_side.passages[:_MOST_COMPARED]), key=shared)


def _changes(
    one: tuple[Passage, Profile], other: tuple[Passage, Profile]
) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the runs of words that are the same, and those that are not."""
    keys, other_keys = one[1].keys, other[1].keys
    if max(len(keys), len(other_keys)) > LONGEST_DIFF:
        yield "same" if keys == other_keys else "changed", one[0].text, other[0].text
        return
    for tag, a, b, c, d in matcher(keys, other_keys).get_opcodes():
        yield _CHANGES[tag], _run(*one, range(a, b)), _run(*other, range(c, d))


def _run(passage: Passage, profile: Profile, words: range) -> str | None:
    """Return a run of *words* as *passage* has it, with what stands between them."""
    if not words:
        return None
    first, last = profile.starts[words[0]], profile.ends[words[-1]]
    cut = [(max(span.start, first), min(span.end, last)) for span in passage.spans]
    return passage.claim.words(Span(start, end) for start, end in cut if start < end)
