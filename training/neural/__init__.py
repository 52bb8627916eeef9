# SPDX-License-Identifier: MIT
"""A network that reads attributions, as a teacher of the stages that need none."""
