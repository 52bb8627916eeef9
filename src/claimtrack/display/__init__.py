# SPDX-License-Identifier: MIT
"""Display: escaped text, tables, and data frames, for the values of every room above."""
