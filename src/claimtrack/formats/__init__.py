# SPDX-License-Identifier: MIT
"""Formats: one room for each thing that is read or written."""
