"""Container, compose and systemd files against the program: what they name exists, and the commands they hold run.

Where no container engine is at hand this is what can be known: files are read and linted, commands are executed.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from bot.__main__ import parser
from bot.media.pool import MOST_WORKERS
from bot.settings import Settings
from bot.settings.secret_files import aliases
from bot.store.engine.address import PostgresAddress, parse_url
from tests.support.install_root import (
    ROOT,
    build_commands,
    containerfile,
    image_environment,
    last_instruction,
    unit,
)

VARIABLES = {name for field in Settings.model_fields.values() for name in aliases(field)}
OWN_VARIABLES = {"FOLEY_UNIT"}  # foleyctl's own
BOT_MEMORY_MB = 512  # an idle one takes about 150


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def parse(arguments: list[str]) -> argparse.Namespace:
    """Parse as the program would: an unknown command ends the test."""
    return parser().parse_args(arguments)


def test_the_image_runs_without_root_and_with_its_files_in_one_volume() -> None:
    assert last_instruction("USER") == "10001:10001"
    assert json.loads(last_instruction("VOLUME")) == ["/data", "/backup"]
    stages = [rest for word, rest in containerfile() if word == "FROM"]
    assert len(stages) == 2
    assert all("-slim" in stage and ":latest" not in stage for stage in stages)
    # What is after USER may not need root.
    words = [word for word, _ in containerfile()]
    assert "RUN" not in words[words.index("USER") :]


def test_the_image_installs_the_lock_with_hashes_and_copies_what_exists() -> None:
    for command in build_commands():
        words = command.split()
        if "pip" in words:  # from the index by hash, or not from the index at all
            by_hash = "--require-hashes" in words and words[-1].endswith(".lock")
            assert by_hash or ("--no-index" in words and "--no-deps" in words), command
            assert "wheel" not in words or "--no-build-isolation" in words, "its build tools are locked, too"
    ignored = read(".containerignore")
    assert ignored == read(".dockerignore")
    for word, rest in containerfile():
        if word == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignored.splitlines(), f"{source} does not reach the build"
    assert ".env" not in re.findall(r"^!(.*)$", ignored, re.MULTILINE)


def test_commands_of_the_image_are_commands_of_the_program() -> None:
    entry = json.loads(last_instruction("ENTRYPOINT"))
    assert entry == ["foley"]
    parse(json.loads(last_instruction("CMD")))
    check = json.loads(last_instruction("HEALTHCHECK").partition("CMD ")[2])
    assert check[0] == "foley"
    assert parse(check[1:]).handler is parse(["probe"]).handler


@pytest.mark.parametrize(
    "name", ["Containerfile", "compose.yaml", "deploy/foley.service", "deploy/foleyctl", "deploy/README.md"]
)
def test_every_variable_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"\b(?:FOLEY|DISCORD|TENCENTCLOUD)_[A-Z_]+\b", read(name)))
    assert named <= VARIABLES | OWN_VARIABLES, named - VARIABLES


def compose(**variables: str) -> dict[str, Any]:
    """compose.yaml as the engine sees it: read as YAML, then variables put in, so that no character of one is YAML."""

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: fill(one) for key, one in value.items()}
        if isinstance(value, list):
            return [fill(one) for one in value]
        if isinstance(value, str):
            return re.sub(r"\$\{([A-Z_]+):-\}", lambda found: variables.get(found[1], ""), value)
        return value

    filled: dict[str, Any] = fill(yaml.safe_load(read("compose.yaml")))
    return filled


def test_compose_has_one_bot_and_a_profile_with_two_on_postgres() -> None:
    found = compose()["services"]
    assert set(found) == {"bot", "bot-a", "bot-b", "database"}
    assert "profiles" not in found["bot"]
    assert all(found[name]["profiles"] == ["postgres"] for name in ("bot-a", "bot-b", "database"))
    pair = [found[name] for name in ("bot-a", "bot-b")]
    assert [one["environment"]["FOLEY_SHARDS"] for one in pair] == ["0/2", "1/2"], "together all shards, none twice"
    for one in pair:
        assert one["depends_on"]["database"]["condition"] == "service_healthy"
        assert one["environment"]["FOLEY_DATABASE_URL"].startswith("postgresql://")


@pytest.mark.parametrize("password", ["p/a#s@s:w%o?r&d $x", "plain"])
def test_compose_hands_on_a_password_of_any_characters(password: str) -> None:
    found = compose(POSTGRES_PASSWORD=password)["services"]
    assert found["database"]["environment"]["POSTGRES_PASSWORD"] == password
    keys = {"DISCORD_TOKEN": "token.of.discord", "TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key"}
    settings = Settings.load(None, **keys, **found["bot-a"]["environment"])
    address = parse_url(settings.database_url.get_secret_value())
    assert isinstance(address, PostgresAddress)
    assert address.shown == "database:5432/foley"
    assert unquote(urlsplit(address.dsn).password or "") == password


def test_compose_is_well_formed_and_hardened() -> None:
    found = compose()
    bots = [one for name, one in found["services"].items() if name != "database"]
    for bot in bots:
        assert bot["read_only"]
        assert bot["cap_drop"] == ["ALL"]
        assert bot["security_opt"] == ["no-new-privileges:true"]
        assert bot["restart"] == "unless-stopped"
        assert "tmpfs" not in bot, "it would count as memory"
        assert int(bot["stop_grace_period"][:-1]) > Settings.model_fields["stop_timeout_seconds"].default
    mounts = [mount.split(":") for one in found["services"].values() for mount in one["volumes"]]
    assert {name for name, _ in mounts} == set(found["volumes"])
    ports = [port for bot in bots for port in bot["ports"]]
    assert len(set(ports)) == len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports), "not for the world"


def test_what_is_written_to_is_mounted_and_belongs_to_the_user_of_the_image() -> None:
    [made] = re.findall(r"install --directory --owner=foley --group=foley --mode=0750 (.+)", read("Containerfile"))
    assert made.split() == json.loads(last_instruction("VOLUME"))
    mounted = {mount.split(":")[1] for mount in compose()["services"]["bot"]["volumes"]}
    assert mounted == {*made.split(), "/tmp"}


def test_memory_limits_hold_the_bot_and_every_media_worker() -> None:
    image = int(image_environment()["FOLEY_MEDIA_MEMORY_MB"])
    wanted_mb = BOT_MEMORY_MB + MOST_WORKERS * image
    for name, bot in compose()["services"].items():
        if name != "database":
            assert "FOLEY_MEDIA_MEMORY_MB" not in bot["environment"]
            assert bot["mem_limit"] == f"{wanted_mb}m"
    [own] = [line for line in unit()["Environment"] if line.startswith("FOLEY_MEDIA_MEMORY_MB=")]
    assert own == f"FOLEY_MEDIA_MEMORY_MB={image}"
    assert unit()["MemoryMax"] == [f"{wanted_mb}M"]


def test_the_unit_is_hardened_and_lets_the_media_worker_lower_its_limits() -> None:
    found = unit()
    for key, value in {
        "DynamicUser": "yes",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
        "RestartPreventExitStatus": "78",
        "Restart": "on-failure",
    }.items():
        assert found[key] == [value], key
    assert "@resources" not in " ".join(found["SystemCallFilter"]), "the worker calls setrlimit and nice"
    stop = int(found["TimeoutStopSec"][0].removesuffix("s"))
    assert stop > Settings.model_fields["stop_timeout_seconds"].default


def test_commands_of_the_unit_run() -> None:
    commands = [shlex.split(value) for key in ("ExecStartPre", "ExecStart") for value in unit()[key]]
    for program, *arguments in commands:
        assert program == "/opt/foley/bin/foley"
        if "--version" in arguments:
            with pytest.raises(SystemExit) as ended:
                parse(arguments)
            assert ended.value.code == 0
        else:
            parse(arguments)


def need_systemd_analyze() -> str:
    """Return where it is; end the test as not run without it, as a failure in CI."""
    found = shutil.which("systemd-analyze")
    if found is None:
        sentence = "systemd-analyze is not installed here: make systemd"
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    """The unit with a program that exists, in systemd's own words."""
    tool = need_systemd_analyze()
    copy = tmp_path / "foley.service"
    copy.write_text(read("deploy/foley.service").replace("/opt/foley/bin/foley", "/bin/true"), encoding="utf-8")
    checked = subprocess.run([tool, "verify", str(copy)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    judged = subprocess.run(
        [tool, "security", "--offline=true", "--threshold=20", str(copy)], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout[-400:]


def test_foleyctl_passes_on_what_makes_the_unit_s_environment(tmp_path: Path) -> None:
    """Its own text, with the two tools of systemd replaced by ones that repeat what they are told."""
    for name, script in (("systemctl", f"cat {ROOT}/deploy/foley.service"), ("systemd-run", 'printf "%s\\n" "$@"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    told = subprocess.run(
        [ROOT / "deploy" / "foleyctl", "backup", "a file with spaces.db"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    passed = [word.removeprefix("--property=") for word in told if word.startswith("--property=")]
    keys = (
        *("EnvironmentFile", "Environment", "WorkingDirectory", "StateDirectory", "StateDirectoryMode", "UMask"),
        *("DynamicUser", "User"),
    )
    assert sorted(passed) == sorted(f"{key}={value}" for key in keys for value in unit()[key])
    assert told[told.index("--") :] == ["--", "/opt/foley/bin/foley", "backup", "a file with spaces.db"]


def test_every_foley_command_in_the_notes_exists() -> None:
    for line in re.findall(
        r"^(?:docker compose exec bot foley|foleyctl|foley) (.+?)(?:\s+#.*)?$", read("deploy/README.md"), re.MULTILINE
    ):
        parse(shlex.split(line.replace("$(date +%F)", "today")))
    assert "foley backup" in read("deploy/README.md")
