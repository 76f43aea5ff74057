"""Container, compose and systemd files against the program: what they name exists, and the commands they hold run.

Where no container engine is at hand this is what can be known: files are read and linted, commands are executed.
"""

import argparse
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.__main__ import parser
from bot.secret_files import aliases
from bot.settings import Settings

ROOT = Path(__file__).parents[3]
VARIABLES = {name for field in Settings.model_fields.values() for name in aliases(field)}
OWN_VARIABLES = {"FOLEY_POSTGRES_PASSWORD"}  # compose's own, for the database's container


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """The Containerfile's instructions, continued lines joined."""
    text = re.sub(r"\\\n", " ", read("Containerfile"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def last(word: str) -> str:
    return [rest for found, rest in instructions() if found == word][-1]


def parse(arguments: list[str]) -> argparse.Namespace:
    """Parse as the program would: an unknown command ends the test."""
    return parser().parse_args(arguments)


def test_the_image_runs_without_root_and_with_its_files_in_one_volume() -> None:
    assert last("USER") == "10001:10001"
    assert json.loads(last("VOLUME")) == ["/data"]
    stages = [rest for word, rest in instructions() if word == "FROM"]
    assert len(stages) == 2
    assert all("-slim" in stage and ":latest" not in stage for stage in stages)
    # What is after USER may not need root.
    words = [word for word, _ in instructions()]
    assert "RUN" not in words[words.index("USER") :]


def test_the_image_installs_the_lock_with_hashes_and_copies_what_exists() -> None:
    text = read("Containerfile")
    assert "--require-hashes -r requirements.lock" in text
    assert "--no-deps /dist/" in text
    ignored = read(".containerignore")
    assert ignored == read(".dockerignore")
    for word, rest in instructions():
        if word == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignored.splitlines(), f"{source} does not reach the build"
    assert ".env" not in re.findall(r"^!(.*)$", ignored, re.MULTILINE)


def test_commands_of_the_image_are_commands_of_the_program() -> None:
    entry = json.loads(last("ENTRYPOINT"))
    assert entry == ["foley"]
    parse(json.loads(last("CMD")))
    check = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    assert check[0] == "foley"
    assert parse(check[1:]).handler is parse(["probe"]).handler


@pytest.mark.parametrize("name", ["Containerfile", "compose.yaml", "deploy/foley.service", "deploy/README.md"])
def test_every_variable_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"\b(?:FOLEY|DISCORD|TENCENTCLOUD)_[A-Z_]+\b", read(name)))
    assert named <= VARIABLES | OWN_VARIABLES, named - VARIABLES


def services() -> dict[str, str]:
    """The text of each service in compose.yaml."""
    block = read("compose.yaml").partition("\nservices:\n")[2].partition("\nvolumes:\n")[0]
    parts = re.split(r"^  ([a-z-]+):\n", block, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_compose_has_one_bot_and_a_profile_with_two_on_postgres() -> None:
    found = services()
    assert set(found) == {"bot", "bot-a", "bot-b", "database"}
    assert "profiles" not in found["bot"]
    assert all('profiles: ["postgres"]' in found[name] for name in ("bot-a", "bot-b", "database"))
    shards = [found_in for name in ("bot-a", "bot-b") for found_in in re.findall(r"FOLEY_SHARDS: (\S+)", found[name])]
    assert shards == ["0/2", "1/2"], "together all shards, none twice"
    for name in ("bot-a", "bot-b"):
        assert "condition: service_healthy" in found[name]
        assert "postgresql://" in found[name]


def test_compose_is_well_formed_and_hardened() -> None:
    text = read("compose.yaml")
    assert "\t" not in text
    assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in text.splitlines() if line.strip())
    for rule in ("read_only: true", 'cap_drop: ["ALL"]', "no-new-privileges:true", "restart: unless-stopped"):
        assert rule in text
    declared = set(re.findall(r"^  ([a-z-]+):$", text.partition("\nvolumes:\n")[2], re.MULTILINE))
    used = set(re.findall(r'volumes: \["([a-z-]+):', text))
    assert used == declared
    ports = re.findall(r'ports: \["([^"]+)"\]', text)
    assert len(set(ports)) == len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports), "not for the world"
    grace = re.search(r"stop_grace_period: (\d+)s", text)
    assert grace is not None
    assert int(grace[1]) > Settings.model_fields["stop_timeout_seconds"].default


def unit() -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for line in read("deploy/foley.service").splitlines():
        if line and line[0] not in "#[":
            key, _, value = line.partition("=")
            values.setdefault(key, []).append(value)
    return values


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


def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    """The unit with a program that exists: systemd's own words, where systemd is installed, else the keys alone."""
    if (tool := shutil.which("systemd-analyze")) is None:
        assert all(re.fullmatch(r"[A-Z][A-Za-z]+", key) for key in unit())
        return
    copy = tmp_path / "foley.service"
    copy.write_text(read("deploy/foley.service").replace("/opt/foley/bin/foley", "/bin/true"), encoding="utf-8")
    checked = subprocess.run([tool, "verify", str(copy)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_every_foley_command_in_the_notes_exists() -> None:
    for line in re.findall(
        r"^(?:docker compose exec bot )?foley (.+?)(?:\s+#.*)?$", read("deploy/README.md"), re.MULTILINE
    ):
        parse(shlex.split(line.replace("$(date +%F)", "today")))
    assert "foley backup" in read("deploy/README.md")
