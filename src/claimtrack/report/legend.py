# SPDX-License-Identifier: MIT
"""The legend: colours and marks, which filter rows or claims, and what the words mean."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from claimtrack.comparison import Field
from claimtrack.comparison.rows import claims_of
from claimtrack.display.escaping import markup
from claimtrack.model import Claim, Hedging, Kind
from claimtrack.report.charts import OPEN
from claimtrack.report.rows import Entry

_FIELDS = {
    Field.POLARITY: "one outlet has it affirmed, another denied",
    Field.HEDGING: "one outlet has it said more firmly than another",
    Field.VOICE: "one outlet says, perhaps in its own voice, what another puts into somebody’s mouth",
    Field.STANCE: "the outlet’s own word for the saying agrees, doubts or blames: “admitted” against “said”",
    Field.SPEAKER: "the outlets name different speakers",
    Field.NUMBER: "one thing is counted otherwise",
    Field.DATE: "the outlets date the saying otherwise",
    Field.QUOTATION: "quoted words were changed, cut, or put in other words",
    Field.LABEL: "other words stand beside the same name, or for the same people",
    Field.DETAIL: "a clause that the other outlet’s whole article lacks",
}
_LEVELS = {
    Hedging.UNHEDGED: "without any word that hedges; it is left unsaid beside a claim",
    Hedging.PROBABLE: "said to be likely",
    Hedging.POSSIBLE: "said to be possible",
    Hedging.UNCOMMITTED: "the speaker leaves it open",
}
_KINDS = {
    Kind.DIRECT: "wholly in quotation marks",
    Kind.MIXED: "partly in quotation marks",
    Kind.INDIRECT: "in the outlet’s own words",
}
_COMPARED = {
    "same copy": "outlets that carry one text, an agency’s or each other’s",
    "confidence": "how probable it is that the outlets state one proposition",
}
_MARKS = (
    '<ul class="marks" aria-label="Marks in the articles">\n<li><mark class="claim">claim</mark></li>\n'
    '<li><span class="source">source</span></li>\n<li><span class="cue">cue</span></li>\n</ul>\n'
)


@attrs.frozen
class _Choice:
    """One kind of values by which can be filtered.

    Attributes:
        name: Its name in the page.
        label: What a reader calls it.
        texts: What is shown for each value, boxes to tick as HTML, options as text.
        is_ticked: Whether there is a box for each value.
    """

    name: str
    label: str
    texts: Mapping[str, str]
    is_ticked: bool


@attrs.frozen
class Legend:
    """What rows or claims can be filtered by.

    Attributes:
        noun: What one of them is.
        choices: The kinds of values.
        items: The values of each row or claim, in their order, by the names of the kinds.
        words: What the words mean.
    """

    noun: str
    choices: Sequence[_Choice]
    items: Sequence[Mapping[str, Sequence[str]]]
    words: Mapping[str, str]

    @classmethod
    def of_rows(cls, entries: Sequence[Entry], outlets: Sequence[str], names: Mapping[Claim, str]) -> "Legend":
        """Return the legend of the rows of a comparison, given the name of the speaker of each claim."""
        speakers, numbers = _speakers(names), {outlet: str(number) for number, outlet in enumerate(outlets)}
        items = [
            {
                "difference": list(dict.fromkeys(each.field.value for each in entry.differences)),
                "level": [level.value for level in entry.levels],
                "speaker": list(dict.fromkeys(speakers[names[claim]] for claim in claims_of([entry.row]))),
                "outlet": [number for o, number in numbers.items() if o in entry.places or o in entry.voices],
            }
            for entry in entries
        ]
        fields = {f.value: f'<span class="chip" data-field="{f.value}">{f.value}</span>' for f in _FIELDS}
        choices = [_Choice("difference", "What differs", fields, is_ticked=True), *_common(speakers, numbers)]
        return cls("row", choices, items, {field.value: told for field, told in _FIELDS.items()} | _COMPARED)

    @classmethod
    def of_claims(cls, claims: Sequence[Claim], outlets: Sequence[str], names: Mapping[Claim, str]) -> "Legend":
        """Return the legend of claims, given the name of the speaker of each."""
        speakers, numbers = _speakers(names), {outlet: str(number) for number, outlet in enumerate(outlets)}
        items = [
            {
                "level": [claim.hedging.value],
                "kind": [claim.kind.value],
                "speaker": [speakers[names[claim]]],
                "outlet": [numbers[claim.outlet]],
            }
            for claim in claims
        ]
        kinds = _Choice("kind", "Quoting", {kind.value: kind.value for kind in _KINDS}, is_ticked=True)
        choices = [*_common(speakers, numbers), kinds]
        return cls("claim", choices, items, {kind.value: told for kind, told in _KINDS.items()})

    def attributes(self, number: int) -> str:
        """Return the attributes by which the filters know the row or claim of this number, counted from 1."""
        return "".join(f' data-{name}="{" ".join(values)}"' for name, values in self.items[number - 1].items())

    def html(self) -> str:
        """Return the legend, which the script makes a filter."""
        counts = {
            each.name: Counter(value for item in self.items for value in item[each.name]) for each in self.choices
        }
        ordered = sorted(self.choices, key=lambda each: not each.is_ticked)
        fields = "".join((_boxes if each.is_ticked else _options)(each, counts[each.name]) for each in ordered)
        marks = _MARKS if self.noun == "claim" else ""
        return (
            f'<form id="filters" role="search" aria-label="Filter the {self.noun}s">\n{marks}{fields}</form>\n'
            f"{self._words({value for found in counts.values() for value in found})}"
            f'<p class="state" hidden><output aria-live="polite" data-noun="{self.noun}s"></output> '
            '<button type="reset" form="filters">Show all</button></p>\n'
        )

    def _words(self, present: set[str]) -> str:
        """Return what the words mean that the page has."""
        words = {**self.words, **{level.value: told for level, told in _LEVELS.items()}}
        told = [(word, means) for word, means in words.items() if word in present or word in _COMPARED]
        told.append((OPEN, "a speaker whom the text does not settle"))
        items = "".join(f"<div><dt>{word}</dt><dd>{means}</dd></div>\n" for word, means in told)
        noun, marks = self.noun, "" if self.noun == "claim" else _MARKS
        return (
            f'<details class="keys"><summary>What the words and marks mean</summary>\n{marks}<dl>\n{items}</dl>\n'
            f"<p>A number in an article leads to its {noun}, and the {noun} to its words in the article. "
            f"With one of them in focus, <kbd>j</kbd> and <kbd>k</kbd> go to the next and the previous {noun}, "
            f"and <kbd>Esc</kbd> ends the selection. The address of a {noun} (#{noun}-3) can be shared.</p>\n"
            "</details>\n"
        )


def _speakers(names: Mapping[Claim, str]) -> dict[str, str]:
    """Return a number for the name of each speaker, in the order of the alphabet."""
    ordered = sorted(set(names.values()), key=lambda name: (name == OPEN, name.casefold(), name))
    return {name: str(number) for number, name in enumerate(ordered)}


def _common(speakers: Mapping[str, str], outlets: Mapping[str, str]) -> Iterable[_Choice]:
    levels = {level.value: f'<span class="level {level.value}">{level.value}</span>' for level in _LEVELS}
    yield _Choice("level", "Hedging", levels, is_ticked=True)
    for name, numbers in (("speaker", speakers), ("outlet", outlets)):
        yield _Choice(name, name.capitalize(), {number: text for text, number in numbers.items()}, is_ticked=False)


def _boxes(choice: _Choice, counts: Mapping[str, int]) -> str:
    """Return boxes to tick, which without the script are a legend."""
    found = "".join(
        f'<label><input type="checkbox" name="{choice.name}" value="{value}" disabled> {text} '
        f"<small>{counts[value]}</small></label>\n"
        for value, text in choice.texts.items()
        if counts[value]
    )
    return f"<fieldset><legend>{choice.label}</legend>\n{found}</fieldset>\n" if found else ""


def _options(choice: _Choice, counts: Mapping[str, int]) -> str:
    """Return a list to choose from, and nothing where all rows or claims have the one value."""
    if len(counts) == 1:
        return ""
    options = "".join(
        f'<option value="{value}">{markup(text)} ({counts[value]})</option>'
        for value, text in choice.texts.items()
        if counts[value]
    )
    return (
        f'<label class="choice" hidden>{choice.label} <select name="{choice.name}"><option value="">all</option>'
        f"{options}</select></label>\n"
    )
