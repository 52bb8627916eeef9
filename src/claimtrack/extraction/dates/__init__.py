# SPDX-License-Identifier: MIT
"""Dates: the time expressions of a text, and which of them say when a claim was made."""
