"""Set-ups that can't work, as people make them: `foley check` says each in one true sentence, with the right exit code.

Run in this process against both simulators; what a command line adds is in tests/unit/test_command_line.py, and the
pooler, which needs a real one, in tests/e2e/test_behind_a_pooler.py. The media worker has a test of its own and is
left out: it costs more than all the rest.
"""

import os
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import SystemClock
from bot.errors import ConfigError
from bot.ops.check import examine, report_of_problems
from bot.ops.check.limits import Machine
from bot.ops.check.report import Level, Line, Report
from bot.ops.plain import plain_sentence
from bot.sandbox.stage import Stage
from bot.settings import Settings
from bot.store import Store
from tests.support.as_user import acting_as
from tests.support.forward_proxy import forward_proxy
from tests.support.postgres import free_port

_NOBODY = 65534
_CLOCK = SystemClock()


async def _public(host: str, port: int) -> Sequence[str]:
    return ["93.184.216.34"]


async def _made_up(host: str, port: int) -> Sequence[str]:
    return ["198.18.0.23"]


@dataclass
class Setup:
    """What an operator has made."""

    stage: Stage
    folder: Path
    settings: dict[str, str]
    machine: Machine = field(default_factory=Machine)
    lookup: Callable[[str, int], Awaitable[Sequence[str]]] = _public
    user: int = 0
    undo: list[list[str]] = field(default_factory=list)
    patched: pytest.MonkeyPatch = field(default_factory=pytest.MonkeyPatch)

    @property
    def database(self) -> Path:
        return self.folder / "foley.db"

    async def make_database(self) -> None:
        async with Store.opened(f"sqlite:///{self.database}", _CLOCK):
            pass

    def change(self, statement: str) -> None:
        with closing(sqlite3.connect(self.database)) as connection:
            connection.execute(statement)
            connection.commit()

    def give_to_nobody(self, *but: str) -> None:
        """Let another user run Foley here, to whom everything belongs but these files."""
        self.user = _NOBODY
        del self.settings["FOLEY_CATALOG"]  # in a folder of the stage's own
        for above in (self.folder, *self.folder.parents):
            if above.name.startswith(("pytest-", "popen-", "test_")):
                above.chmod(0o755)
        for one in (self.folder, *self.folder.iterdir()):
            if one.name not in but:
                os.chown(one, _NOBODY, _NOBODY)

    async def check(self) -> Report:
        """Check as that user."""
        env_file = self.folder / "settings.env"
        env_file.write_text("".join(f"{name}={value}\n" for name, value in self.settings.items()), "utf-8")
        plain_sentence(ConfigError(["what is imported late is not for everybody to read"]))
        try:
            settings = Settings.load(env_file)
        except ConfigError as error:
            return report_of_problems(error)
        with acting_as(self.user):
            return await examine(settings, _CLOCK, self.machine, self.lookup)


@pytest.fixture
async def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Setup]:
    async def fenced() -> Line:
        return Line("media workers", Level.OK, "Left out.")

    monkeypatch.setattr("bot.ops.check.check_media", fenced)
    monkeypatch.setattr("os.environ", {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ})
    folder = tmp_path / "data"
    folder.mkdir()
    async with Stage.opened() as stage:
        settings = stage.environment() | {
            "FOLEY_DATABASE_URL": f"sqlite:///{folder / 'foley.db'}",
            "FOLEY_DATA_DIR": str(folder / "results"),
        }
        setup = Setup(stage, folder, settings, patched=monkeypatch)
        yield setup
        for command in setup.undo:
            subprocess.run(command, check=True)


async def typo_in_a_name(setup: Setup) -> None:
    setup.settings["DISCORD_TOKN"] = setup.settings.pop("DISCORD_TOKEN")


async def typo_in_an_optional_name(setup: Setup) -> None:
    setup.settings["FOLEY_DATABSE_URL"] = "sqlite:///elsewhere.db"


async def read_only_file(setup: Setup) -> None:
    await setup.make_database()
    setup.give_to_nobody()
    os.chown(setup.database, 0, 0)
    setup.database.chmod(0o444)


async def wrong_owner(setup: Setup) -> None:
    await setup.make_database()
    setup.give_to_nobody("foley.db.lock")


async def proxy_away(setup: Setup) -> None:
    setup.settings["FOLEY_PROXY"] = f"http://127.0.0.1:{free_port()}"
    setup.settings["FOLEY_DISCORD_API_URL"] = "https://discord.origin.test/api/v10"


async def proxy_of_another_kind(setup: Setup) -> None:
    setup.settings["HTTPS_PROXY"] = "socks5://user:hunter2@proxy:1080"


async def fake_addresses(setup: Setup) -> None:
    setup.lookup = _made_up
    setup.settings["FOLEY_RESULT_HOSTS"] = ".myqcloud.com"


async def full_disk(setup: Setup) -> None:
    setup.machine = replace(setup.machine, free_bytes=lambda path: 3 * 1024 * 1024 if path == setup.folder else 1 << 40)


async def full_disk_of_the_database(setup: Setup) -> None:
    small = setup.folder / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)], check=True)
    setup.undo.append(["umount", str(small)])
    setup.settings["FOLEY_DATABASE_URL"] = f"sqlite:///{small / 'foley.db'}"
    with closing(sqlite3.connect(small / "foley.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    (small / "filling").write_bytes(bytes(os.statvfs(small).f_bavail * 4096))


async def no_memory(setup: Setup) -> None:
    group, cgroups = setup.folder / "self" / "cgroup", setup.folder / "cgroups" / "box"
    for folder in (group.parent, cgroups):
        folder.mkdir(parents=True)
    group.write_text("0::/box/inner\n", "ascii")
    (cgroups / "memory.max").write_text(f"{256 * 1024 * 1024}\n", "ascii")
    setup.machine = replace(setup.machine, proc=setup.folder, cgroups=cgroups.parent)


async def newer_schema(setup: Setup) -> None:
    await setup.make_database()
    setup.change("UPDATE foley_schema SET version_num = '9999'")


async def old_schema(setup: Setup) -> None:
    await setup.make_database()
    setup.change("UPDATE foley_schema SET version_num = '0001'")


async def foreign_database(setup: Setup) -> None:
    setup.change("CREATE TABLE guests (name TEXT)")


async def junk(setup: Setup) -> None:
    setup.database.write_text("a shopping list, which is no database", "utf-8")


async def home_unreadable(setup: Setup) -> None:
    home = setup.folder / "home"
    home.mkdir(mode=0o700)
    setup.give_to_nobody("home")
    setup.patched.setenv("HOME", str(home))
    setup.settings["FOLEY_DATABASE_URL"] = f"postgresql://foley@127.0.0.1:{free_port()}/foley"


# The data folder's disk is judged everywhere, a really full one where a file system may be mounted.
may_mount = pytest.mark.skipif(
    subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False).returncode != 0,
    reason="no file system may be mounted here",
)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")


@pytest.mark.parametrize(
    ("make", "code", "part", "level", "sentence"),
    [
        (typo_in_a_name, 78, "settings", "wrong", "DISCORD_TOKEN is not set (DISCORD_TOKN is: is it misspelled?)."),
        (
            typo_in_an_optional_name, 0, "settings", "warn",
            "FOLEY_DATABSE_URL is no setting of Foley; FOLEY_DATABASE_URL is one (in {folder}/settings.env).",
        ),
        pytest.param(
            read_only_file, 78, "database", "wrong", "I can read {folder}/foley.db but not write it.", marks=needs_root
        ),
        pytest.param(
            wrong_owner, 78, "database", "wrong",
            "{folder}/foley.db.lock can't be read: Permission denied.", marks=needs_root,
        ),
        (proxy_away, 69, "proxy", "away", "The proxy http://127.0.0.1:{port} can't be reached"),
        (proxy_of_another_kind, 78, "settings", "wrong", "HTTPS_PROXY must be an HTTP proxy"),
        (
            fake_addresses, 78, "results", "wrong",
            "Results can't be fetched and would be links only: host service.cos.myqcloud.com resolves to 198.18.0.23",
        ),
        (full_disk, 69, "data folder", "away", "The disk of {folder}/results is full (3 MB are free)."),
        pytest.param(
            full_disk_of_the_database, 69, "database", "away",
            "The disk of the database is full ({folder}/small/foley.db).",
            marks=may_mount,
        ),
        (no_memory, 78, "memory", "wrong", "Only 256 MB of memory may be used"),
        (newer_schema, 78, "database", "wrong", "The database {folder}/foley.db was written by a newer Foley ("),
        (old_schema, 0, "database", "ok", "revision 0001, brought up to date by the next start, writable."),
        (foreign_database, 78, "database", "wrong", "The database {folder}/foley.db belongs to another program."),
        (junk, 78, "database", "wrong", "{folder}/foley.db is not a database at all."),
        pytest.param(
            home_unreadable, 78, "database", "wrong", "A file of this machine can't be read: {folder}/home",
            marks=needs_root,
        ),
    ],
)  # fmt: skip
async def test_a_broken_setup_is_told_in_one_true_sentence(
    setup: Setup, make: Callable[[Setup], Awaitable[None]], code: int, part: str, level: str, sentence: str
) -> None:
    await make(setup)
    report = await setup.check()
    print(report.to_text())
    port = setup.settings.get("FOLEY_PROXY", "").rpartition(":")[2]
    expected = sentence.format(folder=setup.folder, port=port)
    told = [line for line in report.lines if expected in line.text]
    assert [(line.part, str(line.level)) for line in told] == [(part, level)], report.to_text()
    assert report.exit_code == code
    assert "hunter2" not in report.to_json()
    beside = {line.part for line in report.lines if line.level in (Level.WRONG, Level.AWAY)} - {part}
    assert beside <= {"Discord token"} if make is proxy_away else beside == set(), "and nothing else is blamed"
    assert not list(setup.folder.rglob(".foley-check-*"))


@pytest.mark.parametrize(
    ("status", "code", "words"), [(407, 78, "asks for a name and password"), (403, 78, "HTTP 403"), (502, 69, "502")]
)
async def test_a_proxy_that_refuses_is_told_from_one_that_is_away(
    setup: Setup, status: int, code: int, words: str
) -> None:
    async with forward_proxy({}, status=status) as proxy:
        setup.settings |= {"FOLEY_PROXY": proxy.url, "FOLEY_DISCORD_API_URL": "https://discord.origin.test/api/v10"}
        report = await setup.check()
    print(report.to_text())
    (line,) = [line for line in report.lines if line.part == "proxy"]
    assert words in line.text
    assert report.exit_code == code


async def test_everything_is_found_well_through_a_proxy(setup: Setup) -> None:
    discord, cloud = setup.stage.discord, setup.stage.tencent
    ports = {
        name: int(url.split(":")[2].partition("/")[0])
        for name, url in (
            ("discord", discord.api_url),
            ("mps", cloud.mps_url),
            ("vod", cloud.vod_url),
            ("results", f"http://{cloud.results_host}"),
        )
    }
    names = {f"{name}.origin.test:80": port for name, port in ports.items()}
    discord.publish_gateway_at("ws://discord.origin.test/gateway")
    async with forward_proxy(names, user_info="foley:hunter2") as proxy:
        setup.settings |= {
            "FOLEY_PROXY": proxy.url,
            "FOLEY_DISCORD_API_URL": "http://discord.origin.test/api/v10",
            "FOLEY_MPS_URL": "http://mps.origin.test",
            "FOLEY_VOD_URL": "http://vod.origin.test",
            "FOLEY_RESULT_HOSTS": "results.origin.test:80",
        }
        report = await setup.check()
    assert report.exit_code == 0, report.to_text()
    assert set(proxy.opened) == set(names)
    assert "hunter2" not in report.to_json()


def test_a_settings_file_that_is_not_there_is_told_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--env-file", str(tmp_path / "none.env"), "check"]) == 78
    assert f"--env-file names a file that does not exist: {tmp_path / 'none.env'}." in capsys.readouterr().out
