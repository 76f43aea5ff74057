"""Starting without Discord or the database, events nobody can read, wrong keys, and stopping while there is work."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.bot_process import BotProcess, execute
from bot.sandbox.stage import Stage
from bot.sandbox.tencent.server import Moment
from tests.e2e.conftest import open_stage, result_of, results, rows, run, text_of, wait_row
from tests.support.fleet import open_fleet
from tests.support.postgres import PostgresServer

_AGAIN = "starting again"


@pytest.fixture
def as_operators_do(forked_bots: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start an interpreter: here the command itself and how it ends are tested, not what runs then."""
    monkeypatch.setattr(BotProcess, "default_launch", staticmethod(execute))


async def said(stage: Stage, words: str, times: int = 1) -> None:
    """Return once the bot's log holds the words."""
    await stage.patience.until(lambda: sum(words in line for line in stage.bot.log) >= times)


async def works(stage: Stage) -> None:
    await stage.discord.wait_ready()
    await stage.wait_for_commands()
    assert (await result_of(stage, "/music prompt:calm rain")).payload["attachments"]


async def test_discord_away_at_the_start_is_waited_for() -> None:
    async with open_stage(start=False) as stage:
        port = int(stage.discord.api_url.split(":")[2].split("/")[0])
        await stage.discord.close()
        await stage.bot.start()
        await said(stage, _AGAIN)
        await stage.discord.start(port=port)
        await works(stage)


@pytest.mark.usefixtures("as_operators_do")
async def test_a_stop_while_the_keys_are_being_tried_is_heard() -> None:
    asked = asyncio.Event()

    async def never(moment: Moment) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with open_stage(start=False) as stage:
        stage.tencent.on_request = never
        await stage.bot.start()
        await stage.patience.bounded(asked.wait())
        assert await stage.stop_bot() == 0
        assert stage.discord.ready_shards() == 0


async def test_a_gateway_that_refuses_the_first_connection_is_tried_again() -> None:
    async with open_stage(start=False) as stage:
        stage.discord.gateway.refuse_connections(3600.0)
        await stage.bot.start()
        await said(stage, "WSServerHandshakeError")
        stage.discord.gateway.refuse_connections(0.0)
        await works(stage)


async def test_an_event_that_can_not_be_read_costs_nothing_but_itself() -> None:
    async with open_stage() as stage:
        stage.discord.gateway.send_malformed("GUILD_CREATE")
        await said(stage, "gateway.event_unreadable error=KeyError")
        await works(stage)


async def test_postgres_away_at_the_start_is_waited_for(postgres_server: PostgresServer, postgres_url: str) -> None:
    async with open_fleet(postgres_url, 1, speed=60.0) as fleet:
        await asyncio.to_thread(postgres_server.stop)
        await fleet.bots[0].start()
        await fleet.stage.patience.until(lambda: any(_AGAIN in line for line in fleet.bots[0].log))
        await asyncio.to_thread(postgres_server.start)
        await fleet.stage.discord.wait_ready()
        await fleet.stage.wait_for_commands()
        await fleet.ask(0, 0)
        await fleet.wait_rows("count(*) = 1 AND bool_and(delivery_state = 'sent')")


@pytest.mark.usefixtures("as_operators_do")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", "MTExMTExMTExMTExMTExMTExMQ.wrong.token-of-nobody"),
        ("TENCENTCLOUD_SECRET_ID", "AKIDFAKE-of-nobody"),
        ("TENCENTCLOUD_SECRET_KEY", "fake-key-of-nobody"),
    ],
)
async def test_what_only_the_operator_can_mend_ends_with_78_and_one_sentence(name: str, value: str) -> None:
    async with open_stage(start=False) as stage:
        stage.bot.environment[name] = value
        stage.bot.environment["FOLEY_LOG_LEVEL"] = "INFO"
        await stage.bot.start()
        assert await stage.patience.bounded(stage.bot.wait()) == 78
        sentences = [line for line in stage.bot.log if line.startswith("foley: ")]
        assert len(sentences) == 1, list(stage.bot.log)
        assert name in sentences[0]
        assert value not in "\n".join(stage.bot.log)


@contextlib.asynccontextmanager
async def stopping_with_a_create_on_its_way() -> AsyncIterator[tuple[Stage, asyncio.Event]]:
    """A bot that was told to stop while the provider's answer to a create is held back."""
    async with open_stage() as stage:
        came, go_on = asyncio.Event(), asyncio.Event()

        async def hold_the_answer(moment: Moment) -> None:
            if moment.action == "CreateAigcAudioTask" and moment.phase == "after":
                came.set()
                await go_on.wait()

        stage.tencent.on_request = hold_the_answer
        await run(stage, "/music prompt:calm rain")
        await stage.patience.bounded(came.wait())
        stage.bot.signal_now(15)
        await said(stage, "process.stopping")
        yield stage, go_on


@pytest.mark.usefixtures("as_operators_do")
async def test_a_command_while_stopping_is_answered_and_the_create_is_not_lost() -> None:
    async with stopping_with_a_create_on_its_way() as (stage, go_on):
        refused = await run(stage, "/music prompt:too late")
        await stage.discord.wait_for(lambda: refused.ephemeral or None)
        assert "restarted" in text_of(refused.ephemeral[0])
        go_on.set()
        assert await stage.patience.bounded(stage.bot.wait()) == 0
        [row] = rows(stage)
        assert row["state"] == "waiting"
        stage.tencent.on_request = None
        await stage.start_bot()
        await wait_row(stage, "delivery_state = 'sent' AND state = 'ready'")


async def test_told_to_stop_while_posting_the_post_is_finished() -> None:
    async with open_stage() as stage:
        posting, go_on = asyncio.Event(), asyncio.Event()

        async def hold_the_post() -> None:
            posting.set()
            await go_on.wait()

        stage.discord.faults.call("POST", r"/channels/\{channel_id\}/messages$", hold_the_post)
        await run(stage, "/music prompt:calm rain")
        await stage.patience.bounded(posting.wait())
        stage.bot.signal_now(15)
        await said(stage, "process.stopping")
        go_on.set()
        assert await stage.patience.bounded(stage.bot.wait()) == 0
        [row] = rows(stage)
        assert (row["state"], row["delivery_state"]) == ("ready", "sent")
        assert len(results(stage)) == 1


async def test_told_to_stop_while_a_post_never_ends_it_ends_in_time_and_the_next_start_finishes_it() -> None:
    async with open_stage(FOLEY_STOP_TIMEOUT="3") as stage:
        posting, never = asyncio.Event(), asyncio.Event()

        async def hold_the_post() -> None:
            posting.set()
            await never.wait()

        stage.discord.faults.call("POST", r"/channels/\{channel_id\}/messages$", hold_the_post)
        await run(stage, "/music prompt:calm rain")
        await stage.patience.bounded(posting.wait())
        assert await stage.stop_bot() == 0
        assert {row["delivery_state"] for row in rows(stage)} <= {"due", "sending"}
        never.set()
        await stage.start_bot()
        await wait_row(stage, "delivery_state = 'sent' AND state = 'ready'")
        assert len(results(stage)) == 1
