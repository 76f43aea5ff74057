"""`foley check` as an operator runs it, against the simulators: what it says and how it ends."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.ops.command_names import command_names
from bot.sandbox.discord import LocalDiscord
from bot.sandbox.stage import SECRET_ID, Stage
from bot.sandbox.tencent import Fault
from tests.support.cli import run_foley
from tests.support.postgres import free_port

TEN_MINUTES = 600.0


@pytest.fixture
async def quiet_stage() -> AsyncIterator[Stage]:
    """Both simulators, no bot."""
    async with Stage.opened() as stage:
        yield stage


async def check(stage: Stage, **settings: str) -> tuple[int, str]:
    """Run it and return exit code and text."""
    ran = await run_foley(stage, "check", **settings)
    return ran.exit_code, ran.output


async def lines_of(stage: Stage, **settings: str) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    """Run it with --json and return exit code and lines by part."""
    ran = await run_foley(stage, "check", "--json", **settings)
    body = json.loads(ran.output)
    assert body["exit_code"] == ran.exit_code
    parts: dict[str, list[dict[str, Any]]] = {}
    for line in body["checks"]:
        parts.setdefault(line["part"], []).append(line)
    return ran.exit_code, parts


async def test_all_good(quiet_stage: Stage) -> None:
    await quiet_stage.start_bot()
    await quiet_stage.wait_for_commands()
    sessions = quiet_stage.discord.gateway.identifies_left
    code, text = await check(quiet_stage)
    assert code == 0, text
    assert "FAIL" not in text
    assert "warn" not in text
    assert "a Foley is using it" in text
    assert "The token belongs to Foley" in text
    assert f"{len(command_names())} commands are registered" in text
    application_id = quiet_stage.discord.world.bot.id
    permissions = 1 << 10 | 1 << 11 | 1 << 38 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 46
    url = f"client_id={application_id}&scope=bot+applications.commands&permissions={permissions}"
    assert url in text
    # It is only a look: no session was begun, nothing was made, and the bot did not notice.
    assert quiet_stage.discord.gateway.identifies_left == sessions
    assert quiet_stage.discord.ready_shards() == 1
    assert not [call for call in quiet_stage.tencent.calls if call.action.startswith("Create")]


async def test_before_the_first_start_only_the_commands_are_missing(quiet_stage: Stage) -> None:
    code, parts = await lines_of(quiet_stage)
    assert code == 0
    assert parts["Discord commands"][0]["level"] == "warn"
    assert "/music" in parts["Discord commands"][0]["text"]
    assert "the first start makes the tables" in parts["database"][0]["text"]
    assert (parts["media workers"][0]["level"], "Landlock" in parts["media workers"][0]["text"]) == ("ok", True)
    assert not (quiet_stage.folder / "foley.db").exists(), "a look must not make the database"


async def test_wrong_key(quiet_stage: Stage) -> None:
    code, text = await check(quiet_stage, TENCENTCLOUD_SECRET_KEY="another-key-that-is-wrong")
    assert code == 78
    assert "FAIL  Tencent keys" in text
    assert "AuthFailure.SignatureFailure" in text
    assert "TENCENTCLOUD_SECRET_KEY" in text
    assert "another-key-that-is-wrong" not in text


async def test_unknown_key_id(quiet_stage: Stage) -> None:
    code, parts = await lines_of(quiet_stage, TENCENTCLOUD_SECRET_ID=f"{SECRET_ID}x")
    assert code == 78
    assert "AuthFailure.SecretIdNotFound" in parts["Tencent keys"][0]["text"]
    assert "Tencent MPS" not in parts, "products are only asked with good keys"


@pytest.mark.parametrize(("skew", "word"), [(TEN_MINUTES, "behind"), (-TEN_MINUTES, "ahead of")])
async def test_clock_ten_minutes_off(quiet_stage: Stage, skew: float, word: str) -> None:
    quiet_stage.tencent.clock.skew_seconds = skew
    code, text = await check(quiet_stage)
    assert code == 0, text
    assert f"This machine's clock is 10 minutes {word} Tencent Cloud's" in text
    assert "NTP" in text
    assert "ok    Tencent keys" in text


async def test_wrong_token(quiet_stage: Stage) -> None:
    async with LocalDiscord(token="MTIzNDU2Nzg5MDEyMzQ1Njc4.another.token") as other:
        code, text = await check(quiet_stage, DISCORD_TOKEN=other.token)
    assert code == 78
    assert "Discord does not accept the token." in text
    assert "Reset Token" in text
    assert other.token not in text


async def test_no_folder_for_the_database(quiet_stage: Stage) -> None:
    code, text = await check(quiet_stage, FOLEY_DATABASE_URL=f"sqlite:///{quiet_stage.folder}/nowhere/foley.db")
    assert code == 78
    assert "there is no folder" in text
    assert not (quiet_stage.folder / "nowhere").exists()


async def test_postgres_without_the_database(quiet_stage: Stage, postgres_url: str) -> None:
    code, text = await check(quiet_stage, FOLEY_DATABASE_URL=f"{postgres_url}_missing")
    assert code == 78
    assert "does not exist" in text


async def test_postgres_that_is_good(quiet_stage: Stage, postgres_url: str) -> None:
    code, parts = await lines_of(quiet_stage, FOLEY_DATABASE_URL=postgres_url)
    assert code == 0
    assert parts["database"][0]["text"].startswith("postgresql ")


async def test_postgres_that_is_away(quiet_stage: Stage) -> None:
    url = f"postgresql://foley:a-password-of-mine@127.0.0.1:{free_port()}/foley"
    code, text = await check(quiet_stage, FOLEY_DATABASE_URL=url)
    assert code == 69
    assert "The database can't be used now" in text
    assert "a-password-of-mine" not in text


@pytest.mark.parametrize(
    ("service", "error", "part", "sentence"),
    [
        ("mps", "FailedOperation.InvalidMpsUser", "Tencent MPS", "is not enabled for this account"),
        ("vod", "FailedOperation.InvalidVodUser", "Tencent VOD", "is not enabled for this account"),
        ("vod", "UnauthorizedOperation", "Tencent VOD", "no permission"),
        ("mps", "FailedOperation.UserArrears", "Tencent MPS", "in arrears"),
    ],
)
async def test_product_says_no(quiet_stage: Stage, service: str, error: str, part: str, sentence: str) -> None:
    for action in ("DescribeAigcAudioTask", "DescribeTaskDetail"):
        quiet_stage.tencent.faults.add(Fault("error", service=service, action=action, code=error, times=None))
    code, parts = await lines_of(quiet_stage, FOLEY_SFX_BACKEND="vod")
    assert code == 78
    wrong = [line for line in parts[part] if line["level"] == "wrong"]
    assert len(wrong) == 1
    assert sentence in wrong[0]["text"]
    assert error in wrong[0]["text"]
    assert wrong[0]["advice"]


async def test_missing_sub_app_id(quiet_stage: Stage) -> None:
    code, parts = await lines_of(quiet_stage, FOLEY_VOD_SUB_APP_ID="", FOLEY_SFX_BACKEND="vod")
    assert code == 78
    assert "needs an application id" in parts["Tencent VOD"][0]["text"]
    assert "FOLEY_VOD_SUB_APP_ID" in parts["Tencent VOD"][0]["advice"]
    # Where sound effects are made by MPS nobody needs VOD.
    code, parts = await lines_of(quiet_stage, FOLEY_VOD_SUB_APP_ID="", FOLEY_SFX_BACKEND="mps")
    assert code == 0
    assert parts["Tencent VOD"][0]["level"] == "warn"


@pytest.mark.parametrize(("product", "part", "code"), [("mps", "Tencent MPS", 78), ("vod", "Tencent VOD", 0)])
async def test_a_product_that_is_not_enabled_is_never_ready(
    quiet_stage: Stage, product: str, part: str, code: int
) -> None:
    quiet_stage.tencent.settings.disabled = frozenset({product})
    found, parts = await lines_of(quiet_stage)
    assert found == code
    assert parts["Tencent keys"][0]["level"] == "ok", "the key is good: it is the product that is not"
    assert all("is not enabled for this account" in line["text"] for line in parts[part])
    if product == "vod":
        assert "sound effects are made by MPS instead" in parts[part][0]["text"]


async def test_everything_away(quiet_stage: Stage) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    code, text = await check(
        quiet_stage, FOLEY_MPS_URL=nowhere, FOLEY_VOD_URL=nowhere, FOLEY_DISCORD_API_URL=f"{nowhere}/api/v10"
    )
    assert code == 69
    assert "Tencent Cloud can't be reached" in text
    assert "Discord can't be reached" in text


async def test_settings_that_cannot_be_read(quiet_stage: Stage) -> None:
    code, parts = await lines_of(quiet_stage, DISCORD_TOKEN="", FOLEY_POLL_BUDGET="2")
    assert code == 78
    assert len(parts["settings"]) == 2
