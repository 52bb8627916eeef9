# SPDX-License-Identifier: MIT
"""Coverage-guided fuzzing of what takes text or files that others wrote, with atheris (libFuzzer for Python).

Run `python benchmarks/fuzz.py TARGET [FOLDER]`; `python benchmarks/fuzz.py --help` lists the targets and options.
An input that breaks the contract is written into FOLDER, and the option `--input FILE` tries it again.
Needs `pip install atheris`; the target `html` needs the extra `html` too.
Without atheris, `--input` still works.
"""

import argparse
import contextlib
import datetime as dt
import io
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

with atheris.instrument_imports(include=["claimtrack"]) if atheris else contextlib.nullcontext():
    import claimtrack as ct
    from claimtrack.claims.record import COLUMNS
    from claimtrack.formats import brat, records
    from claimtrack.formats.html_pages import read_html
    from claimtrack.formats.schema_org import to_json_ld
    from claimtrack.formats.web_annotation import to_annotations

FIXTURES = Path(__file__).parent.parent / "fixtures"
PUBLISHED = dt.date(2023, 8, 30)
STORY = (
    "“The river may rise again,” Mayor Ann Lee said on Tuesday. According to the water board, two dams were likely "
    "damaged in March.\n\nShe denied that the board had been warned: “We did not know,” Lee told the Valley Post, "
    "Reuters reported."
)
ARTICLE = ct.Article(STORY, "Valley Post", PUBLISHED)
TAKES = 4096  # bytes; longer inputs find little more, and slowly
SLOW = 20  # seconds for one input, of which none takes one

# What blind changes would find only after hours.
WORDS = (
    *("“", "”", "‘", "’", '"', " said", " told", " denied that ", "according to ", " who ", " that ", "may ", "Mr. "),
    *("in March", "last Tuesday", "30 August 2023", "2023-08-30", "two years ago", "the 1990s", "Sept. 11", "By "),
    *("\n\n", "\0", "\ufeff", "\u202e", "\u2028", "\\ud800", "[[article]]", "published = ", "9" * 5000, "[" * 2000),
    *('{"claim": {', '{"article": {', '"start": ', '"text": ', "null", "1e999", "Claim ", "\tSource Arg1:T1 Arg2:T2"),
)


_LINE_END = re.compile("[\r\n\x85\u2028\u2029]")


def text_of(data: bytes) -> str:
    """Return bytes as a str; those that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def check_places(story: ct.Article, page: str) -> None:
    """Stop where a text is not made of its page, with a space for each line end at which a sentence is broken."""
    text = _LINE_END.sub(" ", story.text)
    cut = (page[each.page_start : each.page_start + each.length] for each in story.segments)
    check(_LINE_END.sub(" ", "".join(cut)) == text, story)
    places = story.in_page(ct.Span(0, len(story.text)))
    check(_LINE_END.sub(" ", "".join(place.of(page) for place in places)) == text, (story, "in_page"))


def check(condition: bool, told: object) -> None:  # noqa: FBT001 - an assertion that -O keeps
    """Raise AssertionError unless the condition holds."""
    if not condition:
        raise AssertionError(told)


def check_claims(claims: ct.Claims) -> None:
    """Check what is promised of claims: their places, their ids, and that they are written and read back."""
    for claim in claims:
        text = claim.article.text
        times = [time.span for time in claim.times]
        for span in (*claim.content, *claim.cue, *claim.source, *claim.via_source, *times):
            check(0 <= span.start < span.end <= len(text), (claim, span))
            check(bool(text[span.start : span.end].strip()), (claim, span, "is blank"))
        check(claim.text == " ... ".join(" ".join(text[s.start : s.end].split()) for s in claim.content), claim)
        again = ct.Article(text, claim.outlet, claim.published)
        check(claim.article.id == again.id, (claim, "the article's id"))
        check(claim.id == ct.Claim(again, claim.content, claim.cue, claim.source).id, (claim, "the id"))
    lines = io.StringIO()
    ct.write_claims(claims, lines)
    lines.seek(0)
    check(ct.read_claims(lines, strict=True).claims == claims, "write_claims, read_claims")


def check_reading(reading: ct.Reading) -> None:
    """Check what was read from elsewhere."""
    check_claims(reading.claims)
    for problem in reading.problems:
        check(type(problem) is ct.InputError and "\n" not in str(problem), problem)


def fuzz_read(data: bytes) -> None:
    """A page."""
    page = text_of(data) + "\n"
    try:
        stories = ct.read(page, outlet="A", published=PUBLISHED if len(data) % 2 else None)
    except ct.InputError as error:
        check("is empty" in str(error), error)
        return
    for story in stories:
        check(bool(story.text), story)
        check_places(story, page)


def fuzz_extract(data: bytes) -> None:
    """An article, the comparison of its two halves, and all that is written of them."""
    text = text_of(data)
    published = PUBLISHED if len(data) % 2 else None
    claims = ct.extract(ct.Article(text, "A", published))
    check_claims(claims)
    half = len(text) // 2
    articles = [ct.Article(text[:half], "A", published), ct.Article(text[half:], "B", published, title=text[:60])]
    both = ct.Claims(claim for article in articles for claim in ct.extract(article))
    comparison = ct.compare(both)
    for pair in comparison.pairs():
        check(0 <= pair.confidence <= 1, pair)
        check(pair.kind in ct.PairKind, pair.differences)
    for view in (comparison.who_said_what(), comparison.hedging_shift(), comparison.timeline(), comparison.omissions()):
        view.table()
    ct.events(articles)
    ct.render_report(comparison, articles=articles)
    for shape in ("terminal", "github"):
        comparison.table(format=shape, width=60)
        both.table(format=shape)
    records.write(both.to_records(), io.StringIO(), columns=COLUMNS, format="csv")
    records.json_line([to_json_ld(both), to_annotations(both)])
    for article, annotation in brat.annotations(both).items():
        brat.read_annotations(annotation, article)


def fuzz_dates(data: bytes) -> None:
    """Time expressions."""
    text = text_of(data)
    end = 0
    for found in ct.find_dates(text, PUBLISHED if len(data) % 2 else None):
        check(end <= found.span.start < found.span.end <= len(text), found)
        check(bool(found.value), found)
        end = found.span.end


def fuzz_factuality(data: bytes) -> None:
    """Graded readings of some words."""
    text = text_of(data)
    at, checked = 0, 0
    for word in text.split():
        at = text.index(word, at)
        if checked % 7 == 0:
            check(-3 <= ct.factuality(text, ct.Span(at, at + len(word))) <= 3, (text, word))  # noqa: PLR2004
        at, checked = at + len(word), checked + 1


@contextlib.contextmanager
def held(data: bytes, name: str) -> Iterator[Path]:
    """Hold bytes in a file."""
    path = Path(FOLDER.name, name)
    path.write_bytes(data)
    yield path


def refused(read: Callable[[], ct.Reading]) -> None:
    """Check that what cannot be read is refused, in one line, and that what can be read is right."""
    try:
        reading = read()
    except ct.ClaimtrackError as error:
        check("\n" not in str(error), error)
    else:
        check_reading(reading)


def fuzz_claims(data: bytes) -> None:
    """A file of claims."""
    with held(data, "claims.jsonl") as path:
        refused(lambda: ct.read_claims(path))


def fuzz_articles(data: bytes) -> None:
    """A table of articles, read as each kind."""
    for suffix in (".csv", ".json", ".jsonl"):
        for fields in ("claimtrack", "trafilatura"):
            with held(data, f"articles{suffix}") as path:
                refused(partial(ct.read_articles, path, fields=fields))


def fuzz_brat(data: bytes) -> None:
    """An annotation file."""
    refused(lambda: brat.read_annotations(text_of(data), ARTICLE))


def fuzz_quotations(data: bytes) -> None:
    """Quotations with their article, and for one that is given."""
    with held(data, "quotations.json") as path:
        refused(lambda: ct.read_quotations(path))
        refused(lambda: ct.read_quotations(path, ARTICLE))


def fuzz_html(data: bytes) -> None:
    """A saved page of HTML."""
    with held(data, "page.html") as path:
        refused(lambda: ct.Reading(articles=(read_html(path, outlet="A").article,)))


def fuzz_folder(data: bytes) -> None:
    """A folder's list of articles."""
    with held(data, "articles.toml") as path:
        try:
            folder = ct.read_folder(path.parent)
        except ct.ClaimtrackError as error:
            check("\n" not in str(error), error)
        else:
            for problem in folder.problems:
                check("\n" not in str(problem), problem)


def fuzz_page(data: bytes) -> None:
    """A page saved as text, in whatever encoding, in a folder without a list."""
    Path(FOLDER.name, "pages").mkdir(exist_ok=True)
    with held(data, "pages/page.txt") as path:
        for problem in ct.read_folder(path.parent).problems:
            check("\n" not in str(problem), problem)


TARGETS: dict[str, Callable[[bytes], None]] = {
    name.removeprefix("fuzz_"): target for name, target in list(globals().items()) if name.startswith("fuzz_")
}
FOLDER = tempfile.TemporaryDirectory()


def seeds(target: str) -> Iterable[bytes]:
    """Return the first inputs of a target, made from the fixtures."""
    pages = [path.read_bytes() for path in sorted((FIXTURES / "putin-kim-letters").glob("*.txt"))]
    formats = {path.name: path.read_bytes() for path in (FIXTURES / "formats").iterdir()}
    claims = ct.extract(ARTICLE)
    lines = io.StringIO()
    ct.write_claims(claims, lines)
    if target == "claims":
        return [lines.getvalue().encode()]
    if target == "articles":
        return [formats[name] for name in ("stories.csv", "mediacloud.jsonl", "trafilatura.json", "newspaper4k.json")]
    if target == "brat":
        return [annotation.encode() for annotation in brat.annotations(claims).values()]
    if target == "quotations":
        return [formats["quotations.json"]]
    if target == "html":
        return [formats["page.html"]]
    if target == "page":
        return [pages[0].decode().encode("utf-16"), pages[0].decode().encode("cp1252", "replace"), pages[0]]
    if target == "folder":
        return [(FIXTURES / "putin-kim-letters" / "articles.toml").read_bytes(), b'[[article]]\nfile = "../a"']
    paragraphs = [paragraph for page in pages for paragraph in page.split(b"\n\n") if len(paragraph) > len("a line")]
    parts = [page[at : at + TAKES] for page in pages for at in range(0, len(page), TAKES)]
    return [STORY.encode(), *paragraphs, *(parts if target == "read" else ())]


def main() -> int:
    """Fuzz one target, or try one input."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", choices=TARGETS, help=f"one of {', '.join(TARGETS)}")
    parser.add_argument("folder", nargs="?", default="fuzz-found", type=Path, help="where inputs that fail go")
    parser.add_argument("--minutes", type=float, default=6, help="how long (default: 6)")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps inputs that reach new code")
    parser.add_argument("--input", type=Path, help="try this file alone")
    options = parser.parse_args()
    target = TARGETS[options.target]
    if options.input:
        begun = time.process_time()
        target(options.input.read_bytes())
        print(f"passed in {time.process_time() - begun:.3f} s")
        return 0
    if atheris is None:
        parser.error("expected atheris to be installed: pip install atheris")
    options.folder.mkdir(parents=True, exist_ok=True)
    corpus = options.corpus or Path(FOLDER.name, "corpus")
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(options.target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = Path(FOLDER.name, "words")
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS)
    words.write_text("".join(f'"{word}"\n' for word in escaped), encoding="utf-8")
    flags = [
        f"-max_total_time={round(options.minutes * 60)}",
        f"-timeout={SLOW}",
        f"-max_len={TAKES}",
        f"-dict={words}",
        f"-artifact_prefix={options.folder}/{options.target}-",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], target)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
