# SPDX-License-Identifier: MIT
"""Charts as files."""

import struct
import sys
import zlib
from pathlib import Path

import pytest
from made import letters, numbered, optional

import claimtrack as ct

BEGINNINGS = {".svg": b"<svg", ".png": b"\x89PNG\r\n\x1a\n", ".pdf": b"%PDF-"}
NAMES = ("الشرق الأوسط", "朝日新聞", "🌊", "a" * 300, "<svg></title>&", "a\x1b[31m\u202e\ud800")


@pytest.fixture(name="chart", scope="module")
def _chart() -> ct.Chart:
    return ct.matrix_chart(letters())


@pytest.mark.parametrize("ending", [*BEGINNINGS, ".PNG"])
def test_the_ending_names_the_form(tmp_path: Path, chart: ct.Chart, ending: str) -> None:
    """A picture is written as SVG, as it is, or as PNG or PDF."""
    if ending != ".svg":
        optional("vl_convert", "extra charts")
    path = tmp_path / f"a{ending}"
    chart.save(path)

    assert path.read_bytes().startswith(BEGINNINGS[ending.lower()])
    if ending == ".svg":
        assert chart.svg == path.read_text(encoding="utf-8")


def test_a_png_is_on_white(tmp_path: Path, chart: ct.Chart) -> None:
    """A PNG has two pixels for each unit of the picture, and its first one is white and hides what lies below."""
    optional("vl_convert", "extra charts")
    chart.save(tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    start = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[start - 4 : start])
    pixels = zlib.decompressobj().decompress(data[start + 4 : start + 4 + length], 5)

    assert 720 == struct.unpack(">I", data[16:20])[0]
    assert b"\xff\xff\xff\xff" == pixels[1:]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", BEGINNINGS)
def test_any_name_can_be_drawn(tmp_path: Path, name: str, ending: str) -> None:
    """Names in any script, and hostile ones, give a whole picture."""
    if ending != ".svg":
        optional("vl_convert", "extra charts")
    path = tmp_path / f"a{ending}"
    ct.hedging_chart(ct.extract(numbered(outlet=name))).save(path)

    assert path.read_bytes().startswith(BEGINNINGS[ending])


@pytest.mark.parametrize("name", ["a.gif", "a", "a.svg.txt", ".svg"])
def test_another_ending(tmp_path: Path, chart: ct.Chart, name: str) -> None:
    """Another ending is refused with those that there are, and no file is made."""
    with pytest.raises(ct.UnknownNameError, match=r"unknown ending '.*'; the endings are \.svg, \.png, \.pdf"):
        chart.save(tmp_path / name)

    assert [] == list(tmp_path.iterdir())


def test_a_path_is_needed(chart: ct.Chart) -> None:
    """What is no path is refused with the library's own error."""
    with pytest.raises(ct.FieldTypeError, match=r"Chart\.save: expected the path of a file, got 3"):
        chart.save(3)  # type: ignore[arg-type]


def test_the_extra_is_named(tmp_path: Path, chart: ct.Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without vl-convert-python a PNG is refused with the extra that brings it, and an older file stays."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    (tmp_path / "a.png").write_bytes(b"old")
    with pytest.raises(ct.MissingExtraError, match=r"pip install 'claimtrack\[charts\]'"):
        chart.save(tmp_path / "a.png")

    assert b"old" == (tmp_path / "a.png").read_bytes()
