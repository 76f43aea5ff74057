"""The PrivacyStore over SQL: export and delete a person's data, and remove data whose retention time is over.

Rows are removed in batches, each a transaction of its own, so that a person with many jobs blocks nobody else.
"""

import asyncio
import json
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Select, Table, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.guilds.quota import UNSETTLED_SECONDS
from bot.guilds.settings import GuildSettings
from bot.guilds.usage import Standing
from bot.jobs.claim import DAY_SECONDS
from bot.jobs.model import Kind, Request, id_time_prefix
from bot.store.engine.database import Database
from bot.store.engine.upsert import upsert
from bot.store.guilds import queries as guild_queries
from bot.store.guilds.codec import load_settings
from bot.store.guilds.schema import DELETED_USER_ID, erasures, guild_audit, guild_marks, guild_settings, quota_ledger
from bot.store.jobs.codec import dump, load_request
from bot.store.jobs.ledger import alias_of
from bot.store.schema import jobs, preferences, request_presets

_BATCH = 500
_SERVERS_A_PAGE = 200
_JSON_COLUMNS = frozenset({"request", "outputs", "fault", "chosen"})
_ALIAS_SECONDS = 32.0 * DAY_SECONDS


class SqlPrivacyStore:
    """Exporting and removing what is stored about people and servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return every row that is about this person, by table, as JSON values."""
        async with self._database.read() as connection:
            user_ids = [user_id, await alias_of(connection, user_id)]
            tables = {
                "jobs": await _rows(connection, jobs, jobs.c.user_id == user_id),
                "cancelled_jobs_of_others": [
                    {"id": job_id}
                    for job_id in (
                        await connection.execute(
                            select(jobs.c.id).where(jobs.c.cancelled_by == user_id, jobs.c.user_id != user_id)
                        )
                    ).scalars()
                ],
                "preferences": await _rows(connection, preferences, preferences.c.user_id == user_id),
                "presets": await _rows(connection, request_presets, request_presets.c.saved_by == user_id),
                "usage": await _rows(connection, quota_ledger, quota_ledger.c.user_id.in_(user_ids)),
                "settings_changed": await _rows(connection, guild_audit, guild_audit.c.actor_id == user_id),
                "blocks_changed": [
                    {"id": row.id, "guild_id": str(row.guild_id), "at": row.at}
                    for row in await connection.execute(_blocks_of(user_id))
                ],
                "deletion_under_way": await _rows(connection, erasures, erasures.c.user_id == user_id),
            }
            settings = [load_settings(*row) for row in await connection.execute(_settings_naming(user_id))]
        tables["blocked_in"] = [{"guild_id": str(one.guild_id)} for one in settings if user_id in one.blocked_user_ids]
        return tables

    # --- people ---

    async def start_erasure(self, user_id: int, at: float) -> None:
        """Record that this person's data is to be removed; remove what belongs to no job at once."""
        async with self._database.write() as connection:
            await upsert(connection, erasures, [{"user_id": user_id, "asked_at": at}])
            await connection.execute(delete(preferences).where(preferences.c.user_id == user_id))
            await _forget_presets(connection, user_id)
            await connection.execute(
                update(guild_audit).where(guild_audit.c.actor_id == user_id).values(actor_id=DELETED_USER_ID)
            )
            await connection.execute(
                update(jobs).where(jobs.c.cancelled_by == user_id, jobs.c.user_id != user_id).values(cancelled_by=None)
            )
            await _forget_in_audit(connection, user_id)

    async def erasures(self) -> list[int]:
        """Return the people whose data is still being removed."""
        return [int(user_id) for (user_id,) in await self._database.rows(select(erasures.c.user_id))]

    async def open_job_ids(self, user_id: int) -> list[str]:
        """Return this person's jobs, in any server, that may still be cancelled."""
        async with self._database.read() as connection:
            asked_at = await _asked_at(connection, user_id)
            if asked_at is None:
                return []
            return list((await connection.execute(guild_queries.cancellable(user_id, asked_at))).scalars())

    async def erase(self, user_id: int) -> tuple[list[str], int]:
        """Remove what can go now; return the ids of the removed jobs and how many are still under way."""
        removed: list[str] = []
        while True:
            async with self._database.write() as connection:
                asked_at = await _asked_at(connection, user_id)
                if asked_at is None:
                    return removed, 0
                result = await connection.execute(guild_queries.removable(user_id, asked_at, _BATCH))
                batch = list(result.scalars())
                removed += await _remove_jobs(connection, batch)
                if len(batch) == _BATCH:
                    continue
                pending = int((await connection.execute(guild_queries.under_way(user_id, asked_at))).scalar_one())
                their_claims = (quota_ledger.c.user_id == user_id) & (quota_ledger.c.reserved_at <= asked_at)
                alias = await alias_of(connection, user_id)
                await connection.execute(update(quota_ledger).where(their_claims).values(user_id=alias))
                if not pending:
                    await connection.execute(delete(erasures).where(erasures.c.user_id == user_id))
                return removed, pending

    async def gone_jobs(self, job_ids: Collection[str]) -> frozenset[str]:
        """Return which of these jobs are no longer in the database."""
        wanted = sorted(set(job_ids))
        kept: set[str] = set()
        for start in range(0, len(wanted), _BATCH):
            chunk = wanted[start : start + _BATCH]
            kept |= {job_id for (job_id,) in await self._database.rows(select(jobs.c.id).where(jobs.c.id.in_(chunk)))}
        return frozenset(wanted) - kept

    # --- servers ---

    async def forget_left_guilds(self, now: float) -> tuple[list[int], list[str]]:
        """Remove data of servers left longer ago than their grace, once nothing of them is under way."""
        forgotten: list[int] = []
        removed: list[str] = []
        for guild_id in await self._overdue(now):
            while True:
                async with self._database.write() as connection:
                    if not await _is_overdue(connection, guild_id, now) or await _is_busy(connection, guild_id):
                        break  # Foley is back in it, or a job of it is still being made or posted
                    result = await connection.execute(guild_queries.jobs_of_guild(guild_id, _BATCH))
                    batch = list(result.scalars())
                    removed += await _remove_jobs(connection, batch)
                    if len(batch) == _BATCH:
                        continue
                    for table in (quota_ledger, guild_audit, guild_marks, request_presets, guild_settings):
                        await connection.execute(delete(table).where(table.c.guild_id == guild_id))
                    forgotten.append(guild_id)
                    break
        return forgotten, removed

    async def _overdue(self, now: float) -> list[int]:
        async with self._database.read() as connection:
            statement = select(guild_settings.c.guild_id).where(guild_settings.c.left_at <= now)
            left = [int(one) for one in (await connection.execute(statement)).scalars()]
            return [guild_id for guild_id in left if await _is_overdue(connection, guild_id, now)]

    # --- time ---

    async def forget_prompts(self, now: float) -> int:
        """Blank the texts of ended jobs older than their server's retention; return how many."""
        blanked, last_id = 0, None
        while True:
            rows = await self._database.rows(_retaining(last_id))
            for guild_id, settings_text, oldest_kept in rows:
                before_id = _retained_from(load_settings(guild_id, settings_text), now)
                if oldest_kept is not None and oldest_kept < before_id:
                    blanked += await self._forget_prompts_of(guild_id, before_id)
            if len(rows) < _SERVERS_A_PAGE:
                return blanked
            last_id = rows[-1].guild_id
            await asyncio.sleep(0)  # let commands run in between

    async def _forget_prompts_of(self, guild_id: int, before_id: str) -> int:
        blanked = 0
        while True:
            async with self._database.write() as connection:
                oldest = (await connection.execute(guild_queries.oldest_open(guild_id))).first()
                end = before_id if oldest is None else min(before_id, oldest.id)
                mine = guild_settings.c.guild_id == guild_id
                start = (await connection.execute(select(guild_settings.c.blanked_before).where(mine))).scalar() or ""
                if start >= end:
                    return blanked
                result = await connection.execute(guild_queries.texts_to_blank(guild_id, start, end, _BATCH))
                rows = result.all()
                if rows:
                    # All at once: a round trip for each would exceed the time limit where the database is far away.
                    blank = update(jobs).where(jobs.c.id == bindparam("one")).values(request=bindparam("blank"))
                    await connection.execute(
                        blank,
                        [
                            {"one": job_id, "blank": dump(blanked_request(load_request(Kind(kind), request)))}
                            for job_id, kind, request in rows
                        ],
                    )
                blanked += len(rows)
                reached = end if len(rows) < _BATCH else rows[-1][0] + "0"  # sorts right behind that id
                await connection.execute(update(guild_settings).where(mine).values(blanked_before=reached))

    async def settle_old(self, now: float) -> int:
        """Charge claims whose outcome stayed unknown too long, and drop aliases and marks that no window needs."""
        unsettled = quota_ledger.c.job_id.in_(guild_queries.unsettled_since_before(now - UNSETTLED_SECONDS))
        stale = quota_ledger.c.job_id.in_(guild_queries.stale_aliases(now - _ALIAS_SECONDS))
        async with self._database.write() as connection:
            charged = {"standing": Standing.CHARGED.value, "settled_at": now}
            settled = await connection.execute(update(quota_ledger).where(unsettled).values(**charged))
            await connection.execute(update(quota_ledger).where(stale).values(user_id=DELETED_USER_ID))
            await connection.execute(delete(guild_marks).where(guild_marks.c.at < now - _ALIAS_SECONDS))
            return settled.rowcount


def blanked_request(request: Request) -> Request:
    """Return a request without the texts a person wrote or supplied; model and numbers stay.

    These are the fields that no log line may show either.
    """
    named = {field.name: "" for field in fields(request) if not field.repr}
    return replace(request, **named)  # type: ignore[arg-type]  # every one of these fields is a text


def _settings_naming(user_id: int) -> Select[Any]:
    """The settings that contain this number anywhere. Reading those of all servers would block the process."""
    return select(guild_settings.c.guild_id, guild_settings.c.settings).where(
        guild_settings.c.settings.contains(str(user_id))
    )


def _retaining(after_id: int | None) -> Select[Any]:
    """A page of the servers that limit how long prompts are kept, each with the oldest job that still has its own.

    The JSON fragments are as :func:`bot.store.guilds.codec.dump_settings` writes them.
    """
    unblanked = (jobs.c.guild_id == guild_settings.c.guild_id) & (jobs.c.id >= guild_settings.c.blanked_before)
    oldest_kept = select(func.min(jobs.c.id)).where(unblanked).scalar_subquery()
    columns = (guild_settings.c.guild_id, guild_settings.c.settings, oldest_kept)
    keeps = guild_settings.c.settings.contains('"prompt_retention_days":', autoescape=True)
    for_ever = guild_settings.c.settings.contains('"prompt_retention_days":null', autoescape=True)
    page = select(*columns).where(keeps, ~for_ever).order_by(guild_settings.c.guild_id).limit(_SERVERS_A_PAGE)
    return page if after_id is None else page.where(guild_settings.c.guild_id > after_id)


def _retained_from(settings: GuildSettings, now: float) -> str:
    """Return the id from which on a server's texts are kept."""
    days = settings.prompt_retention_days
    return "" if days is None else id_time_prefix(now - days * DAY_SECONDS)


async def _asked_at(connection: AsyncConnection, user_id: int) -> float | None:
    result = await connection.execute(select(erasures.c.asked_at).where(erasures.c.user_id == user_id))
    asked_at = result.scalar()
    return None if asked_at is None else float(asked_at)


async def _is_overdue(connection: AsyncConnection, guild_id: int, now: float) -> bool:
    this_guild = guild_settings.c.guild_id == guild_id
    result = await connection.execute(select(guild_settings.c.left_at, guild_settings.c.settings).where(this_guild))
    row = result.first()
    if row is None or row.left_at is None:
        return False
    settings: GuildSettings = load_settings(guild_id, row.settings)
    return bool(row.left_at + settings.grace_days * DAY_SECONDS <= now)


async def _is_busy(connection: AsyncConnection, guild_id: int) -> bool:
    return (await connection.execute(guild_queries.oldest_open(guild_id))).first() is not None


def _blocks_of(user_id: int) -> Select[Any]:
    """Audit lines about blocking or unblocking somebody. Reads the whole audit, once per export or deletion."""
    named = guild_audit.c.old.contains(str(user_id)) | guild_audit.c.new.contains(str(user_id))
    return select(guild_audit).where(guild_audit.c.setting == "blocked_user_ids", named)


async def _forget_in_audit(connection: AsyncConnection, user_id: int) -> None:
    """Remove somebody's id from the audit lines about blocking, which can't be reverted afterwards.

    The block itself is the server's decision, and stays.
    """
    rename = update(guild_audit).where(guild_audit.c.id == bindparam("one"))
    rows = [
        {"one": row.id, "was": _without(row.old, user_id), "now": _without(row.new, user_id)}
        for row in await connection.execute(_blocks_of(user_id))
    ]
    if rows:
        await connection.execute(rename.values(old=bindparam("was"), new=bindparam("now"), exact=""), rows)


def _without(listed: str, user_id: int) -> str:
    return ", ".join(str(DELETED_USER_ID) if one == str(user_id) else one for one in listed.split(", "))


async def _forget_presets(connection: AsyncConnection, user_id: int) -> None:
    """Remove somebody's own presets; those they saved for a server stay, without their id."""
    saved = request_presets.c.saved_by == user_id
    await connection.execute(delete(request_presets).where(saved, request_presets.c.guild_id == 0))
    await connection.execute(update(request_presets).where(saved).values(saved_by=DELETED_USER_ID))


async def _remove_jobs(connection: AsyncConnection, job_ids: Sequence[str]) -> Sequence[str]:
    if job_ids:
        await connection.execute(delete(jobs).where(jobs.c.id.in_(job_ids)))
    return job_ids


async def _rows(connection: AsyncConnection, table: Table, condition: Any) -> list[dict[str, Any]]:
    result = await connection.execute(select(table).where(condition))
    return [{name: _plain(name, value) for name, value in row.items()} for row in result.mappings()]


def _plain(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _JSON_COLUMNS:
        return json.loads(value)
    # Discord's ids don't fit into JavaScript's numbers, which most JSON readers use.
    return str(value) if name.endswith("_id") or name in ("cancelled_by", "saved_by") else value
