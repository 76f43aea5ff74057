"""The ways of installing Foley, with their very commands: the Containerfile's, the unit's and foleyctl's.

No container engine and no service manager takes part; what they would do with the files is done here, in a folder that
stands for the machine's root (:mod:`tests.support.install_root`). The bot talks to the local Discord and Tencent.
"""

import asyncio
import json
import re
import shlex
import signal
import stat
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.stage import Stage
from tests.e2e.conftest import open_stage
from tests.support.install_root import (
    ROOT,
    InstallRoot,
    build_commands,
    image_command,
    image_environment,
    unit,
)
from tests.support.postgres import free_port

pytestmark = pytest.mark.xdist_group("machine")  # made once

_EXAMPLE = (ROOT / "config.example.env").read_text(encoding="utf-8")
# Where the bot of a sandbox finds it; everything else is as it is installed.
_SANDBOX = ("FOLEY_DISCORD_API_URL", "FOLEY_MPS_URL", "FOLEY_VOD_URL", "FOLEY_VOD_SUB_APP_ID", "FOLEY_RESULT_HOSTS")
NO_SANDBOX = (
    "foley: The sandbox is not part of this installation (the production image leaves it out);"
    " `uvx --from 'foley-bot[sandbox]' foley sandbox` runs it anywhere.\n"
)
_SECRETS = ("DISCORD_TOKEN", "TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> InstallRoot:
    """A machine on which the Containerfile's first stage has run."""
    root = InstallRoot(tmp_path_factory.mktemp("machine"))
    for command in build_commands():
        root.run(command)
    return root


def settings_file(stage: Stage, more: Mapping[str, str]) -> str:
    """The example with the three values filled in, as its first lines ask for, and where the sandbox is."""
    environment = {**stage.environment(), **more}
    text = _EXAMPLE
    for name in _SECRETS:
        text = re.sub(rf"^{name}=$", f"{name}={environment[name]}", text, flags=re.MULTILINE)
    for name in (*_SANDBOX, *more):
        text = re.sub(rf"^#{name}=.*$", f"{name}={environment[name]}", text, flags=re.MULTILINE)
    return text


@asynccontextmanager
async def running(
    stage: Stage, command: list[str], environment: Mapping[str, str], folder: Path
) -> AsyncIterator[Path]:
    """Run a bot until the block ends, then stop it as both would; yields the file with what it says."""
    said = folder.parent / "said"
    with said.open("wb") as out:
        process = await asyncio.create_subprocess_exec(*command, cwd=folder, env=environment, stdout=out, stderr=out)
    try:
        await stage.patience.until(lambda: stage.discord.ready_shards() or process.returncode is not None or None)
        assert process.returncode is None, said.read_text("utf-8")
        yield said
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        code = await process.wait()
    assert code == 0, said.read_text("utf-8")


async def ran(command: list[str], environment: Mapping[str, str], folder: Path) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_the_image_runs_checks_and_copies_with_the_example_as_its_settings(machine: InstallRoot) -> None:
    port = free_port()
    async with open_stage(start=False) as stage:
        # What `--env-file` and `env_file:` do: later than ENV, line by line.
        lines = [line.split("=", 1) for line in settings_file(stage, {}).splitlines() if re.match(r"[A-Z_]+=", line)]
        image = {name: machine.adapt(value) for name, value in image_environment().items()}
        image["FOLEY_HTTP_BIND"] = image["FOLEY_HTTP_BIND"].replace("8080", str(port))
        environment = {**machine.environment(), **image, **dict(lines)}
        data, backup = machine.folder / "data", machine.folder / "backup"
        data.mkdir()
        backup.mkdir()
        entry = [str(machine.folder / "opt/foley/bin" / image_command("ENTRYPOINT")[0])]
        async with running(stage, entry + image_command("CMD"), environment, data) as said:
            code, output = await ran(entry + image_command("HEALTHCHECK")[1:], environment, data)
            assert code == 0, output
            code, output = await ran([*entry, "check", "--json"], environment, data)
            assert code == 0, output
            code, output = await ran([*entry, "backup", f"{backup}/today.db"], environment, data)
            assert code == 0, output
            assert await ran([*entry, "sandbox"], environment, data) == (78, NO_SANDBOX)
        installed = [path.name for path in (machine.folder / "opt/foley").glob("lib/*/site-packages/foley/bot/*")]
        assert {"client.py", "store"} <= set(installed)
        assert "sandbox" not in installed
        logged = [json.loads(line) for line in said.read_text("utf-8").splitlines()]
        assert [one["message"] for one in logged if f"0.0.0.0:{port}" in one["message"]], "reached from outside"
        assert sorted(path.name for path in data.iterdir() if path.suffix in (".db", "")) == ["foley.db", "results"]
        assert (backup / "today.db").stat().st_size > 0


def start_of_the_unit(machine: InstallRoot) -> list[str]:
    """How systemd starts the unit, told as a call of systemd-run."""
    keys = ("Environment", "EnvironmentFile", "StateDirectory", "WorkingDirectory", "UMask")
    properties = [f"--property={key}={machine.adapt(value)}" for key in keys for value in unit()[key]]
    [start] = unit()["ExecStart"]
    return ["systemd-run", *properties, "--", *shlex.split(machine.adapt(start))]


def install_with_systemd(machine: InstallRoot, settings: str) -> dict[str, str]:
    """Do what deploy/README.md says, with a systemd that is played; returns the environment to call it in."""
    block = (ROOT / "deploy" / "README.md").read_text("utf-8").partition("## Under systemd")[2].partition("```sh")[2]
    commands = [line.partition(" #")[0].strip() for line in block.partition("```")[0].splitlines()]
    (machine.folder / "usr/local/bin").mkdir(parents=True)
    for command in commands:
        if command.startswith("install "):
            machine.run(command)
    (machine.folder / "etc/foley/foley.env").write_text(settings, encoding="utf-8")
    installed = machine.folder / "etc/systemd/system/foley.service"
    installed.write_text(machine.adapt(installed.read_text("utf-8")), encoding="utf-8")
    foleyctl = machine.folder / "usr/local/bin/foleyctl"
    foleyctl.write_text(machine.adapt(foleyctl.read_text("utf-8")), encoding="utf-8")
    fake = ROOT / "tests" / "support" / "fake_systemd_run.py"
    for name, script in (
        ("systemd-run", f'exec {sys.executable} {fake} "$@"'),
        ("systemctl", f'[ "$*" = "cat foley.service" ] && cat {installed}'),
    ):
        (machine.bin / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (machine.bin / name).chmod(0o755)
    return {**machine.environment(), "FAKE_STATE_ROOT": str(machine.folder / "var/lib")}


async def test_the_unit_runs_and_foleyctl_works_in_its_environment(machine: InstallRoot) -> None:
    async with open_stage(start=False) as stage:
        settings = settings_file(stage, {"FOLEY_HTTP_BIND": f"127.0.0.1:{free_port()}"})
        environment = install_with_systemd(machine, settings)
        foleyctl = [str(machine.folder / "usr/local/bin/foleyctl")]
        state = machine.folder / "var/lib/foley"
        start = start_of_the_unit(machine)
        start[0] = str(machine.bin / start[0])
        async with running(stage, start, environment, machine.folder / "etc") as said:
            code, output = await ran([*foleyctl, "check"], environment, machine.folder)
            assert code == 0, output
            assert str(state / "foley.db") in output
            code, output = await ran([*foleyctl, "probe", "--ready"], environment, machine.folder)
            assert code == 0, output
            code, output = await ran([*foleyctl, "backup", "backups/today.db"], environment, machine.folder)
            assert code == 0, output
        assert "process.started" in said.read_text("utf-8")
        assert (state / "backups/today.db").stat().st_size > 0
        assert stat.S_IMODE((state / "foley.db").stat().st_mode) & 0o077 == 0, "the unit's umask"
        assert (state / "results").is_dir()
        assert stat.S_IMODE((machine.folder / "etc/foley/foley.env").stat().st_mode) == 0o600
