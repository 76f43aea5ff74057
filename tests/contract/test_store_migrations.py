"""Databases of earlier versions: brought up to date however much they hold, with nothing left that nobody knows."""

import functools
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SystemClock
from bot.guilds.guild_service import GuildService
from bot.jobs.model import DeliveryState
from bot.jobs.ports import JobFilter
from bot.patterns import compile_pattern
from bot.store import Store
from bot.store.engine.address import parse_url
from bot.store.engine.database import Database
from bot.store.maintenance import migrate
from tests.support.manual_clock import ManualClock

_CLOCK = SystemClock()
_INSERT_JOB = (
    "INSERT INTO jobs (id, guild_id, channel_id, status_channel_id, upload_limit_bytes, user_id, locale, kind, request,"
    " backend, state, {column}, created_at, ended_at, task_id) VALUES ('00000000000001', 5, 2, 2, 10000000, 9, 'de',"
    " 'sfx', :request, 'vod', 'ready', 'sent', 1.7e9, 1.7e9, 't')"
)
_OLD_JOB = text(_INSERT_JOB.format(column="notice"))
_JOB = text(_INSERT_JOB.format(column="delivery_state"))


def _upgrade(connection: Connection, revision: str) -> None:
    config = migrate._config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_a_server_that_left_before_servers_were_kept_is_forgotten(store_url: str) -> None:
    before = Database(parse_url(store_url), pool_size=1)
    async with before.write_without_limit() as connection:
        await connection.run_sync(functools.partial(_upgrade, revision="0001"))
        await connection.execute(_OLD_JOB, {"request": '{"prompt":"my words"}'})
    await before.close()
    async with Store.opened(store_url, _CLOCK) as store:
        guilds = GuildService(store.guilds, store.signals, _CLOCK, compile_pattern)
        await guilds.reconcile(lambda: frozenset({77}), lambda guild_id: True)
        guild_ids, removed = await store.privacy.forget_left_guilds(_CLOCK.now() + 400 * 86400)
        assert (list(guild_ids), list(removed)) == ([5], ["00000000000001"])
        async with store.database.read() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM jobs"))).scalar() == 0


async def test_a_database_with_the_old_names_keeps_what_it_holds(store_url: str) -> None:
    before = Database(parse_url(store_url), pool_size=1)
    async with before.write_without_limit() as connection:
        await connection.run_sync(functools.partial(_upgrade, revision="0004"))
        await connection.execute(_OLD_JOB, {"request": '{"prompt":"my words"}'})
        await connection.execute(text("UPDATE jobs SET notice = 'held', notice_at = 7.0, notice_attempts = 3"))
        insert = text("INSERT INTO house (name, value) VALUES ('operator', :value)")
        await connection.execute(insert, {"value": '{"paused":true}'})
    await before.close()
    async with Store.opened(store_url, _CLOCK) as store:
        [held] = await store.jobs.list(JobFilter(delivery_states=frozenset({DeliveryState.HELD})))
        assert (held.deliver_at, held.delivery_attempts) == (7.0, 3)
        assert (await store.guilds.load_operator()).paused


async def test_a_migration_may_take_longer_than_any_other_operation(postgres_url: str) -> None:
    async with Store.opened(postgres_url, _CLOCK) as store, store.database.write_without_limit() as connection:
        done = await connection.execute(text("SELECT pg_sleep(2.6), 1"))  # was cut off after 2.3 s
        assert done.one()[1] == 1


async def test_old_prompts_go_though_the_database_is_far_away(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Store.opened(postgres_url, _CLOCK) as store:
        async with store.database.write_without_limit() as connection:
            await connection.execute(_JOB, {"request": '{"prompt":"my words"}'})
            names = (await connection.execute(text("SELECT * FROM jobs"))).keys()
            others = ", ".join(name for name in names if name != "id")
            copies = f"SELECT '1' || lpad(g::text, 13, '0'), {others} FROM jobs, generate_series(1, 600) g"
            await connection.execute(text(f"INSERT INTO jobs (id, {others}) {copies}"))
            kept = '{"prompt_retention_days":1}'
            await connection.execute(text("INSERT INTO guild_settings VALUES (5, :kept)"), {"kept": kept})
        statements, execute = 0, AsyncConnection.execute

        async def counted(self: AsyncConnection, *args: Any, **kwargs: Any) -> Any:
            nonlocal statements
            statements += 1
            return await execute(self, *args, **kwargs)

        monkeypatch.setattr(AsyncConnection, "execute", counted)
        assert await store.privacy.forget_prompts(ManualClock(2e9).now()) == 601
        assert statements < 60, "each may take milliseconds, and a transaction has about two seconds"
