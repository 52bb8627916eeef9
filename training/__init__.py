# SPDX-License-Identifier: MIT
"""Training of the weights that come with the package."""
