# SPDX-License-Identifier: MIT
"""Attribution: who is quoted, by what cue, and with what content, as spans."""
