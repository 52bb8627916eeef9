# SPDX-License-Identifier: MIT
"""`python -m claimtrack` is the command line."""

import sys

from claimtrack.cli import main

sys.exit(main())
