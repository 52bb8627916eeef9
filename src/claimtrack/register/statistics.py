# SPDX-License-Identifier: MIT
"""The figures of a register: how much it holds, and of which days."""

from claimtrack.comparison.grouping import DAYS
from claimtrack.display.tables import View
from claimtrack.register.events import find_events
from claimtrack.register.store import Store

_FIGURES = {
    "stories": "SELECT count(*) FROM story",
    "articles": "SELECT count(*) FROM article WHERE current",
    "articles of older versions": "SELECT count(*) FROM article WHERE NOT current",
    "outlets": "SELECT count(DISTINCT outlet) FROM article WHERE current",
    "first day": "SELECT min(published) FROM article WHERE current",
    "last day": "SELECT max(published) FROM article WHERE current",
    "claims": "SELECT count(*) FROM claim WHERE current",
    "claims of older versions": "SELECT count(*) FROM claim WHERE NOT current",
    "claims with a speaker": "SELECT count(*) FROM claim WHERE current AND speaker IS NOT NULL",
    "speakers": "SELECT count(DISTINCT folded) FROM speaker",
    "rows of comparisons": "SELECT count(*) FROM comparison_row",
    "schema": "SELECT user_version FROM pragma_user_version",
    "bytes": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
}


def stats_view(store: Store) -> View:
    """Return the figures; outlets and days are those of the current articles, speakers are counted by name."""
    events = len(find_events(store, DAYS))
    figures = [(name, *store.rows(sql)[0]) for name, sql in _FIGURES.items()]
    figures.insert(list(_FIGURES).index("rows of comparisons"), ("events", events))
    return View(("figure", "value"), tuple(figures))
