# SPDX-License-Identifier: MIT
"""Claims: many of them as one value, their conditions, their record and their captions."""

from claimtrack.claims.collection import Claims

__all__ = ["Claims"]
