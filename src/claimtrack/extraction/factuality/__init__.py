# SPDX-License-Identifier: MIT
"""Factuality: how certainly an event happened, as a graded reading of its word."""

from claimtrack.extraction.factuality.graded import factuality

__all__ = ["factuality"]
