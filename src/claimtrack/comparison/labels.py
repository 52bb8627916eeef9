# SPDX-License-Identifier: MIT
"""Labels: what outlets call the same person, group or thing, where all around it they use the same words.

Word choice and labelling as in NewsWCL50 (Hamborg and others 2019), found by substitution beside a name or of people.
"""

from claimtrack.comparison.quoting import LONGEST_DIFF, matcher
from claimtrack.comparison.sides import Shown, Side, Sides
from claimtrack.comparison.stretches import Stretch, most_alike, stems, telling, two_stretches
from claimtrack.language.nouns import noun_class

_MOST_WORDS = 3


def find_label(sides: Sides) -> dict[str, Shown] | None:
    """Find outlets that put other words beside a name ("dictator Kim", "leader Kim"), or call people otherwise."""
    return two_stretches(sides, _labels)


def _labels(side: Side, other_side: Side) -> tuple[Stretch, Stretch] | tuple[()]:
    one, other = most_alike(side, other_side)
    if max(len(one.keys), len(other.keys)) > LONGEST_DIFF:
        return ()
    for tag, first, end, other_first, other_end in matcher(stems(one), stems(other)).get_opcodes():
        if tag == "replace" and first > 0 and other_first > 0:
            label, other_label = Stretch(one, first, end), Stretch(other, other_first, other_end)
            two = (label, other_label)
            if all(map(_is_label, two)) and (all(map(_beside_a_name, two)) or all(map(_calls_people, two))):
                return two
    return ()


def _is_label(words: Stretch) -> bool:
    """Tell whether words may be a label: a few, in lower case, and no number."""
    profile = words.profile
    text = profile.claim.article.text
    places = words.places
    return (
        len(places) <= _MOST_WORDS
        and len(telling(profile, places)) > 0
        and not any(text[profile.starts[at]].isupper() or profile.keys[at][0].isdigit() for at in places)
    )


def _calls_people(words: Stretch) -> bool:
    """Tell whether words end with a noun for people: "residents", "angry protesters"."""
    return noun_class(words.profile.keys[words.end - 1]) in {"role", "people"}


def _beside_a_name(words: Stretch) -> bool:
    """Tell whether a name follows right behind words, with nothing but a space between."""
    profile = words.profile
    if words.end >= len(profile.keys):
        return False
    text, end, start = profile.claim.article.text, profile.ends[words.end - 1], profile.starts[words.end]
    return text[end:start].isspace() and text[start].isupper()
