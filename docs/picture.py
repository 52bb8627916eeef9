# SPDX-License-Identifier: MIT
"""Take the picture of the report that README.md and docs/report.md show.

It needs Chromium with its driver and selenium: `python docs/picture.py`, from the root of the repository.
"""

import base64
import shutil
import tempfile
from pathlib import Path

from selenium import webdriver

import claimtrack as ct

WIDTH, LAST = 1400, "#row-2"  # the last row of the picture
LETTERS = Path("fixtures/putin-kim-letters")
OUTPUT = Path("docs/report.png")


def main() -> None:
    """Render the report of the two pages of the fixture, and write its upper part as a picture."""
    articles = ct.read_folder(LETTERS).main
    page = ct.render_report(ct.compare(claim for one in articles for claim in ct.extract(one)), articles=articles)
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    with tempfile.TemporaryDirectory() as folder, webdriver.Chrome(options, service) as driver:
        file = Path(folder, "report.html")
        file.write_text(page, encoding="utf-8", newline="")
        size = {"width": WIDTH, "height": WIDTH, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        driver.get(file.as_uri())
        box = driver.execute_script("return document.querySelector(arguments[0]).getBoundingClientRect()", LAST)
        part = {"x": 0, "y": 0, "width": WIDTH, "height": box["bottom"] - 1, "scale": 1}
        taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": part, "captureBeyondViewport": True})
    OUTPUT.write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main()
