"""The real process while Discord refuses the commands: connected, delivering, and saying so."""

import contextlib
import sqlite3
from typing import Any

import pytest

from tests.e2e.conftest import open_stage, result_of, run
from tests.e2e.test_health_of_a_process import Answer, green, watched_stage

REFUSALS: dict[str, dict[str, Any]] = {
    "creates used up": {"status": 400, "body": {"code": 30034, "message": "Max number of daily creates (200)"}},
    "rate limit of hours": {
        "status": 429,
        "body": {"message": "You are being rate limited.", "retry_after": 40_000, "global": False},
        "headers": {"Via": "1.1 google", "Retry-After": "40000"},
    },
    "broken": {"status": 500},
    "payload": {"status": 400, "body": {"code": 50035, "message": "Invalid Form Body", "errors": {}}},
}


def tells_of_commands(answer: Answer) -> bool:
    return answer[0] == 200 and not answer[1]["checks"]["commands"]["ok"]


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_registered_command_delivers_while_the_sync_is_refused(name: str) -> None:
    async with watched_stage() as (stage, watcher):
        await watcher.until(green)
        await stage.stop_bot()
        # As after an update: the hash that is remembered is another.
        with contextlib.closing(sqlite3.connect(stage.folder / "foley.db")) as database:
            assert database.execute("UPDATE app_state SET value = 'older' WHERE name LIKE 'sync:%'").rowcount == 1
            database.commit()
        fault = stage.discord.faults.respond("PUT", r"/commands$", count=None, **REFUSALS[name])
        await stage.start_bot()
        _, body = await watcher.until(tells_of_commands)
        assert body["checks"]["gateway"]["ok"]
        assert (await result_of(stage, "/sfx prompt:a door duration:4")).payload["attachments"]
        if name != "broken":  # the library itself repeats a 500 for 25 s before it says so
            await stage.patience.until(lambda: any("commands.sync_failed" in line for line in stage.bot.log) or None)
            _, body = await watcher.ready()
            assert "those that are registered work" in body["checks"]["commands"]["detail"]
        assert fault.fired


async def test_a_restart_syncs_nothing_and_keeps_working() -> None:
    async with open_stage() as stage:
        await stage.patience.until(lambda: any("commands.synced" in line for line in stage.bot.log) or None)
        await stage.stop_bot()
        fault = stage.discord.faults.respond("PUT", r"/commands$", 500, count=None)
        await stage.start_bot()
        await run(stage, "/jobs list")
        assert not fault.fired


async def test_a_token_that_rest_refuses_turns_readiness_red_while_the_gateway_stays() -> None:
    async with watched_stage() as (stage, watcher):
        await watcher.until(green)
        fault = stage.discord.faults.respond(None, r".", 401, count=None)
        _, body = await watcher.until(lambda answer: answer[0] == 503)
        assert body["checks"]["gateway"]["ok"]
        assert body["checks"]["rest"] == {
            "ok": False, "detail": "Discord's REST side refuses the bot's token (HTTP 401, code 0)"
        }  # fmt: skip
        stage.discord.faults.remove(fault)
        await watcher.until(green)
