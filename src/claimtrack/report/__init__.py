# SPDX-License-Identifier: MIT
"""The report: one self-contained page that shows a comparison in the outlets' own texts, and its charts."""

from claimtrack.report.charts import Chart, hedging_chart, matrix_chart, timeline_chart
from claimtrack.report.frame import wrap_table
from claimtrack.report.highlights import Highlights, highlight
from claimtrack.report.page import render_report

__all__ = [
    "Chart",
    "Highlights",
    "hedging_chart",
    "highlight",
    "matrix_chart",
    "render_report",
    "timeline_chart",
    "wrap_table",
]
