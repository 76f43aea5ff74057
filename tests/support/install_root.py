"""A folder that stands for the root of a machine Foley is installed on, and the files of deploy/ read for it.

Commands are run as they are written, with these differences: an absolute path that they name lies in the folder, and
what would come from a package index (the locked libraries) is taken from the environment the tests run in.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PLACES = re.compile(
    r"(?:(?<=sqlite:///)|(?<![\w./-]))/(?=(?:opt|dist|src|data|backup|etc/foley|etc/systemd|var/lib/foley|usr/local)\b)"
)
_SECONDS = 180.0


class InstallRoot:
    """The folder. ``bin`` comes first on the path of what runs here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()

    def adapt(self, text: str) -> str:
        """Return a text whose absolute paths lie here."""
        return _PLACES.sub(f"{self.folder}/", text)

    def environment(self) -> dict[str, str]:
        """Return what every process here gets: nothing of the tests' own settings."""
        path = os.pathsep.join((str(self.bin), str(self.folder / "opt/foley/bin"), os.defpath, "/usr/bin", "/bin"))
        return {"PATH": path, "HOME": str(self.folder), "LANG": "C.UTF-8"}

    def run(self, command: str) -> None:
        """Run one command of an installation in the checkout."""
        words = shlex.split(self.adapt(command))
        if words[1:3] == ["-m", "venv"]:
            subprocess.run([sys.executable, "-m", "venv", "--without-pip", *words[3:]], check=True, timeout=_SECONDS)
            self._add_libraries(Path(words[3]))
        elif "--require-hashes" not in words:
            subprocess.run(
                self.adapt(command), shell=True, check=True, cwd=ROOT, env=self.environment(), timeout=_SECONDS
            )

    @staticmethod
    def _add_libraries(venv: Path) -> None:
        """Let an environment see our libraries, pip among them, but not our checkout: .pth files are not followed."""
        site = next((venv / "lib").glob("python*/site-packages"))
        (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def containerfile() -> list[tuple[str, str]]:
    """The Containerfile's instructions, continued lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Containerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def last_instruction(word: str) -> str:
    """The last of the Containerfile's instructions of this name: the one that counts."""
    return [rest for found, rest in containerfile() if found == word][-1]


def build_commands() -> Iterator[str]:
    """What the Containerfile's first stage runs, command by command."""
    stages = 0
    for word, rest in containerfile():
        stages += word == "FROM"
        if word == "RUN" and stages == 1:
            yield from (command.strip() for command in rest.split("&&"))


def image_environment() -> dict[str, str]:
    """What the image sets, the path left out."""
    pairs = dict(pair.split("=", 1) for pair in shlex.split(last_instruction("ENV")))
    return {name: value for name, value in pairs.items() if name != "PATH"}


def image_command(word: str) -> list[str]:
    """ENTRYPOINT, CMD or HEALTHCHECK as a list."""
    words: list[str] = json.loads(last_instruction(word).rpartition("CMD ")[2])
    return words


def unit() -> dict[str, list[str]]:
    """The unit's keys with their values."""
    values: dict[str, list[str]] = {}
    for line in (ROOT / "deploy" / "foley.service").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "#[":
            key, _, value = line.partition("=")
            values.setdefault(key, []).append(value)
    return values
