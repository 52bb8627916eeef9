# SPDX-License-Identifier: MIT
"""What changed between two versions of a story: claims that appeared or vanished, and those that changed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from claimtrack.claims.captions import cue_caption
from claimtrack.claims.conditions import folded, forms
from claimtrack.comparison.index import Index, best
from claimtrack.display.columns import TEXT, Column, Value, names
from claimtrack.display.tables import WIDTH, Format, View
from claimtrack.language.closed_classes import word_class
from claimtrack.language.stems import inflected, spelled
from claimtrack.model import Article, Claim, Speaker

# The share of their telling words, in order, from which two claims of one speaker are one claim in other words.
_LEAST_ALIKE = 0.5
# Claims that are compared with one claim, and in how many places of the index it is looked up.
_CANDIDATES = 20
_LOOKUPS = 96
_LONGEST = 400  # words of a claim that are compared
_WORD = re.compile(r"\w+(?:['’]\w+)*+")

_Pair = tuple[int, int]


@attrs.frozen
class Change:
    """A claim in two versions of a story.

    Attributes:
        before: The claim in the older version.
        after: The claim in the newer version.
    """

    before: Claim
    after: Claim


class _Changed(NamedTuple):
    """A claim of two versions with what changed in it; None stands for the version that lacks it."""

    change: str
    before: Claim | None
    after: Claim | None

    @property
    def speaker(self) -> str | None:
        """The name of the speaker, from the newer version where it tells."""
        return next((claim.speaker.name for claim in (self.after, self.before) if claim and claim.speaker), None)

    @property
    def cue(self) -> str | None:
        """The cue where it does more than say, from the newer version if that has the claim."""
        claim = self.after or self.before
        return (cue_caption(claim) or None) if claim else None


_CHANGE = "`appeared`, `vanished`, `hedging`, `wording`, or `hedging; wording`"
_CUE = 'the cue where it does more than say ("denied"), in the newer version or the one that has the claim'
_AFTER = "of the claim in the newer version, or absent where it vanished"
_BEFORE = "of the claim in the older version, or absent where it appeared"

RECORD: tuple[Column[_Changed], ...] = (
    Column("change", TEXT, _CHANGE, lambda line: line.change),
    Column("speaker", TEXT, "the name of who speaks, in either version", lambda line: line.speaker),
    Column("text", TEXT, _AFTER, lambda line: line.after.text if line.after else None),
    Column("hedging", TEXT, _AFTER, lambda line: line.after.hedging.value if line.after else None),
    Column("before_text", TEXT, _BEFORE, lambda line: line.before.text if line.before else None),
    Column("before_hedging", TEXT, _BEFORE, lambda line: line.before.hedging.value if line.before else None),
    Column("claim_id", TEXT, _AFTER, lambda line: line.after.id if line.after else None),
    Column("before_id", TEXT, _BEFORE, lambda line: line.before.id if line.before else None),
    Column("cue", TEXT, _CUE, lambda line: line.cue),
)
"""The columns of a change's record, in a fixed order to which new ones are added at the end; `COLUMNS` names them."""

COLUMNS = names(RECORD)


@attrs.frozen(repr=False)
class Changes:
    """What changed between two versions of a story; a claim that only moved in the text is no change.

    Attributes:
        before: The older version, or None where the story has only one; then nothing has changed.
        after: The newer version.
        appeared: The claims that only the newer version has, in the order of its text.
        vanished: The claims that only the older version has, in the order of its text.
        hedging: The claims whose hedging level differs.
        wording: The claims whose wording differs, beyond case, white space and the shape of quotation marks;
            one whose level differs as well stands in both.
    """

    before: Article | None
    after: Article
    appeared: tuple[Claim, ...] = ()
    vanished: tuple[Claim, ...] = ()
    hedging: tuple[Change, ...] = ()
    wording: tuple[Change, ...] = ()

    def __repr__(self) -> str:
        counts = (f"{len(getattr(self, name))} {name}" for name in ("appeared", "vanished", "hedging", "wording"))
        return f"Changes({', '.join(counts)})"

    def __str__(self) -> str:
        return self.table()

    def __bool__(self) -> bool:
        return bool(self.appeared or self.vanished or self.hedging or self.wording)

    def _repr_html_(self) -> str:
        return self.view()._repr_html_()

    def view(self) -> View:
        """Return the changes as rows with the columns of `claimtrack.register.changes.COLUMNS`."""
        changed = [_Changed("appeared", None, claim) for claim in self.appeared]
        changed += [_Changed("vanished", claim, None) for claim in self.vanished]
        both = sorted(dict.fromkeys((*self.hedging, *self.wording)), key=lambda change: change.after.content[0].start)
        for change in both:
            kinds = (name for name in ("hedging", "wording") if change in getattr(self, name))
            changed.append(_Changed("; ".join(kinds), change.before, change.after))
        shown = (*COLUMNS[:6], "cue") if any(line.cue for line in changed) else COLUMNS[:6]
        return View.of(RECORD, changed, shown)

    def to_records(self) -> list[dict[str, Value]]:
        """Return one flat record for each change."""
        return self.view().to_records()

    def table(self, format: Format = "terminal", *, width: int = WIDTH, colour: bool = False) -> str:  # noqa: A002
        """Return the changes as a table.

        Args:
            format: `terminal`, `plain`, `github` or `html`.
            width: The columns of a terminal that a line may take, in the formats terminal and plain.
            colour: Whether headers are set in bold, in the format terminal.

        Raises:
            UnknownNameError: If there is no such format.
        """
        return self.view().table(format, width=width, colour=colour)


def find_changes(before: Article, old: Iterable[Claim], after: Article, new: Iterable[Claim]) -> Changes:
    """Return what changed from the claims *old* of one version to the claims *new* of the next.

    Claims are paired by their wording and speaker; those left over by the share of their telling words
    that stand in the same order (longest common subsequence), the most alike and nearest in place first.
    A claim whose speaker stays open in one version can be that of any speaker in the other.
    """
    old, new = tuple(old), tuple(new)
    pairs = [*_same_wording(old, new)]
    left = [set(range(len(side))) - {pair[k] for pair in pairs} for k, side in enumerate((old, new))]
    alike = [*_alike(old, sorted(left[0]), new, sorted(left[1]))]
    paired = [Change(old[one], new[other]) for one, other in sorted(pairs + alike, key=lambda pair: pair[1])]
    matched = [{pair[k] for pair in pairs + alike} for k in (0, 1)]
    return Changes(
        before,
        after,
        appeared=tuple(claim for number, claim in enumerate(new) if number not in matched[1]),
        vanished=tuple(claim for number, claim in enumerate(old) if number not in matched[0]),
        hedging=tuple(each for each in paired if each.before.hedging is not each.after.hedging),
        wording=tuple(each for each in paired if folded(each.before.text) != folded(each.after.text)),
    )


def _same_speaker(one: Speaker | None, other: Speaker | None) -> bool:
    """Tell whether two claims can be of the same speaker: they share a name, or one of them stays open."""
    return one is None or other is None or not set(forms(one)).isdisjoint(forms(other))


def _same_wording(old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[_Pair]:
    """Yield the pairs of claims with the same wording, those with the same named speaker first, in text order."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(old):
        waiting[folded(claim.text)].append(number)
    left = list(range(len(new)))
    for fits in (_named_alike, _same_speaker):
        unpaired = []
        for number in left:
            numbers = waiting[folded(new[number].text)]
            one = next((n for n in numbers[:_CANDIDATES] if fits(old[n].speaker, new[number].speaker)), None)
            if one is None:
                unpaired.append(number)
            else:
                numbers.remove(one)
                yield one, number
        left = unpaired


def _named_alike(one: Speaker | None, other: Speaker | None) -> bool:
    """Tell whether two speakers have the same name, or both stay open."""
    return (one and folded(one.name)) == (other and folded(other.name))


def _alike(old: Sequence[Claim], ones: Sequence[int], new: Sequence[Claim], others: Sequence[int]) -> Iterator[_Pair]:
    """Yield the pairs of claims in other words, the most alike first, of two that are equally so the nearer."""
    words = {number: _telling(new[number]) for number in others}
    index = Index(set(words.get(number, ())) for number in range(len(new)))
    found = []
    for one in ones:
        own = _telling(old[one])
        rarest = ((word, 1 / index.count(word)) for word in index.rarest(set(own)))
        for other in best(index.near(rarest, _LOOKUPS, at=one), _CANDIDATES):
            if _same_speaker(old[one].speaker, new[other].speaker):
                alike = 2 * _in_order(own, words[other]) / (len(own) + len(words[other]))
                if alike >= _LEAST_ALIKE:
                    found.append((-alike, abs(one - other), one, other))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, one, other in sorted(found):
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            yield one, other


def _telling(claim: Claim) -> list[str]:
    """Return the stems of a claim's words that are not function words; of all its words where it has no others."""
    words = [spelled(word) for word in _WORD.findall(claim.text)[:_LONGEST]]
    plain = word_class("function") - word_class("negation")
    return [inflected(word) for word in words if word not in plain] or words


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the longest common subsequence, row by row in the bits of one number.

    H. Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
    """
    bits: dict[str, int] = defaultdict(int)
    for at, word in enumerate(one):
        bits[word] |= 1 << at
    full = (1 << len(one)) - 1
    row = full
    for word in other:
        shared = row & bits.get(word, 0)
        row = ((row + shared) | (row - shared)) & full
    return len(one) - row.bit_count()
