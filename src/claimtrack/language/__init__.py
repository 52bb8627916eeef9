# SPDX-License-Identifier: MIT
"""English, and nothing of claims: words, sentences, quotations, closed classes, phrases, names, places and numbers."""
