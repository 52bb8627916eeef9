# SPDX-License-Identifier: MIT
"""Processes: extraction of many articles at once, in order and in bounded memory."""
