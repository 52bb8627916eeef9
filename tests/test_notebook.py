# SPDX-License-Identifier: MIT
"""The notebook, run from its first cell to its last."""

import json
from typing import Any

import pytest
from made import ROOT

nbformat = pytest.importorskip("nbformat", reason="the notebook is run where nbclient and ipykernel are installed")
nbclient = pytest.importorskip("nbclient", reason="the notebook is run where nbclient and ipykernel are installed")
pytest.importorskip("ipykernel", reason="the notebook is run where nbclient and ipykernel are installed")

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


def shown(cell: Any) -> list[dict[str, Any]]:
    """Return what a cell shows: the text and the HTML of each of its outputs, or its error."""
    return [dict(output.get("data") or output) for output in cell.get("outputs", [])]


@pytest.mark.filterwarnings("default")  # the kernel's own
def test_the_notebook_shows_what_it_shows_now(request: pytest.FixtureRequest) -> None:
    """Every cell runs, and its outputs are those of the file; `--refresh-outputs` writes them there."""
    written = nbformat.read(NOTEBOOK, as_version=4)
    run = nbformat.read(NOTEBOOK, as_version=4)
    client = nbclient.NotebookClient(
        run, timeout=60, record_timing=False, resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    )
    client.execute()
    if request.config.getoption("refresh_outputs"):
        run.metadata = written.metadata
        NOTEBOOK.write_text(json.dumps(run, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")

    assert [shown(cell) for cell in nbformat.read(NOTEBOOK, as_version=4).cells] == [shown(cell) for cell in run.cells]
