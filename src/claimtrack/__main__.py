# SPDX-License-Identifier: MIT
"""`python -m claimtrack` is the command line."""

import sys

from claimtrack.cli import main

if __name__ == "__main__":  # the workers of `extract_many` import this module too
    sys.exit(main())
