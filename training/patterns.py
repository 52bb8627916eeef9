# SPDX-License-Identifier: MIT
"""Precision of the constructions on a part of PolNeAR, for `data/patterns.toml`.

Run `python -m training.patterns DIR` on the part that the rules were written with, `polnear/train`.
"""

import argparse
from collections import Counter
from pathlib import Path

from claimtrack.evaluation.polnear import read_polnear
from claimtrack.extraction.attribution.attribution import circumstance
from claimtrack.extraction.attribution.constructions import read_constructions
from claimtrack.language.text import Text
from claimtrack.model import Span
from training.corpus import WORD

_ENOUGH = 25  # attributions that a share is measured on
_SAME = 0.5  # Jaccard index of the words of two contents


def _words(text: str, spans: tuple[Span, ...]) -> frozenset[int]:
    """Return where the words of *spans* begin."""
    return frozenset(match.start() for span in spans for match in WORD.finditer(text, span.start, span.end))


def main() -> None:
    """Print the share of right attributions of each construction, and of each circumstance in which it stands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a part of PolNeAR, with texts and attributions")
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for page in read_polnear(parser.parse_args().gold):
        text = page.article.text
        golds = [(_words(text, one.content), _words(text, one.source)) for one in page.annotations if one.content]
        for one in read_constructions(Text.of(text)):
            content, source = _words(text, one.content), _words(text, one.source)
            hit = any(
                len(content & other) >= _SAME * len(content | other) and (source & who or not (source or who))
                for other, who in golds
            )
            for key in ((one.pattern, ""), (one.pattern, circumstance(text, one.cue, one.source))):
                total[key] += 1
                right[key] += hit
    for (pattern, where), count in sorted(total.items()):
        if count >= _ENOUGH:
            print(f'{pattern:16} "{where}" = {right[pattern, where] / count:.3f}  # {count}')


if __name__ == "__main__":
    main()
