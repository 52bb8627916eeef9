# SPDX-License-Identifier: MIT
"""The rows: who says what in a few words, in what the outlets differ, and what each says, side by side."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from claimtrack.claims.captions import cue_caption, date_caption, hedging_caption
from claimtrack.comparison import Comparison, Difference, Field, Importance, Passage, Row
from claimtrack.display.escaping import markup
from claimtrack.model import Claim, Hedging, Span
from claimtrack.report.texts import Place, passage_html, shortened

FIXED = 3
"""The most outlets of which each has a column of its own."""

_LONGEST_TITLE = 70
_LONGEST_VALUE = 48
_BARE = re.compile(r"[“\"«]?([^“”\"«»]+?),?[”\"»]?")


@attrs.frozen
class Entry:
    """A row of the page.

    Attributes:
        number: Its number.
        row: The row.
        title: Who says what, in a few words.
        differences: In what the outlets differ, own voices too, the major ones first.
        places: For each outlet that carries it, where.
        voices: For each outlet that asserts it in its own voice, where.
    """

    number: int
    row: Row
    title: str
    differences: tuple[Difference, ...]
    places: dict[str, list[Place]]
    voices: dict[str, list[Place]]

    @property
    def levels(self) -> list[Hedging]:
        """The levels of hedging, each once."""
        return list(dict.fromkeys(p.level for passages in self.row.passages.values() for p in passages))


def entries(comparison: Comparison, names: Mapping[Claim, str]) -> Iterator[Entry]:
    """Yield the rows of a comparison, with own voices, and with their places in the articles."""
    voices: defaultdict[int, list[Difference]] = defaultdict(list)
    for row, voice in comparison.voices():
        voices[id(row)].append(voice)
    for number, row in enumerate(comparison.rows, start=1):
        own = {o: v.passages[o] for v in voices[id(row)] for o in v.passages if o not in row.passages}
        count = itertools.count(1)
        places, asserted = (
            {o: [Place(f"p{number}-{next(count)}", number, each, name) for each in found] for o, found in side.items()}
            for side, name in ((row.passages, "claim"), (own, "own"))
        )
        told = sorted((*voices[id(row)], *row.differences), key=lambda one: not is_major(one))
        yield Entry(number, row, _title(row, names), tuple(told), places, asserted)


def is_major(difference: Difference) -> bool:
    """Tell whether a difference is what a reader would look at first."""
    return difference.importance is Importance.MAJOR


def _title(row: Row, names: Mapping[Claim, str]) -> str:
    """Return who says what, with the cue of one who denies it."""
    passage = next(iter(row.passages.values()))[0]
    cue = cue_caption(passage.claim)
    who = f"{names[passage.claim]} {cue}".rstrip()
    words = passage.text.removeprefix("that ")
    bare = _BARE.fullmatch(words)
    title = f"{who}: {shortened(bare[1] if bare else words, _LONGEST_TITLE)}"
    return title[0].upper() + title[1:]


def told_html(difference: Difference, most: int = _LONGEST_VALUE) -> str:
    """Return a difference: its field, and up to *most* characters of each value with the outlets that have it."""
    values = " ".join(
        f"<span>{markup(shortened(value, most))} <small>{markup(_listed(outlets))}</small></span>"
        for value, outlets in difference.told()
    )
    return f"{chip(difference.field, is_major=is_major(difference))} {values}"


def _listed(outlets: Sequence[str]) -> str:
    named = len(outlets) if len(outlets) <= FIXED else FIXED - 1
    return ", ".join(outlets[:named]) + (f" and {len(outlets) - named} more" if len(outlets) > named else "")


def chip(field: Field, *, is_major: bool) -> str:
    """Return the name of a field in its colour."""
    return f'<b class="chip{" major" if is_major else ""}" data-field="{field.value}">{field.value}</b>'


def row_html(entry: Entry, outlets: Sequence[str], attributes: str) -> str:
    """Return a row as an item of a list, with its outlets side by side."""
    number, row = entry.number, entry.row
    about = [f"{len(row.passages)} of {len(outlets)} outlets"] if len(outlets) > FIXED else []
    about += [f"confidence {row.confidence:.2f}"] if row.is_unsure else []
    small = f" <small>{' · '.join(about)}</small>" if about else ""
    columns = _in_columns(entry, outlets) if len(outlets) <= FIXED else _grouped(entry)
    return (
        f'<li class="row" id="row-{number}"{attributes}>\n'
        f'<h3><a class="pick" href="#row-{number}"><span class="number">{number}</span> {markup(entry.title)}</a>'
        f"{small}</h3>\n"
        f'{_differences(entry)}<div class="sides">\n{"".join(columns)}</div>\n</li>\n'
    )


def line_html(entry: Entry, attributes: str) -> str:
    """Return a row of one outlet as an item of a list, with all its words and no more."""
    number = entry.number
    ((outlet, places),) = entry.places.items()
    said = "".join(f"{_who(place.passage)}: {passage_html(place.passage)} {_link(outlet, place)} " for place in places)
    own = "".join(_own(name, found) for name, found in entry.voices.items())
    return (
        f'<li class="row line" id="row-{number}"{attributes}>'
        f'<a class="pick number" href="#row-{number}" aria-label="row {number}">{number}</a> '
        f"<div>{said}{_differences(entry)}{own}</div></li>\n"
    )


def _in_columns(entry: Entry, outlets: Sequence[str]) -> Iterator[str]:
    """Yield what each outlet says, each in its own column."""
    for outlet in outlets:
        if outlet in entry.places:
            yield _side([(outlet, entry.places[outlet])], _bodies(entry, outlet))
        elif outlet in entry.voices:
            yield _own(outlet, entry.voices[outlet])
        else:
            yield f'<div class="side nothing"><h4>{markup(outlet)}</h4><p>no such claim found</p></div>\n'


def _grouped(entry: Entry) -> Iterator[str]:
    """Yield what the outlets say that carry it, those together that say it in the same words."""
    alike: defaultdict[tuple[str, ...], list[tuple[str, list[Place]]]] = defaultdict(list)
    for outlet, places in entry.places.items():
        alike[tuple(_bodies(entry, outlet))].append((outlet, places))
    yield from (_side(group, bodies) for bodies, group in alike.items())
    yield from (_own(outlet, places) for outlet, places in entry.voices.items())


def _bodies(entry: Entry, outlet: str) -> list[str]:
    """Return each passage of an outlet with its speaker, and with what differs marked in the words."""
    told: defaultdict[str, list[tuple[Field, Span]]] = defaultdict(list)
    for difference in entry.row.differences:
        for shown in difference.passages.get(outlet, ()):
            told[shown.claim.id] += ((difference.field, span) for span in shown.spans)
    bodies, before = [], ""
    for passage in entry.row.passages[outlet]:
        who = _who(passage)
        words = passage_html(passage, told[passage.claim.id])
        bodies.append(f'<p class="who">{who}</p>\n<p>{words}' if who != before else f"<p>{words}")
        before = who
    return bodies


def _side(group: Sequence[tuple[str, Sequence[Place]]], bodies: Sequence[str]) -> str:
    """Return a card of outlets that say the same, with a link into each of their texts."""
    if len(group) > 1:
        names = ", ".join(_link(outlet, places[0], markup(outlet)) for outlet, places in group)
        said = "".join(f"{body}</p>\n" for body in bodies)
    else:
        ((outlet, places),) = group
        names = markup(outlet)
        said = "".join(f"{body} {_link(outlet, each)}</p>\n" for body, each in zip(bodies, places, strict=True))
    return f'<div class="side"><h4>{names}</h4>\n{said}</div>\n'


def _own(outlet: str, places: Sequence[Place]) -> str:
    """Return what an outlet asserts in its own voice."""
    said = "".join(
        f'<p><mark class="differs" data-field="voice">{markup(place.passage.text)}</mark> {_link(outlet, place)}</p>\n'
        for place in places
    )
    return f'<div class="side"><h4>{markup(outlet)}</h4>\n<p class="who">perhaps in its own voice</p>\n{said}</div>\n'


def _link(outlet: str, place: Place, text: str = "in the text") -> str:
    label = f"in the text of {markup(outlet)}, row {place.row}"
    return f'<a class="place" href="#{place.id}" aria-label="{label}">{text}</a>'


def _who(passage: Passage) -> str:
    """Return who says it, how firmly if not plainly, and when."""
    claim = passage.claim
    speaker = f"<b>{markup(claim.speaker.name)}</b>" if claim.speaker else "<b>(open)</b>"
    via = f", via {markup(claim.via.name)}" if claim.via else ""
    level = passage.level
    firmly = markup(hedging_caption(level, passage.signs))
    parts = [
        f"{speaker}{via}",
        f'<span class="level {level.value}">{firmly}</span>' if level is not Hedging.UNHEDGED else "",
        f'<span class="day">{markup(date_caption(claim.said))}</span>' if claim.said else "",
    ]
    return " · ".join(filter(None, parts))


def _differences(entry: Entry) -> str:
    items = [f"<li>{told_html(difference)}</li>\n" for difference in entry.differences]
    for copy in entry.row.copies:
        credit = f" ({markup(copy.agency)})" if copy.agency else ""
        items.append(f'<li><b class="chip">same copy</b> {markup(_listed(copy.outlets))}{credit}</li>\n')
    return f'<ul class="told" aria-label="Differences">\n{"".join(items)}</ul>\n' if items else ""
