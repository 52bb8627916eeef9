# SPDX-License-Identifier: MIT
"""Evaluation: figures of extraction against attributions by hand, and the gate that keeps them.

`python -m claimtrack.evaluation` is its command line; `docs/evaluation.md` says what each figure means.
What reads a corpus raises `InputError` for a malformed file; the message names the file, the line and the field.
"""

from claimtrack.evaluation.measures import ArticleReader, Bin, Evaluation, Score, calibration, evaluate
from claimtrack.evaluation.polnear import AnnotatedArticle, Annotation, digest_polnear, read_polnear

__all__ = [
    "AnnotatedArticle",
    "Annotation",
    "ArticleReader",
    "Bin",
    "Evaluation",
    "Score",
    "calibration",
    "digest_polnear",
    "evaluate",
    "read_polnear",
]
