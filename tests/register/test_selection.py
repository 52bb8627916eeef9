# SPDX-License-Identifier: MIT
"""Selections: the queries of a register give the answers of `Claims`, and find words in full text."""

import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from claimtrack.claims import Claims
from claimtrack.claims.conditions import VALUES, folded
from claimtrack.exceptions import ClaimtrackError, FieldTypeError, RegisterError, UnknownNameError
from claimtrack.model import (
    Article,
    AttributionType,
    Category,
    Claim,
    Hedge,
    Hedging,
    Interval,
    Kind,
    Polarity,
    Span,
    Speaker,
    Stance,
)
from claimtrack.register import Register

DAY = dt.timedelta(days=1)
DAYS = [dt.date(2023, 8, 30), dt.date(2023, 8, 31), dt.date(2023, 10, 1), dt.date.min, dt.date.max - DAY]
WORDS = [
    *("Straße", "STRASSE", "İstanbul", "i̇stanbul", "may", "Maya", "Élysée", "elysee", "don’t", "food-for-arms"),
    *("\ud800", "\\ud800", "a\0b", "“", "AND", '"', "*", "金正恩", "💬\udfff", "K", "k"),
]
OUTLETS = ["BBC", "bbc", "Süd Post", "SÜD\u2003POST", "Post\ud800", "Post\\ud800", "Post\0"]
SPEAKERS = [
    Speaker("John Kirby", ("Mr Kirby",)),
    Speaker("John Kirby", ("Kirby",), "spokesman"),
    Speaker("JOHN \n KIRBY", category="organisation"),
    Speaker("Kirby", category="unnamed"),
    Speaker("Straße AG", ("STRASSE",), category="organisation"),
    Speaker("x\ud800", ("x\\ud800", "\0")),
    Speaker("\0"),
]
NAMES = [*(name for each in SPEAKERS for name in (each.name, *each.aliases)), "kirby", "strasse ag", "nobody", ""]

days = st.sampled_from(DAYS)
intervals = st.builds(lambda start, vague: Interval(start, start + DAY, vague), days, st.booleans())
intervals |= st.just(Interval(dt.date(2023, 8, 1), dt.date(2023, 9, 1)))


@st.composite
def stories(draw: st.DrawFn) -> tuple[Article, Claims, str | None]:
    """Draw an article, some claims in it, and perhaps the key of its story."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
    text = draw(st.sampled_from([" ", "\n ", "-"])).join(words)
    article = Article(text, draw(st.sampled_from(OUTLETS)), draw(st.none() | days))
    starts = st.integers(0, len(text) - 1)
    contents = st.lists(
        starts.flatmap(lambda at: st.builds(Span, st.just(at), st.integers(at + 1, len(text)))), min_size=1, max_size=2
    )
    hedges = st.lists(st.builds(Hedge, st.just(Span(0, 1)), st.sampled_from(Hedging)), max_size=1).map(tuple)
    claims = st.builds(
        Claim,
        st.just(article),
        contents.map(tuple),
        speaker=st.none() | st.sampled_from(SPEAKERS),
        via=st.none() | st.sampled_from(SPEAKERS),
        hedges=hedges,
        said=st.none() | intervals,
        kind=st.sampled_from(Kind),
        polarity=st.sampled_from(Polarity),
        stance=st.sampled_from(Stance),
        type=st.sampled_from(AttributionType),
        confidence=st.sampled_from([0.0, 0.5, 0.1 + 0.2, 1, 1.0]),
    )
    return article, Claims(draw(st.lists(claims, max_size=4))), draw(st.none() | st.sampled_from("ab"))


def several(values: list[Any]) -> st.SearchStrategy[Any]:
    """Draw one of the values, or a collection of them, or what is no such value."""
    return st.sampled_from(values) | st.lists(st.sampled_from(values), max_size=3) | st.sampled_from([3, None, "other"])


pairs = st.tuples(st.none() | days, st.none() | days)
wanted_days = st.none() | days | pairs | intervals | st.just("2023-08-30")
queries = st.fixed_dictionaries(
    {},
    optional={
        "speaker": several([*NAMES, *SPEAKERS, None]),
        "via": several([*NAMES, *SPEAKERS, None]),
        "category": several([*Category, None]),
        "outlet": several([*OUTLETS, "bBc", "süd post"]),
        "hedging": several([*Hedging]),
        "kind": several([*Kind]),
        "type": several([*AttributionType]),
        "polarity": several([*Polarity]),
        "stance": several([*Stance]),
        "published": wanted_days,
        "said": wanted_days,
        "text": st.lists(st.sampled_from([*WORDS, "ma", "stra", "for", ""]), max_size=3).map(" ".join) | st.just(3),
        "min_confidence": st.sampled_from([0, 0.3, 0.5, 1, True, 7]),
        "speeker": st.just("x"),
    },
)
# Most queries have few conditions, so that they find something.
queries = queries.map(lambda drawn: dict(list(drawn.items())[-2:])) | queries
ends = st.none() | st.integers(-4, 9) | st.just(10**30)
slices = st.builds(slice, ends, ends, st.sampled_from([None, 1, 2, 3, -1, -2, 0]))
steps = st.lists(queries | slices | st.none(), max_size=3)


def stepped(found: Any, step: Any) -> Any:
    """Return the result of a query, of a slice, or of a timeline."""
    if step is None:
        return found.timeline()
    return found[step] if isinstance(step, slice) else found.where(**step)


def outcome(call: Callable[[], Any]) -> Any:
    """Return what a call returns, or the type and the message of its error."""
    try:
        return call()
    except (ClaimtrackError, ValueError) as error:
        return type(error), str(error)


@cache
def empty_register() -> bytes:
    """Return the file of a register without articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.claims")
        Register(path, create=True).close()
        return path.read_bytes()


@contextmanager
def registered(added: list[tuple[Article, Claims, str | None]]) -> Iterator[tuple[Register, Claims]]:
    """Open a register to which the stories were added, and the claims of their newest versions."""
    there: set[str] = set()
    kept: list[tuple[Article, Claims]] = []
    newest: dict[int, int] = {}
    keys: dict[str | None, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.claims")
        path.write_bytes(empty_register())
        register = Register(path)
        register._store.connection.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - none has to outlive a crash
        for article, claims, key in added:
            register.add(article, claims, key=key)
            if article.id not in there:
                there.add(article.id)
                newest[len(kept) if key is None else keys.setdefault(key, len(kept))] = len(kept)
                kept.append((article, claims))
        current = [kept[number] for number in sorted(newest.values())]
        expected = [claim for _, claims in current for claim in claims]
        yield register, Claims(expected, outlets=[article.outlet for article, _ in current])
        register.close()


class TestAnswers:
    """Whatever is asked, a register answers as the claims in memory do."""

    @given(st.lists(stories(), max_size=6), st.lists(steps, min_size=4, max_size=4), st.data())
    def test_same_answers(self, added: list[Any], chains: list[list[Any]], data: st.DataObject) -> None:
        """Queries, slices and timelines in any order find the same claims, groups and counts, or the same error."""
        with registered(added) as (register, claims):
            for chain in chains:
                selection, expected = register.claims, claims
                for step in chain:
                    answer = outcome(lambda: stepped(expected, step))  # noqa: B023 - called at once
                    if isinstance(answer, tuple):
                        assert answer == outcome(lambda: stepped(selection, step))  # noqa: B023
                    else:
                        selection, expected = stepped(selection, step), answer
                assert list(expected) == list(selection)
                assert (len(expected), expected.outlets) == (len(selection), selection.outlets)
                assert expected.to_records() == selection.to_records()
                names = data.draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3))
                assert list(expected.count_by(*names).items()) == list(selection.count_by(*names).items())
                groups = [(key, list(group)) for key, group in expected.by(names[0]).items()]
                assert groups == [(key, list(group)) for key, group in selection.by(names[0]).items()]
                lengths = {key: len(group) for key, group in selection.by(names[0]).items()}
                assert lengths == expected.count_by(names[0])

    @given(st.lists(stories(), min_size=1, max_size=4), st.data())
    def test_any_part_of_a_text(self, added: list[Any], data: st.DataObject) -> None:
        """Every stretch of a claim's text finds the claims that contain it."""
        with registered(added) as (register, claims):
            for claim in claims:
                start = data.draw(st.integers(0, len(claim.text)))
                words = claim.text[start : data.draw(st.integers(start, len(claim.text)))]
                assert list(claims.where(text=words)) == list(register.claims.where(text=words))

    @pytest.mark.parametrize("name", sorted(VALUES))
    def test_every_name(self, name: str, small: tuple[Register, Claims]) -> None:
        """Groups by each of the names are those of the claims in memory, also of a timeline and within a group."""
        register, claims = small
        for selection, expected in ((register.claims, claims), (register.claims.timeline(), claims.timeline())):
            groups = selection.by(name)
            assert {key: list(group) for key, group in expected.by(name).items()} == {
                key: list(group) for key, group in groups.items()
            }
            for key, group in groups.items():
                assert expected.by(name)[key].count_by("hedging", "speaker") == group.count_by("hedging", "speaker")


@pytest.fixture(scope="module")
def small() -> Iterator[tuple[Register, Claims]]:
    """Open a register of three stories, one of which has two versions."""
    first = Article("Talks may stall. Shells were not bought. Talks, talks and more talks.", "BBC", DAYS[0])
    second = Article("Shells arrive by sea.", "Süd Post", DAYS[1])
    older = Article("Grain arrives by sea.", "Sea News", None)
    newer = Article("Grain arrives at last.", "Sea News", None)
    kirby, envoy = Speaker("John Kirby", ("Kirby",)), Speaker("Envoy", category="unnamed")
    said = Interval(dt.date(2023, 8, 1), dt.date(2023, 9, 1), vague=True)
    may = (Hedge(Span(6, 9), Hedging.POSSIBLE),)
    added = [
        (older, [Claim(older, (Span(0, 20),))], "grain"),
        (first, [
            Claim(first, (Span(0, 15),), speaker=kirby, hedges=may),
            Claim(first, (Span(17, 39),), speaker=envoy, polarity="negative"),
            Claim(first, (Span(41, 69),), via=kirby, said=said),
        ], None),
        (newer, [Claim(newer, (Span(0, 21),), speaker=Speaker("John Kirby"))], "grain"),
        (second, [Claim(second, (Span(0, 20),), kind="direct", said=Interval(DAYS[0], DAYS[1]))], None),
    ]  # fmt: skip
    with registered([(article, Claims(claims), key) for article, claims, key in added]) as opened:
        yield opened


class TestSelection:
    """What a selection is."""

    def test_lazy(self, small: tuple[Register, Claims], tmp_path: Path) -> None:
        """A selection is asked anew each time, so that it has what was added since it was made."""
        _, claims = small
        with Register(tmp_path / "news.claims", create=True) as register:
            kirby = register.claims.where(speaker="Kirby")
            assert 0 == len(kirby)
            register.add(claims[0].article, claims.where(outlet="BBC"))
            assert [claims[0]] == list(kirby)

    def test_adding_while_reading(self, tmp_path: Path, small: tuple[Register, Claims]) -> None:
        """Claims that are added while a selection is read come in the next reading."""
        _, claims = small
        with Register(tmp_path / "news.claims", create=True) as register:
            register.add(claims[0].article, claims[:3])
            for number, claim in enumerate(register.claims):
                article = Article(f"News {number}.", "BBC", None)
                register.add(article, [Claim(article, (Span(0, 4),))])
                assert number < 3, claim
            assert 6 == len(register.claims)

    def test_index(self, small: tuple[Register, Claims]) -> None:
        """A place counts from the first or from the last claim, and one that is not there is refused."""
        register, claims = small
        assert (claims[1], claims[-1]) == (register.claims[1], register.claims[-1])
        for place in (5, -6):
            with pytest.raises(IndexError, match=f"a claim at {place}: expected a place before 5"):
                register.claims[place]

    def test_wrong_index(self, small: tuple[Register, Claims]) -> None:
        """A place that is no whole number is refused."""
        with pytest.raises(TypeError):
            small[0].claims["first"]  # type: ignore[call-overload]

    def test_claims(self, small: tuple[Register, Claims]) -> None:
        """A selection becomes Claims, with the outlets that were read."""
        register, claims = small
        found = register.claims.where(hedging="possible").claims()
        assert (claims[:1], claims.outlets) == (found, found.outlets)
        assert claims == Claims(register.claims)

    def test_shown(self, small: tuple[Register, Claims]) -> None:
        """A selection prints as a table, in a notebook as well, and its repr counts its claims."""
        register, claims = small
        assert claims.table("github") == register.claims.table("github")
        assert "<table>" in register.claims._repr_html_()
        assert ("Selection(5 claims)", "Selection(1 claim)") == (repr(register.claims), repr(register.claims[:1]))

    def test_many_names(self, small: tuple[Register, Claims]) -> None:
        """A condition takes more names than SQLite takes parameters."""
        register, claims = small
        names: list[str | Speaker] = [*(Speaker(str(number)) for number in range(40_000)), "kirby", "envoy"]
        assert list(claims.where(speaker=names)) == list(register.claims.where(speaker=names))

    def test_a_speaker_of_an_older_version(self, tmp_path: Path) -> None:
        """Whom only an older version has is as unknown as whom nobody has, and so is nobody in an empty register."""
        first, second = (Article(f"{name} said it may rain.", "Post", DAYS[0]) for name in ("Ann Lee", "Bo Ray"))
        with Register(tmp_path / "news.claims", create=True) as register:
            assert not register.claims.where(speaker="Ann Lee")
            register.add(first, key="rain")
            register.add(second, key="rain")

            for name in ("Ann Lee", "Bo Rey"):
                with pytest.raises(
                    UnknownNameError, match=f"where: the speaker '{name}' is unknown; use one of: Bo Ray"
                ):
                    register.claims.where(speaker=name)
            with pytest.raises(UnknownNameError, match=r"where: the relaying source 'AP' is unknown; there is none$"):
                register.claims.where(via="AP")

    def test_closed(self, tmp_path: Path) -> None:
        """A selection of a closed register says which file is closed."""
        register = Register(tmp_path / "news.claims", create=True)
        selection = register.claims
        register.close()
        with pytest.raises(RegisterError, match=r"news\.claims"):
            len(selection)

    def test_data_frames(self, small: tuple[Register, Claims]) -> None:
        """A selection becomes a data frame as claims do."""
        pandas = pytest.importorskip("pandas")
        register, claims = small
        pandas.testing.assert_frame_equal(claims.to_pandas(), register.claims.to_pandas())


class TestSearch:
    """Full-text search."""

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("talks", ["Talks, talks and more talks.", "Talks may stall"]),
            ("TALKS stall", ["Talks may stall"]),
            ("stall more", []),
            ("tal", []),
            ("sea", ["Shells arrive by sea"]),
            ('"talks" AND (stall*', []),
            ('"(talks*) -^ : stall', ["Talks may stall"]),
            ("shélls bought", ["Shells were not bought"]),
            ("", []),
            ("* “ \0 \ud800", []),
        ],
    )
    def test_search(self, words: str, found: list[str], small: tuple[Register, Claims]) -> None:
        """All the words are found whole, in any order and case, best first, in the newest versions alone."""
        assert found == [claim.text for claim in small[0].search(words)]

    def test_slices_of_slices(self, small: tuple[Register, Claims]) -> None:
        """However many slices lie within each other, they are those of the claims in memory."""
        register, claims = small
        rest, left, pages = register.claims.timeline(), claims.timeline(), 0
        while len(left):
            assert list(left[:1]) == list(rest[:1])
            rest, left, pages = rest[1:], left[1:], pages + 1
        assert len(claims) == pages
        assert [] == list(rest)

        turned, expected = register.search("talks"), Claims(register.search("talks"), outlets=claims.outlets)
        for turn in range(40):
            step = slice(None, None, -1) if turn % 2 else slice(0, 30)
            turned, expected = turned[step].where(min_confidence=0), expected[step].where(min_confidence=0)
            turned, expected = (turned.timeline(), expected.timeline()) if turn % 5 == 0 else (turned, expected)
            assert expected == turned.claims()
            assert expected.count_by("speaker", "hedging") == turned.count_by("speaker", "hedging")
            assert len(expected.by("outlet")) == len(turned.by("outlet"))

        assert [] == list(register.claims[2**70 :][2**70 :][: 2**70])
        beyond = register.claims[:: 10**30]
        assert (1, [claims[0]]) == (len(beyond), list(beyond))
        assert list(claims[2:9][1:3][-1:]) == list(register.claims[2:9][1:3][-1:])
        assert list(claims[1:][:2][5:]) == list(register.claims[1:][:2][5:])

    def test_an_older_version(self, tmp_path: Path) -> None:
        """Words of an older version are not found."""
        older, newer = (Article(f"{word} arrives.", "BBC", None) for word in ("Grain", "Rain"))
        with Register(tmp_path / "news.claims", create=True) as register:
            found = []
            for article in (older, newer):
                register.add(article, [Claim(article, (Span(0, 4),))], key="sea")
                found.append((len(register.search("Grai")), len(register.search("Rain"))))
            assert [(1, 0), (0, 1)] == found

    def test_queries_of_what_was_found(self, small: tuple[Register, Claims]) -> None:
        """What was found is queried, counted, ordered and cut as any selection."""
        register, claims = small
        talks = register.search("talks")
        assert [claims[0]] == list(talks.where(speaker="kirby"))
        assert [claims[2], claims[0]] == list(talks)
        assert [claims[2], claims[0]] == list(talks.timeline())
        assert [claims[0]] == list(talks[1:])
        assert {None: 1, "John Kirby": 1} == talks.count_by("speaker")
        assert [(None, 1), ("John Kirby", 1)] == list(talks.timeline().count_by("speaker").items())
        assert [claims[0], claims[2]] == list(talks[::-1])

    @given(words=texts | st.lists(st.sampled_from(WORDS)).map(" ".join))
    def test_any_words(self, small: tuple[Register, Claims], words: str) -> None:
        """Any str may be searched for, and what is found contains its letters and digits."""
        sought = re.findall("[a-z0-9]+", folded(words))
        for claim in small[0].search(words):
            assert all(part in folded(claim.text) for part in sought)

    @pytest.mark.parametrize(
        "words", [" ".join(map(str, range(100_000))), "a-" * 200_000, "x" * 10**6, "\ud800" * 10**5]
    )
    def test_long_texts(self, words: str, small: tuple[Register, Claims]) -> None:
        """A text of any length may be asked for."""
        register, _ = small
        assert (0, 0) == (len(register.search(words)), len(register.claims.where(text=words)))

    def test_long_words(self, tmp_path: Path) -> None:
        """A long word and a long stretch of a text are found."""
        text = "n" + "o" * 300 + " and so on" * 100
        article = Article(text, "BBC", None)
        claim = Claim(article, (Span(0, len(text)),))
        with Register(tmp_path / "news.claims", create=True) as register:
            register.add(article, [claim])
            assert [claim] == list(register.search(text))
            assert [claim] == list(register.claims.where(text=text[2:]))
            assert [] == list(register.claims.where(text=text[2:] + "x"))

    def test_no_words(self, small: tuple[Register, Claims]) -> None:
        """Words that are no str are refused."""
        with pytest.raises(FieldTypeError, match=r"Register\.search: expected words as a str, got 3 of type int"):
            small[0].search(3)  # type: ignore[arg-type]
