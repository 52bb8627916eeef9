# SPDX-License-Identifier: MIT
# ruff: noqa: INP001, T201
"""Check that claimtrack came with attrs, python-dateutil and tabulate, what these need, and nothing else."""

import re
import sys
from importlib import metadata

CORE = {"attrs", "python-dateutil", "tabulate"}
TOOLS = {"pip", "setuptools", "wheel"}


def needs(package: str) -> set[str]:
    """Return what *package* needs without any extra."""
    found = [r for r in metadata.requires(package) or () if "extra ==" not in r]
    return {re.split(r"[^\w.-]", r)[0].lower() for r in found}


installed = {distribution.metadata["Name"].lower() for distribution in metadata.distributions()} - TOOLS
allowed = {"claimtrack"}.union(CORE, *map(needs, CORE))
if needs("claimtrack") != CORE or not CORE < installed <= allowed:
    sys.exit(f"expected claimtrack with {sorted(CORE)} and what they need, got {sorted(installed)}")
print(f"installed: {', '.join(sorted(installed))}")
