# SPDX-License-Identifier: MIT
"""Speakers: whom the sources of an article name, and what stays open."""
