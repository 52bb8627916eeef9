# SPDX-License-Identifier: MIT
"""A spaCy pipeline component (extra `spacy`) that fills `doc.spans["claims"]`; imported by spaCy, not by the library.

```
nlp = spacy.blank("en")
nlp.add_pipe("claimtrack", config={"outlet": "Valley Post"})
doc = nlp("The river may rise, Mayor Ann Lee said.")
for span in doc.spans["claims"]:
    print(span.text, span._.claim["speaker"], span._.claim["hedging"])
```

`span._.claim` is the claim's record, a dict with the columns of `Claims.to_records`.
It is plain data, so that documents can be saved; a `DocBin` needs `store_user_data=True` for it.
A claim whose content has several runs has a span for each, with one `span.id_`.
Words are whole tokens: a border within a token widens to it, and the exact one is in `content_spans`.
"""

import datetime as dt
from typing import Any

from claimtrack.checks import check_object
from claimtrack.extraction import extract
from claimtrack.extras import require
from claimtrack.model import Article
from claimtrack.reading import published_day

_Language = require("spacy.language", "spacy").Language
_tokens = require("spacy.tokens", "spacy")

SPANS = "claims"
"""The key of `doc.spans` under which the claims stand."""


def article_of_doc(doc: Any, *, outlet: str, published: dt.date | str | None = None) -> Article:  # noqa: ANN401
    """Return the text of a spaCy `Doc` as an article, so that spans are its characters."""
    check_object(doc, _tokens.Doc, "article_of_doc", "a spaCy Doc")
    return Article(doc.text, outlet, published_day(published))


class Component:
    """The pipeline component: it reads the claims of a document.

    Attributes:
        outlet: The outlet's name; that of `doc._.outlet` wins.
        published: The day of publication in the form 2023-08-30, or None; that of `doc._.published` wins.
    """

    def __init__(self, outlet: str, published: str | None) -> None:
        published_day(published)  # raises for an impossible day
        self.outlet = outlet
        self.published = published
        for name in ("outlet", "published", "claims"):
            if not _tokens.Doc.has_extension(name):
                _tokens.Doc.set_extension(name, default=None)
        if not _tokens.Span.has_extension("claim"):
            _tokens.Span.set_extension("claim", getter=lambda span: (span.doc._.claims or {}).get(span.id_))

    def __call__(self, doc: Any) -> Any:  # noqa: ANN401 - a type of the extra
        """Fill `doc.spans["claims"]`, and return the document."""
        article = article_of_doc(doc, outlet=doc._.outlet or self.outlet, published=doc._.published or self.published)
        claims = extract(article)
        doc._.claims = {record["id"]: record for record in claims.to_records()}
        doc.spans[SPANS] = [
            doc.char_span(place.start, place.end, label="CLAIM", span_id=claim.id, alignment_mode="expand")
            for claim in claims
            for place in claim.content
        ]
        return doc


def _make(nlp: Any, name: str, outlet: str, published: str | None) -> Component:  # noqa: ANN401, ARG001 - spaCy's form
    return Component(outlet, published)


make_component = _Language.factory("claimtrack", default_config={"outlet": "unnamed outlet", "published": None})(_make)
"""The factory, which spaCy finds through the entry point `spacy_factories`."""
