"""`foley` and `foley check` behind the real PgBouncer, as an operator meets them."""

import pytest

from bot.sandbox.stage import Stage
from tests.e2e.test_check_command import quiet_stage
from tests.support.cli import run_foley
from tests.support.pgbouncer import PgBouncer
from tests.support.postgres import PostgresServer

__all__ = ["quiet_stage"]


@pytest.mark.parametrize("command", ["check", "run"])
async def test_in_transaction_mode_it_ends_with_78_and_names_the_pooler(
    quiet_stage: Stage, postgres_server: PostgresServer, postgres_url: str, command: str
) -> None:
    with PgBouncer.running(postgres_server.port, "transaction") as pooler:
        arguments = () if command == "run" else (command,)
        ran = await run_foley(quiet_stage, *arguments, FOLEY_DATABASE_URL=pooler.url(postgres_url))
    assert ran.exit_code == 78, ran.errors
    told = [line for line in (ran.output + ran.errors).splitlines() if "PgBouncer" in line]
    assert len(told) == 1
    assert "pooler in transaction mode" in told[0]
    assert "Traceback" not in ran.errors


async def test_in_session_mode_check_finds_nothing_wrong(
    quiet_stage: Stage, postgres_server: PostgresServer, postgres_url: str
) -> None:
    with PgBouncer.running(postgres_server.port, "session") as pooler:
        ran = await run_foley(quiet_stage, "check", FOLEY_DATABASE_URL=pooler.url(postgres_url))
    assert ran.exit_code == 0, ran.output
    assert "FAIL" not in ran.output


async def test_a_pooler_that_changes_its_mode_ends_a_running_bot(
    quiet_stage: Stage, postgres_server: PostgresServer, postgres_url: str
) -> None:
    with PgBouncer.running(postgres_server.port, "session") as pooler:
        bot = quiet_stage.new_bot(FOLEY_DATABASE_URL=pooler.url(postgres_url))
        quiet_stage.bots.append(bot)
        await quiet_stage.start_bot(bot)
        pooler.set_mode("transaction")
        assert await quiet_stage.patience.bounded(bot.wait()) == 78
    assert [line for line in bot.log if line.startswith("foley: ") and "PgBouncer" in line]
