"""Foley.

In a checkout this package is ``bot``, beside ``cogs``; installed it is ``foley.bot``, beside ``foley.cogs``.
"""

from pathlib import Path

__version__ = "0.1.0"  # also read by the build: a plain checkout is not installed and has no metadata

HOME = Path(__file__).resolve().parent
IMPORT_ROOT = HOME.parents[__name__.count(".")]
"""The directory to put on another interpreter's path so that it imports this same package."""

_OUTER = __name__.rpartition(".")[0]
PROGRAM = _OUTER or __name__
"""What ``python -m`` runs: ``foley``, or ``bot`` in a checkout."""
COGS = f"{_OUTER}.cogs" if _OUTER else "cogs"
"""The extension's name for ``load_extension``."""
