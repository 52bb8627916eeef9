# SPDX-License-Identifier: MIT
"""Settings of the tests."""

import os

from hypothesis import settings

# Machines differ in speed by more than any deadline. HYPOTHESIS_PROFILE=thorough searches longer, as `.ci/run` does.
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=30)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
