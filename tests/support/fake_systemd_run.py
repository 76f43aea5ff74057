"""Stands for systemd-run, and for systemd as it starts a unit: environment, folders, then the command itself.

As in systemd, what an EnvironmentFile says counts before what Environment says, whatever their order.
"""

import os
import shlex
import sys
from pathlib import Path


def _properties(words: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in words:
        if word.startswith("--property="):
            name, _, value = word.removeprefix("--property=").partition("=")
            found.setdefault(name, []).append(value)
    return found


def _in_file(path: str) -> dict[str, str]:
    lines = [line.strip() for line in Path(path).read_text(encoding="utf-8").splitlines()]
    pairs = [line.split("=", 1) for line in lines if line and line[0] not in "#;" and "=" in line]
    return {name: "".join(shlex.split(value)) for name, value in pairs}


def main() -> None:
    """Become the command."""
    at = sys.argv.index("--")
    properties, command = _properties(sys.argv[1:at]), sys.argv[at + 1 :]
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    for line in properties.get("Environment", []):
        environment |= dict(pair.split("=", 1) for pair in shlex.split(line))
    for file in properties.get("EnvironmentFile", []):
        environment |= _in_file(file)
    state_root = Path(os.environ["FAKE_STATE_ROOT"])
    for name in " ".join(properties.get("StateDirectory", [])).split():
        (state_root / name).mkdir(parents=True, exist_ok=True)
    os.umask(int(properties["UMask"][-1], 8))
    os.chdir(properties["WorkingDirectory"][-1])
    os.execve(command[0], command, environment)


if __name__ == "__main__":
    main()
