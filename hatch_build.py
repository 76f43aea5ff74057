"""Builds the wheel's one package, ``foley``, of the checkout's ``bot`` and ``cogs``.

Nearly every Discord bot has a ``bot.py`` and a ``cogs/`` of its own, which would be found in the place of ours. So
what is installed lies in ``foley.bot`` and ``foley.cogs``, and the imports of one another are written anew on the way.
An editable install leaves both where they are and adds the program ``foley``.

The image for production is built with ``WITHOUT_SANDBOX=1``: a simulator has no place beside real keys.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "foley"
MOVED = ("bot", "cogs")
SANDBOX = "bot/sandbox"
_FROM = re.compile(r"^(\s*)from (bot|cogs)\b(?=[\s.])", re.MULTILINE)
_IMPORT = re.compile(r"^(\s*)import (bot|cogs)$", re.MULTILINE)
_LEFT = re.compile(r"^\s*import (bot|cogs)\b", re.MULTILINE)


def moved_source(source: str) -> str:
    """Return a module's source with its imports of ``bot`` and ``cogs`` taken from ``foley``.

    Raises ValueError for a form of import that has no counterpart, such as ``import bot.app``.
    """
    source = _IMPORT.sub(rf"\1from {PACKAGE} import \2", _FROM.sub(rf"\1from {PACKAGE}.\2", source))
    if left := _LEFT.search(source):
        raise ValueError(f"can't be moved into one package: {left[0].strip()}")
    return source


def lay_out(root: Path, target: Path, *, with_sandbox: bool) -> None:
    """Write the package ``foley`` as the wheel has it."""
    for name in MOVED:
        shutil.copytree(root / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    if not with_sandbox:
        shutil.rmtree(target / SANDBOX)
    for module in target.rglob("*.py"):
        module.write_text(moved_source(module.read_text("utf-8")), "utf-8")
    _add_program(target, "from foley.bot.__main__ import main")


def lay_out_editable(target: Path) -> None:
    """Write the program alone; ``bot`` and ``cogs`` are imported from the checkout."""
    _add_program(target, "from bot.__main__ import main")


def _add_program(target: Path, import_line: str) -> None:
    target.mkdir(exist_ok=True)
    (target / "__init__.py").write_text('"""Foley: music, sound effects, speech and video for Discord."""\n', "utf-8")
    program = f'"""`python -m foley` and the program `foley`."""\n\n{import_line}\n'
    (target / "__main__.py").write_text(
        f'{program}\nif __name__ == "__main__":\n    raise SystemExit(main())\n', "utf-8"
    )


class FoleyBuildHook(BuildHookInterface[Any]):
    """Called by hatchling for a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Lay the package out in a folder of its own and have it put in."""
        self._folder = tempfile.mkdtemp(prefix="foley-wheel-")
        target = Path(self._folder, PACKAGE)
        if version == "editable":
            lay_out_editable(target)
            build_data["force_include_editable"] = {str(target): PACKAGE}
        else:
            lay_out(Path(self.root), target, with_sandbox=not os.environ.get("WITHOUT_SANDBOX"))
            build_data["force_include"][str(target)] = PACKAGE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)
