# SPDX-License-Identifier: MIT
"""The legend: colours and marks, which filter the rows, and what the words mean."""

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from claimtrack.comparison import Field
from claimtrack.comparison.rows import claims_of
from claimtrack.display.escaping import markup
from claimtrack.model import Claim, Hedging
from claimtrack.report.charts import OPEN
from claimtrack.report.rows import Entry

_FIELDS = {
    Field.POLARITY: "one outlet has it affirmed, another denied",
    Field.HEDGING: "one outlet has it said more firmly than another",
    Field.VOICE: "one outlet says itself what another puts into somebody’s mouth",
    Field.STANCE: "the outlet’s own word for the saying agrees, doubts or blames: “admitted” against “said”",
    Field.SPEAKER: "the outlets name different speakers",
    Field.NUMBER: "one thing is counted otherwise",
    Field.DATE: "the outlets date the saying otherwise",
    Field.QUOTATION: "quoted words were changed, cut, or put in other words",
    Field.LABEL: "other words stand beside the same name",
    Field.DETAIL: "a clause that the other outlet’s whole article lacks",
}
_LEVELS = {
    Hedging.UNHEDGED: "without any word that hedges; it is left unsaid in the rows",
    Hedging.PROBABLE: "said to be likely",
    Hedging.POSSIBLE: "said to be possible",
    Hedging.UNCOMMITTED: "the speaker leaves it open",
}
_MARKS = (
    '<ul class="marks" aria-label="Marks in the articles">\n<li><mark class="claim">claim</mark></li>\n'
    '<li><span class="source">source</span></li>\n<li><span class="cue">cue</span></li>\n</ul>\n'
)
_KEYS = (
    "<p>A number leads to its row, and “in the text” to the words in their article. "
    "With a row or an article in focus, <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous row, "
    "and <kbd>Esc</kbd> ends the selection. A row’s address (#row-3) can be shared.</p>\n"
)


@attrs.frozen
class Legend:
    """What the rows can be filtered by, with the number of rows for each.

    Attributes:
        entries: The rows.
        outlets: The outlets.
        names: The name of the speaker of each claim.
    """

    entries: Sequence[Entry]
    outlets: Sequence[str]
    names: Mapping[Claim, str]
    _speakers: dict[str, str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        ordered = sorted(set(self.names.values()), key=lambda name: (name == OPEN, name.casefold(), name))
        object.__setattr__(self, "_speakers", {name: str(number) for number, name in enumerate(ordered)})

    def attributes(self, entry: Entry) -> str:
        """Return the attributes by which the filters know a row."""
        return "".join(f' data-{name}="{" ".join(values)}"' for name, values in self._known(entry).items())

    def _known(self, entry: Entry) -> dict[str, list[str]]:
        speakers = dict.fromkeys(self._speakers[self.names[claim]] for claim in claims_of([entry.row]))
        carried = [outlet for outlet in self.outlets if outlet in entry.places or outlet in entry.voices]
        return {
            "difference": list(dict.fromkeys(each.field.value for each in entry.differences)),
            "level": [level.value for level in entry.levels],
            "speaker": list(speakers),
            "outlet": [str(self.outlets.index(outlet)) for outlet in carried],
        }

    def html(self) -> str:
        """Return the legend, which the script makes a filter."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in ("difference", "level", "speaker", "outlet")}
        for entry in self.entries:
            for name, values in self._known(entry).items():
                counts[name].update(values)
        fields = {
            field.value: f'<span class="chip" data-field="{field.value}">{field.value}</span>' for field in _FIELDS
        }
        levels = {level.value: f'<span class="level {level.value}">{level.value}</span>' for level in _LEVELS}
        names = {number: name for name, number in self._speakers.items()}
        outlets = {str(number): name for number, name in enumerate(self.outlets)}
        total = len(self.entries)
        return (
            '<form id="filters" role="search" aria-label="Filter the rows">\n'
            f"{_boxes('difference', 'What differs', fields, counts)}{_boxes('level', 'Hedging', levels, counts)}"
            f"{_choice('speaker', 'Speaker', names, counts)}{_choice('outlet', 'Outlet', outlets, counts)}</form>\n"
            f"{self._glossary(counts)}"
            f'<p class="state" hidden><output aria-live="polite" data-total="{total}"></output> '
            '<button type="reset" form="filters">Show all</button></p>\n'
        )

    def _glossary(self, counts: Mapping[str, Counter[str]]) -> str:
        """Return what the words mean that the page has."""
        told = [(each.value, means) for each, means in _FIELDS.items() if counts["difference"][each.value]]
        told += [(each.value, means) for each, means in _LEVELS.items() if counts["level"][each.value]]
        told += [
            ("(open)", "a speaker whom the text does not settle"),
            ("same copy", "outlets that carry one text, an agency’s or each other’s"),
            ("confidence", "how probable it is that the outlets state one proposition"),
        ]
        items = "".join(f"<div><dt>{word}</dt><dd>{means}</dd></div>\n" for word, means in told)
        return (
            f'<details class="keys"><summary>What the words and marks mean</summary>\n{_MARKS}<dl>\n{items}</dl>\n'
            f"{_KEYS}</details>\n"
        )


def _boxes(name: str, label: str, texts: Mapping[str, str], counts: Mapping[str, Counter[str]]) -> str:
    """Return boxes to tick, which without the script are a legend."""
    found = "".join(
        f'<label><input type="checkbox" name="{name}" value="{value}" disabled> {text} '
        f"<small>{counts[name][value]}</small></label>\n"
        for value, text in texts.items()
        if counts[name][value]
    )
    return f"<fieldset><legend>{label}</legend>\n{found}</fieldset>\n" if found else ""


def _choice(name: str, label: str, texts: Mapping[str, str], counts: Mapping[str, Counter[str]]) -> str:
    options = "".join(
        f'<option value="{value}">{markup(text)} ({counts[name][value]})</option>'
        for value, text in texts.items()
        if counts[name][value]
    )
    return (
        f'<label class="choice" hidden>{label} <select name="{name}"><option value="">all</option>{options}</select>'
        "</label>\n"
    )
