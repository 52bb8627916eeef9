# SPDX-License-Identifier: MIT
"""How Sphinx builds the site: `sphinx-build -W -n --keep-going docs build/site`."""

import os
import re
from importlib import metadata
from pathlib import Path

from sphinx.application import Sphinx

from claimtrack.display.columns import Column, explained

DOCS = Path(__file__).parent
# Pages that lie elsewhere in the repository, and those of the site that include them.
INCLUDED = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "training/README.md": "training.md",
}

project = "claimtrack"
author = "The claimtrack developers"
project_copyright = author
release = metadata.version("claimtrack")
html_title = f"claimtrack {release}"
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
# What is copied is what was typed, without prompts and what was printed.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True
copybutton_remove_prompts = True
exclude_patterns = ["conf.py"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

default_role = "code"  # docstrings use single backticks, as Markdown does
autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
napoleon_use_ivar = True
napoleon_use_rtype = False
nitpick_ignore_regex = [
    # Python's own: their pages lie on the network, and the site builds without one.
    (r"py:(class|obj)", r"(collections\.abc|datetime|os|pathlib|typing)\..+"),
    ("py:class", r"(pandas|polars|pyarrow)\..+"),
    # Parts of values that are made by the library and are nobody else's business.
    ("py:class", r"claimtrack\.(language\.text\.Text|progress\._Item|display\.(columns|tables)\._Thing)"),
    ("py:class", r"claimtrack\.comparison\.(alignment\.Alignment|profiles\.Profile|sides\.(Shown|Side|_Value))"),
    ("py:class", r"claimtrack\.comparison\.(record\.Stated|grouping\._Reported)"),
    ("py:class", r"claimtrack\.extraction\.(commitment\.(cue_patterns\.Patterns|clauses\.Embedders)|speakers\..+)"),
    ("py:class", r"claimtrack\.register\.(adding\.Status|changes\._Changed|store\.Store|queries\.Query)"),
]


def placed(text: str, folder: Path, page: str) -> str:
    """Return Markdown that stands in *folder* with its links as they have to be on that page of the site."""

    def moved(link: re.Match[str]) -> str:
        path, hash_sign, heading = link[1].partition("#")
        target = (folder / path).resolve()
        if not target.is_file():  # Sphinx says so, or it is no link but code
            return link[0]
        target = DOCS / INCLUDED.get(target.relative_to(DOCS.parent).as_posix(), target)
        return f"]({Path(os.path.relpath(target, (DOCS / page).parent)).as_posix()}{hash_sign}{heading})"

    return re.sub(r"\]\((?![a-z]+:|#)([^)\s]+)\)", moved, text)


def place_page(_: Sphinx, page: str, content: list[str]) -> None:
    """Lead the links of a page to the pages of the site that include those from elsewhere."""
    content[0] = placed(content[0], (DOCS / page).parent, page)


def place_included(_: Sphinx, path: Path, page: str, content: list[str]) -> None:
    """Lead the links of what a page includes to where they lead from there."""
    content[0] = placed(content[0], (DOCS / path).resolve().parent, page)


def explain_columns(_: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]) -> None:  # noqa: ARG001 - as Sphinx calls it
    """Add to the docstring of declared columns what they mean."""
    for columns in value.values() if isinstance(value, dict) else [value]:
        if isinstance(columns, tuple) and columns and all(isinstance(each, Column) for each in columns):
            lines += ["", *explained(columns)]


def setup(app: Sphinx) -> None:
    """Register the steps."""
    app.connect("autodoc-process-docstring", explain_columns)
    app.connect("source-read", place_page)
    app.connect("include-read", place_included)
