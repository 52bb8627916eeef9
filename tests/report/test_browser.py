# SPDX-License-Identifier: MIT
"""The report in a real browser: filters, links, keyboard, widths, dark and light, print, and accessibility.

The tests need Chromium with its driver and selenium; the accessibility checks need axe-core besides,
named by CLAIMTRACK_AXE as the path of its `axe.min.js`. Where one is missing they are skipped and say so.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from made import LETTERS

import claimtrack as ct

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
DRIVER = shutil.which("chromedriver")
AXE = os.environ.get("CLAIMTRACK_AXE", "")
WIDE, NARROW = (1280, 900), (360, 800)
Open = Callable[..., Any]


@pytest.fixture(name="driver", scope="module")
def _driver() -> Iterator[Any]:
    """Start the browser once for all tests."""
    if not BROWSER or not DRIVER:
        pytest.skip("no browser: install chromium and chromium-driver to run these tests")
    webdriver = pytest.importorskip("selenium.webdriver", reason="no selenium: install it to run these tests")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(name="report", scope="module")
def _report() -> str:
    """Render the report of the two pages."""
    stories = [stories[0] for stories in ct.read_folder(LETTERS).pages]
    return ct.render_report(ct.compare(claim for one in stories for claim in ct.extract(one)))


@pytest.fixture(name="show")
def _show(driver: Any, report: str, tmp_path: Path) -> Open:
    """Return a function that shows a page, or the report of the two pages, at a size and in a colour scheme."""

    def show(
        page: str = report, size: tuple[int, int] = WIDE, scheme: str = "light", media: str = "", place: str = ""
    ) -> Any:
        file = tmp_path / "report.html"
        file.write_text(page, encoding="utf-8", newline="")
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        emulated = {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
        driver.get("about:blank")
        driver.get(f"{file.as_uri()}{place}")
        return driver

    return show


@cache
def many(outlets: int) -> str:
    """Return the report of an event in so many outlets, with long names and words."""
    name = "Evening Advertiser and Herald of the Lower Valley "
    one = (
        "Mayor Ann Lee said on Monday that the old bridge in Bergholm was safe. “It may close in May,” Lee said. "
        "Bo Lind denied that the work cost $40 million."
    )
    other = (
        "Lee claimed that the old bridge in Bergholm may be safe. Bo Lind said that the work cost $50 million. "
        f"The road {'x' * 90} is old, said Cy Moe."
    )
    stories = [
        ct.Article(
            (one, other)[number % 2], f"{name if number % 3 else ''}Post {number}", None, title=f"Bridge {number}"
        )
        for number in range(outlets)
    ]
    return ct.render_report(ct.compare(claim for one in stories for claim in ct.extract(one)))


def all_of(driver: Any, selector: str) -> list[Any]:
    """Return the elements that a selector finds."""
    found: list[Any] = driver.find_elements("css selector", selector)
    return found


def one_of(driver: Any, selector: str) -> Any:
    """Return the first element that a selector finds."""
    return driver.find_element("css selector", selector)


def select(driver: Any, name: str, value: str) -> list[str]:
    """Choose a value of a filter, by the beginning of its name, and return the ids of the rows that are shown then."""
    for label in all_of(driver, f"label:has(input[name={name}])"):
        if label.text.startswith(value):
            label.click()
    for option in all_of(driver, f"select[name={name}] option"):
        if option.text.startswith(value):
            option.click()
    return shown(driver)


def shown(driver: Any) -> list[str]:
    """Return the ids of the rows that are shown, neither filtered nor folded."""
    ids: list[str] = driver.execute_script(
        "return [...document.querySelectorAll('.row')].filter((row) => row.checkVisibility()).map((row) => row.id)"
    )
    return ids


def press(driver: Any, *keys: str) -> str:
    """Press keys where the focus is, one after the other, and return the text of what has the focus then."""
    for key in keys:
        driver.switch_to.active_element.send_keys(key)
    return str(driver.switch_to.active_element.text)


def is_in_window(driver: Any, element: Any) -> bool:
    """Tell whether the top of an element is within the window."""
    top = driver.execute_script("return arguments[0].getBoundingClientRect().top", element)
    height = driver.execute_script("return innerHeight")
    return bool(-1 <= top < height)


def test_the_page_asks_for_nothing_and_breaks_no_rule(show: Open) -> None:
    """The page loads no other file, and neither its policy nor its script has a complaint."""
    driver = show()

    assert [] == driver.execute_script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [] == driver.get_log("browser")


def test_what_is_sure_is_open(show: Open) -> None:
    """At first the rows that outlets surely share are shown, and the others are folded."""
    driver = show()

    assert [f"row-{number}" for number in range(1, 5)] == shown(driver)
    assert ["Perhaps the same 4", "In one outlet alone 10"] == [each.text for each in all_of(driver, "#rows .group h2")]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_filters(show: Open, size: tuple[int, int]) -> None:
    """A filter leaves the rows that have a value of each kind, says how many and which, and all come back."""
    driver = show(size=size)
    by_difference = select(driver, "difference", "speaker")
    by_either = select(driver, "difference", "label")
    both = select(driver, "level", "uncommitted")
    told = one_of(driver, "output").text
    one_of(driver, "button[type=reset]").click()
    driver.execute_async_script("setTimeout(arguments[0])")  # the page filters once the form has been emptied

    assert (["row-2", "row-4", "row-8"], ["row-1", "row-2", "row-4", "row-8"]) == (by_difference, by_either)
    assert (["row-4"], "1 of 18 rows: speaker, label, uncommitted") == (both, told)
    assert 4 == len(shown(driver))
    assert ["row-12"] == select(driver, "speaker", "South Korea’s military")


def test_counts_are_those_of_the_filters(show: Open) -> None:
    """The count behind each value is the number of rows that its filter leaves."""
    driver = show()
    labels = all_of(driver, "label:has(input)")
    assert labels
    for label in labels:
        label.click()
        count = len(shown(driver))
        label.click()

        assert label.text.split()[-1] == str(count)


def test_a_filter_dims_the_texts(show: Open) -> None:
    """Claims of rows that a filter hides lose their colour in the texts."""
    driver = show()
    select(driver, "level", "possible")
    lit = {mark.get_attribute("data-rows") for mark in all_of(driver, "mark[data-rows]:not(.dim)")}

    assert {"9"} == lit


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_text_leads_to_its_row_and_back(show: Open, size: tuple[int, int]) -> None:
    """The number of a claim unfolds its row, and the row's link leads back to the claim, with the focus."""
    driver = show(size=size)
    tag = one_of(driver, "#p14-1")
    tag.click()
    at_row = driver.switch_to.active_element.text
    visible = is_in_window(driver, one_of(driver, "#row-14"))
    chosen = {mark.get_attribute("data-rows") for mark in all_of(driver, "mark.chosen")}
    one_of(driver, "#row-14 .place").click()

    assert ("14", True, {"14"}) == (at_row, visible, chosen)
    assert (tag, True) == (driver.switch_to.active_element, is_in_window(driver, tag))
    assert ["14"] == [each.text for each in all_of(driver, ".tag[aria-current=true]")]


def test_an_address_leads_to_a_row(show: Open) -> None:
    """A page that is opened at a folded row shows it."""
    driver = show(place="#row-7")

    assert ("row-7" in shown(driver), True) == (True, is_in_window(driver, one_of(driver, "#row-7")))
    assert ["row-7"] == [row.get_attribute("id") for row in all_of(driver, ".row.chosen")]


def test_the_summary_leads_to_rows_and_articles(show: Open) -> None:
    """The figures lead to their rows, the largest differences to theirs, and headlines to their articles."""
    driver = show()
    for name in ("shared", "perhaps", "alone"):
        one_of(driver, f".figures a[href='#{name}']").click()
        assert is_in_window(driver, one_of(driver, f"#{name} h2"))
    one_of(driver, ".largest li:last-child a").click()
    row = all_of(driver, ".row.chosen")
    one_of(driver, ".outlets a").click()

    assert (1, "SUMMARY") == (len(row), driver.switch_to.active_element.tag_name.upper())


def test_a_number_shows_a_row_that_filters_hide(show: Open) -> None:
    """A text leads to its row even if the filters hide it."""
    driver = show()
    select(driver, "level", "possible")
    one_of(driver, "#p1-1").click()

    assert ["row-1", "row-9"] == shown(driver)


def test_a_followed_row_is_counted(show: Open) -> None:
    """A row that the filters hide and a link shows is counted and named, until the filters change."""
    driver = show()
    select(driver, "level", "possible")
    one_of(driver, "#p14-1").click()
    told = one_of(driver, "output").text
    group = one_of(driver, "#row-14").find_element("xpath", "ancestor::section[1]").is_displayed()
    select(driver, "difference", "speaker")

    assert ("2 of 18 rows: possible, also row 14", True) == (told, group)
    assert "also" not in one_of(driver, "output").text


def test_what_a_reader_opens_stays_open(show: Open) -> None:
    """A filter unfolds all groups, and once it ends those are folded again that the reader has not opened."""
    driver = show()
    script = "return [...document.querySelectorAll('#rows details.group[open]')].map((each) => each.id)"
    one_of(driver, "#perhaps > summary").click()
    select(driver, "level", "unhedged")
    filtered = driver.execute_script(script)
    select(driver, "level", "unhedged")
    before = driver.execute_script(script)
    select(driver, "level", "possible")
    one_of(driver, "#p14-1").click()
    select(driver, "level", "possible")

    assert (["perhaps", "alone"], ["perhaps"]) == (filtered, before)
    assert ["perhaps", "alone"] == driver.execute_script(script)


def test_no_group_is_empty(show: Open, highlights: ct.Highlights) -> None:
    """A filter leaves no heading of an outlet or a speaker under which nothing is shown."""
    script = (
        "return [...document.querySelectorAll('.alone section, .speakers section')].filter((each) => "
        "each.checkVisibility()).map((each) => [...each.querySelectorAll('.row')].some((row) => row.checkVisibility()))"
    )
    driver = show()
    select(driver, "level", "possible")
    assert [True] == driver.execute_script(script)
    show(page=highlights.page)
    everybody = driver.execute_script(script)
    select(driver, "speaker", "John Kirby")

    assert len(everybody) > len(driver.execute_script(script)) > 0
    assert {True} == set(driver.execute_script(script))


@pytest.mark.parametrize("place", ["#1", "#row-99", "#%22", "#"])
def test_an_address_that_leads_nowhere(show: Open, place: str) -> None:
    """An address without a place in the page shows the page as it is, without an error."""
    driver = show(place=place)

    assert (4, []) == (len(shown(driver)), driver.get_log("browser"))


def test_keyboard(show: Open) -> None:
    """Tab comes to the link past the head first; j, k and Escape move through the rows, folded ones too."""
    driver = show()
    first = press(driver, "\ue004")
    press(driver, "\ue007")
    assert "rows" == driver.switch_to.active_element.get_attribute("id")
    one_of(driver, "#row-3 .pick").send_keys("j")

    assert "To the rows" == first
    assert "5 John Kirby" == press(driver, "j")[:12]
    assert "4 John Kirby" == press(driver, "k")[:12]
    assert ["row-4"] == [row.get_attribute("id") for row in all_of(driver, ".row.chosen")]
    press(driver, "\ue00c")
    assert [] == all_of(driver, ".row.chosen")


def test_letters_elsewhere_do_nothing(show: Open) -> None:
    """A letter moves through the rows only where a row or a text has the focus."""
    driver = show()
    one_of(driver, "select").send_keys("j")

    assert [] == all_of(driver, ".row.chosen")


def test_focus_is_seen(show: Open) -> None:
    """What has the focus has an outline."""
    driver = show()
    press(driver, "\ue004")
    outline = driver.execute_script("return getComputedStyle(document.activeElement).outlineStyle")

    assert "solid" == outline


@pytest.mark.parametrize("width", [360, 768, 1024, 1400])
@pytest.mark.parametrize("outlets", [2, 3, 5, 20])
def test_nothing_sticks_out(show: Open, width: int, outlets: int) -> None:
    """Whatever the number of outlets, the page is no wider than the window, and no part of it scrolls by itself."""
    driver = show(page=many(outlets), size=(width, 800))
    driver.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    scrolling = driver.execute_script(
        "return [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility() && /auto|scroll/.test("
        "getComputedStyle(each).overflowX + getComputedStyle(each).overflowY)).map((each) => each.className)"
    )

    assert driver.execute_script("return document.documentElement.scrollWidth") <= width
    assert [] == scrolling


@pytest.mark.parametrize("outlets", [2, 3])
def test_outlets_stand_side_by_side(show: Open, outlets: int) -> None:
    """Where the window is wide each of a few outlets has a column, and the words of a row begin on one line."""
    driver = show(page=many(outlets))
    tops = {each.rect["y"] for each in all_of(driver, "#row-1 .side")}
    lefts = {each.rect["x"] for each in all_of(driver, "#row-1 .side")}

    assert (1, outlets) == (len(tops), len(lefts))


def test_dark_and_light(show: Open) -> None:
    """The page follows the colour scheme of the system."""
    script = "return getComputedStyle(document.body).backgroundColor"
    colours = [show(scheme=scheme).execute_script(script) for scheme in ("light", "dark")]

    assert ["rgb(255, 255, 255)", "rgb(20, 24, 29)"] == colours


def test_print(show: Open) -> None:
    """On paper the filters are gone, and all rows and articles are there."""
    driver = show(page=many(5), media="print")
    driver.execute_script("dispatchEvent(new Event('beforeprint'))")
    folded = all_of(driver, "#rows .group:not([open]), .article:not([open])")
    rows = len(shown(driver))
    driver.execute_script("dispatchEvent(new Event('afterprint'))")

    assert (False, []) == (one_of(driver, "form").is_displayed(), folded)
    assert len(all_of(driver, ".row")) == rows
    assert all_of(driver, ".article:not([open])")


def test_without_its_script(show: Open, driver: Any) -> None:
    """Without its script the page shows all rows and texts, folded ones too, and no filter that would not work."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show()
        fields = [each.is_displayed() for each in all_of(driver, "input, select, button, output")]
        legend = one_of(driver, "form").text
        one_of(driver, "#row-3 .place").click()

        assert (False, True) == (any(fields), "quotation" in legend)
        assert driver.current_url.endswith("#p3-1")
        one_of(driver, "#alone > summary").click()
        assert one_of(driver, "#row-14").is_displayed()
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_an_article_runs_nothing(show: Open) -> None:
    """Script and markup of an article are shown as text and do nothing."""
    text = "<script>document.title = 'x'</script><img src=x onerror=\"document.title='x'\"></article> said it may rain."
    stories = [ct.Article(text, outlet, None, title=text) for outlet in ("<b>A</b>", "</script>")]
    page = ct.render_report(ct.compare(claim for one in stories for claim in ct.extract(one)), articles=stories)
    driver = show(page)

    assert text == driver.title
    assert 4 == "".join(pane.text for pane in all_of(driver, ".article")).count(
        "<script>document.title = 'x'</script><img"
    )
    assert (1, 0) == (len(all_of(driver, "script")), len(all_of(driver, "img")))


@pytest.fixture(name="highlights", scope="module")
def _highlights() -> ct.Highlights:
    """Mark the claims of the two pages."""
    return ct.highlight(claim for one in ct.read_folder(LETTERS).main for claim in ct.extract(one))


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_highlights(show: Open, highlights: ct.Highlights, size: tuple[int, int]) -> None:
    """On the page of claims filters, numbers and links work as in the report, and nothing sticks out."""
    driver = show(page=highlights.page, size=size)
    found = select(driver, "level", "possible")
    told = one_of(driver, "output").text
    lit = [mark.get_attribute("data-rows") for mark in all_of(driver, "mark[data-rows]:not(.dim)")]
    one_of(driver, "#p2").click()
    at_claim = driver.switch_to.active_element.text
    one_of(driver, "#claim-2 .words").click()

    assert (["claim-7"], "1 of 25 claims: possible", {"7"}) == (found, told, set(lit))
    assert ("2", "p2") == (at_claim, driver.switch_to.active_element.get_attribute("id"))
    assert driver.execute_script("return document.documentElement.scrollWidth") <= size[0]
    assert [] == driver.get_log("browser")


def test_highlights_in_a_frame(show: Open, highlights: ct.Highlights) -> None:
    """In the frame of a notebook the page works as by itself, and its style stays within."""
    driver = show(page=f"<!doctype html><p class='row'>x</p>{highlights._repr_html_()}")
    outside = driver.execute_script("return getComputedStyle(document.querySelector('.row')).paddingTop")
    driver.switch_to.frame(0)
    one_of(driver, "#p3").click()

    assert ("0px", ["claim-3"]) == (outside, [each.get_attribute("id") for each in all_of(driver, ".row.chosen")])


@pytest.mark.skipif(not Path(AXE).is_file(), reason="no axe-core: set CLAIMTRACK_AXE to the path of its axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 900), NARROW])
@pytest.mark.parametrize("page", ["letters", "three outlets", "five outlets", "highlights"])
def test_accessibility(
    show: Open, report: str, highlights: ct.Highlights, size: tuple[int, int], scheme: str, page: str
) -> None:
    """axe-core finds no violation, also with all details open, a row selected and a filter set."""
    pages = {"letters": report, "three outlets": many(3), "five outlets": many(5), "highlights": highlights.page}
    place = "#claim-1" if page == "highlights" else "#row-1"
    driver = show(page=pages[page], size=size, scheme=scheme, place=place)
    driver.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    select(driver, "level", "unhedged")
    driver.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    driver.execute_script(Path(AXE).read_text(encoding="utf-8"))
    violations = driver.execute_async_script(
        "axe.run().then((found) => arguments[0](found.violations.map("
        "(one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])))"
    )

    assert [] == violations
