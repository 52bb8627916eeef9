# SPDX-License-Identifier: MIT
"""A register: what is added comes back equal, in its versions, with its events, figures and exports."""

import datetime as dt
import importlib.util
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import attrs
import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import BRIDGE, DAY, LETTERS
from strategies import articles, claims, texts

import claimtrack
from claimtrack import (
    Addition,
    Article,
    Claims,
    ExtractionError,
    FieldTypeError,
    FieldValueError,
    InputError,
    MissingExtraError,
    Register,
    UnknownNameError,
    compare,
    events,
    extract,
    read_folder,
)
from claimtrack.register import export
from claimtrack.register.stories import address

URL = "https://example.org/bridge"
article = partial(made.article, title="The bridge", url=URL)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Open a new register."""
    with Register(tmp_path / "a.register", create=True) as opened:
        yield opened


def statuses(register: Register, *given: Article) -> list[tuple[str, int | None]]:
    """Add articles, and return the status and version of each."""
    return [(each.status, each.version) for each in register.add_many(given)]


def figures(register: Register) -> dict[object, object]:
    """Return the figures of a register by their names."""
    return {row[0]: row[1] for row in register.stats()}


def current(register: Register) -> list[str]:
    """Return the texts of the newest versions."""
    return [each.text for each in register.articles()]


@given(st.data())
def test_any_article_and_claims_come_back_equal(data: st.DataObject) -> None:
    """Articles of any text, lone surrogates and the empty one included, and any claims of them come back equal."""
    given = data.draw(st.lists(articles, max_size=3, unique_by=lambda each: each.id))
    given = [attrs.evolve(each, url=None) for each in given]
    found = [data.draw(st.lists(claims(st.just(each)), max_size=3)) if each.text else [] for each in given]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.register")
        with Register(path, create=True) as register:
            for one, its_claims in zip(given, found, strict=True):
                register.add(one, its_claims)
        with Register(path) as register:
            assert given == list(register.articles())
            assert Claims(claim for its_claims in found for claim in its_claims) == register.claims.claims()
            assert () == register.verify()


@given(st.lists(texts, max_size=3, unique=True), st.none() | texts)
def test_any_texts_of_one_address_are_stories_or_versions(given: list[str], title: str | None) -> None:
    """Whatever texts come under one URL and headline, all are there, and the last is the newest of its story."""
    versions = [article(text, title=title) for text in given]
    with tempfile.TemporaryDirectory() as folder, Register(Path(folder, "a.register"), create=True) as register:
        for version in versions:
            register.add(version)
            assert version in register.articles()
            assert version == register.versions(version)[-1]
        assert () == register.verify()


def test_the_claims_of_an_article_are_those_that_extract_finds(register: Register) -> None:
    """Without claims of the caller's own, the claims are those of `extract`."""
    register.add(article())

    assert extract(article()) == register.claims.claims()
    assert 2 == len(register.claims)


def test_what_was_added_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    """A closed register leaves one file, which holds all that was added."""
    stories = read_folder(LETTERS).articles
    with Register(tmp_path / "a.register", create=True) as register:
        assert 3 == len(list(register.add_many(stories)))
    assert ["a.register"] == [each.name for each in tmp_path.iterdir()]

    with Register(tmp_path / "a.register") as register:
        assert list(stories) == list(register.articles())
        assert Claims(claim for story in stories for claim in extract(story)) == register.claims.claims()


def test_the_same_article_again_changes_nothing(register: Register) -> None:
    """An article of the same outlet, day and text is there already, whatever its headline or address."""
    other = attrs.evolve(article(), title="Another headline", url="https://example.org/other")

    assert [("added", 1), ("unchanged", 1), ("unchanged", 1)] == statuses(register, article(), article(), other)
    assert [article()] == list(register.articles())
    assert (article(),) == register.versions(article())


def test_a_new_text_at_an_address_is_a_new_version(register: Register) -> None:
    """Of two texts under one URL the newer is current with its claims, and the older one stays as a version."""
    old, new = article(), article(BRIDGE.replace("May.", "June."))

    assert [("added", 1), ("changed", 2)] == statuses(register, old, new)
    assert [new] == list(register.articles())
    assert extract(new) == register.claims.claims()
    assert (old, new) == register.versions(URL)
    assert () == register.verify()


def test_all_versions_of_a_story_again_change_nothing(register: Register) -> None:
    """An older version that is added again stays the older one, and its number is told."""
    old, new = article(), article(BRIDGE.replace("May.", "June."))

    assert [("added", 1), ("changed", 2)] == statuses(register, old, new)
    assert [("unchanged", 1), ("unchanged", 2), ("unchanged", 1)] == statuses(register, old, new, old)
    assert extract(new) == register.claims.claims()
    assert (old, new) == register.versions(old.id)
    assert 1 == len(register.search("bridge"))
    assert () == register.verify()


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://example.org/bridge", "https://example.org/bridge"),
        ("https://Example.ORG:443/bridge#comments", "https://example.org/bridge"),
        ("http://example.org:80", "https://example.org/"),
        (" https://example.org/bridge ", "https://example.org/bridge"),
        *(
            (f"https://example.org/bridge?{each}", "https://example.org/bridge")
            for each in ("UTM_Source=rss&utm_medium=feed", "at_medium=RSS", "mc_cid=1&mc_eid=1", "igshid=1", "_hsenc=1")
        ),
        *(
            (f"https://example.org/?id=3&{each}&page=2", "https://example.org/?id=3&page=2")
            for each in ("dclid=1", "fbclid=1", "gclid=1", "twclid=1", "yclid=1", "msclkid=1", "gbraid=1", "wbraid=1")
        ),
        *(
            (f"https://example.org/?id=3&{each}&page=2", "https://example.org/?id=3&page=2")
            for each in ("mkt_tok=1", "oly_anon_id=1", "oly_enc_id=1", "vero_id=1", "__s=1")
        ),
        ("https://example.org/bridge/", "https://example.org/bridge"),
        ("https://example.org:8000/Bridge?ID=3&utm=1&cid=1", "https://example.org:8000/Bridge?ID=3&utm=1&cid=1"),
        ("https://example.org/%c3%a9;a?b", "https://example.org/%c3%a9;a?b"),
        ("https://[", "https://["),
        ("urn:ISBN:1#a", "urn:ISBN:1#a"),
        ("https:///bridge#a", "https:///bridge#a"),
        ("u", "u"),
        (" ", ""),
    ],
)
def test_the_address_of_a_url(url: str, same: str) -> None:
    """URLs that differ by what makes no other page have one address, which is its own address."""
    assert same == address(url)
    assert same == address(same)


@given(st.text() | st.text().map("https://example.org/?{}".format))
def test_any_text_has_an_address(url: str) -> None:
    """An address is its own address, whatever the URL."""
    assert address(url) == address(address(url))


def test_a_url_with_other_signs_is_the_same_page(register: Register) -> None:
    """A new text under the URL of a feed is a new version of the page's story, and either URL finds it."""
    feed = f"{URL.replace('https', 'http')}?utm_source=feed#top"
    old, new = article(), article(BRIDGE.replace("May.", "June."), url=feed)

    assert [("added", 1), ("changed", 2)] == statuses(register, old, new)
    assert (old, new) == register.versions(URL) == register.versions(feed)
    assert [feed] == [each.url for each in register.articles()]
    assert () == register.verify()


def test_a_copy_without_its_day_changes_nothing(register: Register) -> None:
    """A page whose day was not found this time is the version with the day; one that has it at last is a new one."""
    dated = article()
    undated = attrs.evolve(dated, published=None)

    assert [("added", 1), ("unchanged", 1), ("unchanged", 1)] == statuses(register, dated, undated, dated)
    assert [dated] == list(register.articles())

    late = attrs.evolve(dated, text=OTHER, url="https://example.org/museum")
    assert [("added", 1), ("changed", 2)] == statuses(register, attrs.evolve(late, published=None), late)
    later = attrs.evolve(dated, text=BRIDGE + " More.")
    assert [("changed", 2), ("unchanged", 1)] == statuses(register, later, undated)
    assert [late, later] == list(register.articles())
    assert () == register.verify()


def test_an_article_that_is_there_can_name_its_story(register: Register) -> None:
    """The key and the URL under which a text comes again find its story, and its next versions belong to it."""
    moved = attrs.evolve(article(), url="https://example.org/moved")
    register.add(article())

    assert "unchanged" == register.add(moved, key="k").status
    assert (article(),) == register.versions("k") == register.versions(str(moved.url))
    assert [("changed", 2)] == statuses(register, article(BRIDGE + " More.", url=moved.url))
    assert "unchanged" == register.add(article(), key="another").status
    with pytest.raises(UnknownNameError):
        register.versions("another")
    assert () == register.verify()


def test_articles_are_those_of_the_start(register: Register) -> None:
    """Versions that are added while the articles are gone through are not among them, and each story comes once."""
    first = [article(f"{BRIDGE} {n}.", url=f"{URL}/{n}", title=str(n)) for n in range(3)]
    statuses(register, *first)

    seen = []
    for each in register.articles():
        seen.append(each)
        statuses(register, *(attrs.evolve(other, text=f"{other.text} {len(seen)}") for other in first))

    assert first == seen


OTHER = "The museum of the city will close for repairs, its director told visitors on the first day of spring."


@pytest.mark.parametrize(
    ("text", "title", "same"),
    [
        (BRIDGE + " More follows.", "The bridge", True),
        (OTHER, " the  BRIDGE", True),
        (BRIDGE + " More follows.", "A new headline", True),
        (BRIDGE + " More follows.", None, True),
        (OTHER, "The museum", False),
        (OTHER, None, False),
        ("Soon.", "The museum", False),
        ("", "The museum", False),
    ],
)
def test_the_story_that_an_address_continues(register: Register, text: str, title: str | None, *, same: bool) -> None:
    """The same headline or a text that shares its words continues a story; with neither, it is a story of its own."""
    register.add(article())
    register.add(article(text, title=title))

    assert (1 if same else 2) == len(current(register))


def test_an_outlet_is_no_version_of_another(register: Register) -> None:
    """Two outlets under the address of the agency's page are two stories, and each goes on with its own."""
    post, blog = article(outlet="Valley Post"), article(BRIDGE + " More.", outlet="Lee Blog")
    later = article(BRIDGE + " It opened.", outlet="valley  post")

    assert [("added", 1), ("added", 1), ("changed", 2)] == statuses(register, post, blog, later)
    assert [blog.text, later.text] == current(register)


def test_a_page_of_two_stories_keeps_both(register: Register) -> None:
    """Each new text goes to the story of its headline, or else to that of the most alike text."""
    museum = article(OTHER, title="The museum")
    later = article(BRIDGE + " It opened in June.", title="The museum")
    register.add(article())
    register.add(museum)
    register.add(article(BRIDGE + " It opened.", title="The opening"))
    assert [OTHER, BRIDGE + " It opened."] == current(register)

    register.add(later)
    assert (museum, later) == register.versions(museum)


def test_articles_without_an_address_are_stories(register: Register) -> None:
    """Without a URL or a key, each text is a story, and a blank URL is none."""
    blank = [article(f"{BRIDGE} {url!r}", url=url) for url in (None, "", " ")]
    statuses(register, *blank, article(BRIDGE + " More.", url=None), article(BRIDGE + " And more.", url=""))

    assert 5 == len(current(register))


def test_the_newest_stories_of_an_address_count(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many stories have one URL, a text is compared with those that were added last."""
    monkeypatch.setattr("claimtrack.register.adding._STORIES", 1)
    statuses(register, article(), article(OTHER, title="The museum"))

    assert [("added", 1)] == statuses(register, article(BRIDGE + " More."))
    assert [("changed", 2)] == statuses(register, article(BRIDGE + " Still more."))


def test_a_key_names_a_story_whatever_its_address(register: Register) -> None:
    """Articles under one key of the caller's are versions of one story, and those under two are two stories."""
    first, second, third = (article(f"{BRIDGE} {n}", url=f"{URL}/{n}") for n in range(3))
    register.add(first, key="k1")
    register.add(second, key="k1")
    register.add(attrs.evolve(third, url=first.url), key="k2")

    assert (first, second) == register.versions("k1")
    assert 2 == len(current(register))


def test_what_cannot_be_added_is_refused(register: Register) -> None:
    """What is no article or key, and claims of another article, raise errors that say so."""
    with pytest.raises(FieldTypeError, match=r"Register\.add: expected an Article .* got a str"):
        register.add("text")  # type: ignore[arg-type]
    with pytest.raises(FieldTypeError, match="key: expected a str or None, got 3"):
        register.add(article(), key=3)  # type: ignore[arg-type]
    with pytest.raises(FieldTypeError, match="claims: expected claims or None, got 3"):
        register.add(article(), 3)  # type: ignore[arg-type]
    with pytest.raises(FieldTypeError, match=r"Register\.add_many: expected articles, got 3"):
        register.add_many(3)  # type: ignore[arg-type]
    with pytest.raises(FieldValueError, match="processes: expected 1 or more"):
        list(register.add_many([article()], processes=0))
    with pytest.raises(FieldValueError, match="expected claims of"):
        register.add(article(), extract(article(BRIDGE + " ")))
    with pytest.raises(FieldTypeError, match="expected an article, its id, its URL"):
        register.versions(3)  # type: ignore[arg-type]

    assert [] == list(register.articles())


def test_a_stream_reports_what_cannot_be_read_and_goes_on(register: Register) -> None:
    """An item that is no article is refused with the error, and the articles around it are added."""
    given = [article(), "text", article(OTHER, title="The museum")]

    outcome = list(register.add_many(given))  # type: ignore[arg-type]

    assert ["added", "refused", "added"] == [each.status for each in outcome]
    assert Addition("text", "refused", None, outcome[1].problem) == outcome[1]  # type: ignore[arg-type]
    assert isinstance(outcome[1].problem, ExtractionError)
    assert 2 == len(current(register))


def test_a_stream_reads_no_article_that_is_there(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims are found only for articles that are new, however many are given."""
    statuses(register, article())
    read: list[str] = []

    def attempt(_: object, given: Article) -> Claims:
        read.append(given.text)
        return extract(given)

    monkeypatch.setattr("claimtrack.parallel.many.attempt", attempt)

    assert [("unchanged", 1), ("changed", 2)] == statuses(register, article(), article(BRIDGE + " More."))
    assert ["", BRIDGE + " More."] == read


def test_a_stream_is_added_in_batches(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each batch is on the disk when its first article is reported, and a callback is told how far the stream is."""
    monkeypatch.setattr("claimtrack.register.adding._BATCH", 2)
    done: list[tuple[int, int | None]] = []
    given = [article(f"{BRIDGE} {n}", url=None) for n in range(5)]

    with Register(register.path) as other:
        stream = register.add_many(given, callback=lambda *counts: done.append(counts))
        seen = [len(current(other)) for _ in stream]

    assert [2, 2, 4, 4, 5] == seen
    assert [(0, 5), (2, 5), (4, 5), (5, 5)] == done


@pytest.mark.slow
def test_two_processes_find_the_same_claims(register: Register, tmp_path: Path) -> None:
    """A register filled with two processes holds what one filled with one holds."""
    stories = read_folder(LETTERS).articles
    list(register.add_many(stories, processes=2))
    with Register(tmp_path / "b.register", create=True) as other:
        list(other.add_many(stories))

        assert other.claims.claims() == register.claims.claims()


def test_the_events_are_those_of_the_current_articles(register: Register) -> None:
    """Events are what `events` finds in the newest versions, and follow what is added later."""
    list(register.add_many(read_folder(LETTERS).articles))
    assert events(register.articles()) == register.events()

    register.add(article())
    assert events(register.articles()) == register.events()
    assert events(register.articles(), days=0) == register.events(days=0)


def test_events_are_found_once(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing is added, events come from the file; after an addition, or for other days, they are found again."""
    list(register.add_many(read_folder(LETTERS).articles))
    found: list[int] = []

    def counted(given: Iterator[Article], *, days: int) -> tuple[claimtrack.Event, ...]:
        known = list(given)
        found.append(len(known))
        return events(known, days=days)

    monkeypatch.setattr("claimtrack.register.events.events", counted)
    first = register.events()
    assert first == register.events()
    register.add(article())
    register.events()
    register.events(days=1)

    assert [3, 4, 4] == [n for n in found if n]


def test_events_are_of_one_state_of_the_file(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another process adds while the events are found is not among them, and they are found again."""
    register.add(article())
    found: list[tuple[claimtrack.Event, ...]] = []

    def interrupted(given: list[Article], *, days: int) -> tuple[claimtrack.Event, ...]:
        if given and not found:
            found.append(events(given, days=days))
            with Register(register.path) as other:
                other.add(article(BRIDGE + " More."))
        return events(given, days=days)

    monkeypatch.setattr("claimtrack.register.events.events", interrupted)

    assert events([article()]) == register.events()
    assert events([article(BRIDGE + " More.")]) == register.events()


def test_wrong_days_of_an_event_are_refused(register: Register) -> None:
    """The days of an event are checked as `events` checks them."""
    with pytest.raises(FieldValueError, match="events: days: expected 0 or more, got -1"):
        register.events(days=-1)


def test_an_event_is_compared_and_its_rows_are_kept(register: Register) -> None:
    """The comparison of an event is that of its claims, and its records stand in the file until the event is gone."""
    stories = read_folder(LETTERS).articles
    list(register.add_many(stories))
    event = register.events()[0]

    comparison = register.compare(event)

    expected = compare(claim for story in event.articles for claim in extract(story))
    assert expected.to_records() == comparison.to_records()
    assert {"events": 2, "rows of comparisons": len(expected.to_records())}.items() <= figures(register).items()

    register.add(attrs.evolve(stories[0], text=stories[0].text + " More.", url=None))
    assert event not in register.events()
    assert 0 == figures(register)["rows of comparisons"]


def test_the_figures_count_the_events_that_are_there(register: Register) -> None:
    """Events count before anybody has asked for them, and after an addition."""
    list(register.add_many(read_folder(LETTERS).articles))
    assert 2 == figures(register)["events"] == len(register.events())

    register.events(days=0)
    register.add(article())
    assert 3 == figures(register)["events"] == len(register.events())


def test_only_an_event_of_the_register_is_compared(register: Register) -> None:
    """What is no event, and an event of articles that are not there, are refused."""
    with pytest.raises(FieldTypeError, match=r"Register\.compare: expected an Event"):
        register.compare(1)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="is not in the register"):
        register.compare(events([article()])[0])


def test_a_story_is_named_by_article_id_address_or_key(register: Register) -> None:
    """A story is found by each of its names, and an unknown one is an error."""
    register.add(article(), key="k1")

    assert {(article(),)} == {register.versions(name) for name in (article(), article().id, URL, "k1")}
    with pytest.raises(UnknownNameError, match="no article of the id, the URL or the key 'k2'"):
        register.versions("k2")


def test_an_address_of_two_stories_names_none(register: Register) -> None:
    """Where a URL holds two stories, the error has the ids by which they are told apart."""
    other = article(OTHER, title="The museum")
    statuses(register, article(), other)

    with pytest.raises(UnknownNameError, match=f"the URL or the key of 2 stories; .*{article().id}, {other.id}"):
        register.changes(URL)


def test_stats_count_what_is_there(register: Register) -> None:
    """Figures count current articles and claims apart from older ones."""
    statuses(register, article(), article(BRIDGE.replace("May.", "June.")))

    assert {
        "stories": 1,
        "articles": 1,
        "articles of older versions": 1,
        "outlets": 1,
        "first day": "2024-05-15",
        "last day": "2024-05-15",
        "claims": 2,
        "claims of older versions": 2,
        "claims with a speaker": 2,
        "speakers": 2,
    }.items() <= figures(register).items()


TAMPERED = {
    "INSERT INTO story (number) VALUES (7)": "story 7: expected its last version to be current",
    "DELETE FROM claim WHERE NOT current": "does not have the claims that were added with it",
    "DROP INDEX claim_speaker": "lacks the index 'claim_speaker'",
    "UPDATE article SET value = replace(value, 'engineer', 'Engineer')": "id: expected",
    "UPDATE article SET value = '{}'": "cannot be read: article: the key 'text' is missing",
    "UPDATE article SET value = 'x'": "cannot be read: Expecting value",
    "UPDATE article SET current = 0": "story 1: expected its last version to be current, and no other",
    "UPDATE article SET current = 1": "story 1: expected its last version to be current, and no other",
    "UPDATE article SET current = number = 1": "story 1: expected its last version to be current, and no other",
    "UPDATE article SET published = '2024-05-02'": "published: expected '2024-05-15', got '2024-05-02'",
    "UPDATE claim SET current = 0": "expected it to be current where its article is",
    "UPDATE claim SET hedging = 'probable'": "hedging: expected",
    "UPDATE claim SET speaker = 3 - speaker": "speaker: expected",
    "UPDATE claim SET value = replace(value, '\"end\":', '\"end\":1')": "cannot be read: Claim",
    "UPDATE claim SET value = replace(value, '\"start\":0', '\"start\":1')": "id: expected",
    "UPDATE claim SET article = 9": "names an entry of article that is not there",
    "UPDATE speaker SET name = 'X'": "name: expected",
    "UPDATE speaker SET value = '{}' WHERE number = 1": "cannot be read: speaker",
    "DELETE FROM form": "expected the forms",
    "UPDATE event SET terms = 'x'": "event 1: cannot be read: Expecting value",
    "UPDATE event SET id = 'x'": "event 1: id: expected",
    "UPDATE event SET first = NULL": "event 1: first: expected",
    "DELETE FROM event_article WHERE article = 2": "event 1: id: expected",
    "DELETE FROM event_article": "event 1: id: expected",
    "UPDATE event_article SET article = 9 WHERE article = 2": "names an entry of article that is not there",
    "UPDATE comparison_row SET record = 'x'": "is not what was found: 'x'",
    "UPDATE comparison_row SET record = '{}'": "is not what was found: '{}'",
    "UPDATE comparison_row SET number = 90 + number": "of the event",
    "UPDATE grouping SET days = days + 1": "the events: are not those that were found",
    "UPDATE claim SET value = replace(value, ':[', ': [')": "it or its claims are not as they were added",
    "UPDATE article SET version = 3 WHERE number = 1": "expected to be numbered among the versions of its story",
    "UPDATE article SET current = 2 * current": "expected to be current or not",
    "UPDATE claim SET number = -number": "expected a number from 1 to",
    "UPDATE event SET terms = '[\"other\"]'": "the events: are not those that were found",
    "DELETE FROM comparison_row WHERE number = 1": "is not what was found",
    "INSERT INTO claim_words (claim_words, rank) VALUES ('rank', 'bm25(-1.0)')": "has the setting 'rank' of its index",
    "UPDATE story_address SET address = 'x'": "its story cannot be found by its URL",
    "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM claim; END": "holds the trigger 't'",
    "INSERT INTO claim_words (claim_words) VALUES ('delete-all')": "the full-text index",
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_verify_sees_what_was_changed(register: Register, statement: str) -> None:
    """Whatever is changed behind the register's back is a problem that names its place."""
    statuses(register, article(f"{BRIDGE} More."), article(), attrs.evolve(article(), outlet="The Mail", url=None))
    register.compare(register.events()[0])
    assert () == register.verify()
    connection = register._store.connection  # noqa: SLF001 - as another program would
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)

    problems = list(map(str, register.verify()))

    assert [] != [problem for problem in problems if TAMPERED[statement] in problem]
    assert [] == [problem for problem in problems if not problem.startswith(f"{register.path}: ")]


def test_a_stream_that_breaks_adds_what_came_before(register: Register) -> None:
    """Where the source of the articles raises, the articles before are added and reported, and then it raises."""

    def feed() -> Iterator[Article]:
        yield article()
        yield article(OTHER, title="The museum")
        message = "the feed broke"
        raise OSError(message)

    additions = register.add_many(feed())

    assert ["added", "added"] == [each.status for each in islice(additions, 2)]
    with pytest.raises(OSError, match="the feed broke"):
        next(additions)
    assert 2 == len(current(register))


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="needs the extra arrow")
def test_parquet_needs_a_folder(register: Register) -> None:
    """What is no path, and a path that the system refuses, are errors of the family."""
    with pytest.raises(FieldTypeError, match="expected the path of a folder, got 3"):
        register.write_parquet(3)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="cannot write Parquet here: embedded null"):
        register.write_parquet("a\0b")


def test_parquet_needs_its_extra(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow, the error has the command that installs it."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'claimtrack\[arrow\]'"):
        register.write_parquet(tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("at_once", [10_000, 2])
def test_parquet_holds_what_the_register_holds(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """The files hold all articles and claims, the events and the rows that were compared, in columns of one type."""
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")
    monkeypatch.setattr("claimtrack.register.export._AT_ONCE", at_once)
    list(register.add_many([*read_folder(LETTERS).articles, article(), article(BRIDGE + " More.\ud800")]))
    rows = register.compare(register.events()[0]).to_records()

    paths = register.write_parquet(tmp_path / "out")

    tables = {path.stem: pq.read_table(path) for path in paths}
    assert list(export.COLUMNS) == list(tables)
    assert {name: list(columns) for name, columns in export.COLUMNS.items()} == {
        name: table.column_names for name, table in tables.items()
    }
    assert [True, True, True, False, True] == tables["articles"]["current"].to_pylist()
    assert r"\ud800" == tables["articles"]["text"][4].as_py()[-6:]
    shown = tables["claims"].filter(tables["claims"]["current"])
    assert [claim.id for claim in register.claims] == shown["id"].to_pylist()
    assert [dt.date(2023, 8, 30), dt.date(2023, 8, 30), None, DAY] == tables["events"]["published"].to_pylist()
    assert [row["text"] for row in rows] == tables["rows"]["text"].to_pylist()
    assert sorted(path.name for path in paths) == sorted(each.name for each in (tmp_path / "out").iterdir())


def test_parquet_of_an_empty_register_has_the_columns(register: Register, tmp_path: Path) -> None:
    """An empty register gives files without rows."""
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")

    assert [0, 0, 0, 0] == [pq.read_table(path).num_rows for path in register.write_parquet(tmp_path)]
