# SPDX-License-Identifier: MIT
"""The report in a real browser: filters, links, keyboard, widths, dark and light, print, and accessibility.

The tests need Chromium with its driver and selenium; the accessibility checks need axe-core besides,
named by CLAIMTRACK_AXE as the path of its `axe.min.js`. Where one is missing they are skipped and say so.
"""

import os
import shutil
from collections.abc import Callable, Iterator
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

_SEEN = """
const box = arguments[0].getBoundingClientRect(), pane = arguments[0].closest(".pane").getBoundingClientRect();
return box.bottom > 0 && box.top < innerHeight && box.top >= pane.top && box.bottom <= pane.bottom;
"""


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

    def show(page: str = report, size: tuple[int, int] = WIDE, scheme: str = "light", media: str = "") -> Any:
        file = tmp_path / "report.html"
        file.write_text(page, encoding="utf-8", newline="")
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        emulated = {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
        driver.get(file.as_uri())
        return driver

    return show


def all_of(driver: Any, selector: str) -> list[Any]:
    """Return the elements that a selector finds."""
    found: list[Any] = driver.find_elements("css selector", selector)
    return found


def one_of(driver: Any, selector: str) -> Any:
    """Return the first element that a selector finds."""
    return driver.find_element("css selector", selector)


def select(driver: Any, name: str, text: str) -> list[str]:
    """Choose an option of a filter, and return the ids of the rows that are shown then."""
    for option in all_of(driver, f"select[name={name}] option"):
        if option.text == text:
            option.click()
    return shown(driver)


def shown(driver: Any) -> list[str]:
    """Return the ids of the rows that are shown."""
    ids: list[str] = driver.execute_script(
        "return [...document.querySelectorAll('.row')].filter((row) => row.offsetParent).map((row) => row.id)"
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


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_filters(show: Open, size: tuple[int, int]) -> None:
    """A filter leaves the rows that have the value, says how many, and all come back."""
    driver = show(size=size)
    total = len(shown(driver))
    by_difference = select(driver, "difference", "speaker")
    both = select(driver, "level", "uncommitted")
    told = one_of(driver, "output").text
    one_of(driver, "button[type=reset]").click()
    driver.execute_async_script("setTimeout(arguments[0])")  # the page filters once the form has been emptied

    assert (["row-4"], f"1 of {total} rows") == (both, told)
    assert set(both) < set(by_difference) < {f"row-{number}" for number in range(1, total + 1)}
    assert total == len(shown(driver))
    assert ["row-12"] == select(driver, "speaker", "South Korea’s military")


def test_rows_of_one_outlet(show: Open) -> None:
    """What one outlet carries alone can be picked out."""
    driver = show()
    select(driver, "difference", "carried by one outlet")

    assert ["row-9"] == select(driver, "outlet", "The Independent")


def test_a_filter_dims_the_texts(show: Open) -> None:
    """Claims of rows that a filter hides lose their colour in the texts."""
    driver = show()
    select(driver, "level", "possible")
    lit = {mark.get_attribute("data-rows") for mark in all_of(driver, "mark[data-rows]:not(.dim)")}

    assert {"9"} == lit


def test_a_row_leads_to_its_places_in_both_texts(show: Open) -> None:
    """At a wide screen a row brings its words into view in every text, and its link ends that again."""
    driver = show()
    pick = one_of(driver, "#row-4 .pick")
    pick.click()
    tags = all_of(driver, ".tag[aria-current=true]")

    assert (["4", "4"], [True, True]) == ([t.text for t in tags], [driver.execute_script(_SEEN, t) for t in tags])
    assert {"4"} == {mark.get_attribute("data-rows") for mark in all_of(driver, "mark.chosen")}
    pick.click()
    assert [] == all_of(driver, "mark.chosen")


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_text_leads_to_its_row_and_back(show: Open, size: tuple[int, int]) -> None:
    """The number of a claim leads to its row, and the row's link leads back to the claim, with the focus."""
    driver = show(size=size)
    tag = one_of(driver, "#p14-1")
    tag.click()
    at_row = driver.switch_to.active_element.text
    visible = is_in_window(driver, one_of(driver, "#row-14"))
    one_of(driver, "#row-14 .place").click()

    assert ("Row 14", True) == (at_row, visible)
    assert (tag, True) == (driver.switch_to.active_element, is_in_window(driver, tag))


def test_a_number_shows_a_row_that_filters_hide(show: Open) -> None:
    """A text leads to its row even if the filters hide it, and the count follows."""
    driver = show()
    select(driver, "level", "possible")
    one_of(driver, "#p1-1").click()

    assert (["row-1", "row-9"], "2 of 18 rows") == (shown(driver), one_of(driver, "output").text)


def test_keyboard(show: Open) -> None:
    """Tab comes to the link past the head first; j, k and Escape move through the rows."""
    driver = show()
    first = press(driver, "\ue004")
    press(driver, "\ue007")
    one_of(driver, "#row-1 .pick").send_keys("j")

    assert "To the rows" == first
    assert ("Row 3", "Row 2") == (press(driver, "j"), press(driver, "k"))
    assert ["row-2"] == [row.get_attribute("id") for row in all_of(driver, ".row.chosen")]
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


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_sticks_out(show: Open, size: tuple[int, int]) -> None:
    """The page is no wider than the window."""
    driver = show(size=size)

    assert driver.execute_script("return document.documentElement.scrollWidth") <= size[0]


def test_dark_and_light(show: Open) -> None:
    """The page follows the colour scheme of the system."""
    script = "return getComputedStyle(document.body).backgroundColor"
    colours = [show(scheme=scheme).execute_script(script) for scheme in ("light", "dark")]

    assert ["rgb(255, 255, 255)", "rgb(20, 24, 29)"] == colours


def test_print(show: Open) -> None:
    """On paper the filters are gone and no text is cut."""
    driver = show(media="print")
    cut = driver.execute_script(
        "return [...document.querySelectorAll('.pane, .rows')].filter((box) => box.scrollHeight > box.clientHeight + 4)"
    )

    assert (False, []) == (one_of(driver, "form").is_displayed(), cut)


def test_without_its_script(show: Open, driver: Any) -> None:
    """Without its script the page shows all rows and texts, and no filter that would not work."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show()
        form, rows = one_of(driver, "form"), all_of(driver, ".row")
        one_of(driver, "#row-14 .place").click()

        assert (False, 18) == (form.is_displayed(), len(rows))
        assert driver.current_url.endswith("#p14-1")
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_an_article_runs_nothing(show: Open) -> None:
    """Script and markup of an article are shown as text and do nothing."""
    text = "<script>document.title = 'x'</script><img src=x onerror=\"document.title='x'\"></article> said it may rain."
    stories = [ct.Article(text, outlet, None, title=text) for outlet in ("<b>A</b>", "</script>")]
    page = ct.render_report(ct.compare(claim for one in stories for claim in ct.extract(one)), articles=stories)
    driver = show(page)

    assert "<b>A</b> / </script>" == driver.title
    assert 4 == "".join(pane.text for pane in all_of(driver, ".pane")).count(
        "<script>document.title = 'x'</script><img"
    )
    assert (1, 0) == (len(all_of(driver, "script")), len(all_of(driver, "img")))


@pytest.mark.skipif(not Path(AXE).is_file(), reason="no axe-core: set CLAIMTRACK_AXE to the path of its axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_accessibility(show: Open, size: tuple[int, int], scheme: str) -> None:
    """axe-core finds no violation, also with all details open and a row selected."""
    driver = show(size=size, scheme=scheme)
    driver.execute_script("for (const each of document.querySelectorAll('details')) each.open = true")
    one_of(driver, "#row-6 .pick").click()
    driver.execute_script(Path(AXE).read_text(encoding="utf-8"))
    violations = driver.execute_async_script(
        "axe.run().then((found) => arguments[0](found.violations.map("
        "(one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])))"
    )

    assert [] == violations
