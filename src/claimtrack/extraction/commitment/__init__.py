# SPDX-License-Identifier: MIT
"""Commitment: how firmly a claim is made, by its hedges and by its cue."""
