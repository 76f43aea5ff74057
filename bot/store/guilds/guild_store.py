"""The GuildStore over SQL: settings with their audit in one transaction, usage, marks, the operator's switches."""

import builtins
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.guilds.operator_state import OperatorState, Overview
from bot.guilds.ports import Change, Diff, OperatorChange, unchanged
from bot.guilds.settings import AuditChange, AuditEntry, Changed, GuildSettings
from bot.guilds.usage import Allowance, Usage, UsageRow, UserUsage
from bot.jobs.claim import Bound
from bot.jobs.model import Kind, id_time_prefix, new_job_id
from bot.store.engine.database import Database
from bot.store.engine.upsert import insert_missing
from bot.store.guilds import queries as guild_queries
from bot.store.guilds.codec import dump_operator, dump_settings, load_operator, load_settings
from bot.store.guilds.schema import app_state, guild_audit, guild_marks, guild_settings
from bot.store.jobs.codec import load_fault
from bot.store.jobs.ledger import measure

_OPERATOR = "operator"
_IDS_A_STATEMENT = 500


class SqlGuildStore:
    """Servers' settings, ledger and audit on disk."""

    def __init__(self, database: Database, new_server: Change = unchanged) -> None:
        """``new_server``: turns the default settings into those that new servers get."""
        self._database = database
        self._new_server = new_server

    async def load(self, guild_id: int) -> GuildSettings:
        """Return the settings; for a server with nothing stored, those that new ones start with."""
        statement = select(guild_settings.c.settings).where(guild_settings.c.guild_id == guild_id)
        stored = await self._database.scalar(statement)
        return self._new_server(GuildSettings(guild_id)) if stored is None else load_settings(guild_id, stored)

    def _new_row(self, guild_id: int) -> dict[str, Any]:
        return {"guild_id": guild_id, "settings": dump_settings(self._new_server(GuildSettings(guild_id)))}

    async def change(self, guild_id: int, actor_id: int, at: float, change: Change, diff: Diff) -> Changed:
        """Read, change and write the settings with their audit lines."""
        row = select(guild_settings.c.settings).where(guild_settings.c.guild_id == guild_id).with_for_update()
        async with self._database.write() as connection:
            await insert_missing(connection, guild_settings, [self._new_row(guild_id)])
            old = load_settings(guild_id, (await connection.execute(row)).scalar_one())
            new = change(old)
            changes = diff(old, new)
            if changes:
                await connection.execute(
                    update(guild_settings)
                    .where(guild_settings.c.guild_id == guild_id)
                    .values(settings=dump_settings(new))
                )
            return Changed(new, await _write_audit(connection, guild_id, actor_id, at, changes))

    async def audit(self, guild_id: int, before_id: str | None, limit: int) -> builtins.list[AuditEntry]:
        """Return audit lines, newest first."""
        return [_audit_entry(row) for row in await self._database.rows(guild_queries.audit(guild_id, before_id, limit))]

    async def audit_change(self, guild_id: int, entry_id: str) -> builtins.list[AuditEntry]:
        """Return the line of this id and all others of the same change."""
        return [_audit_entry(row) for row in await self._database.rows(guild_queries.audit_change(guild_id, entry_id))]

    async def note(self, guild_id: int, actor_id: int, at: float, changes: Sequence[AuditChange]) -> None:
        """Write audit lines for something that is not a change of settings."""
        async with self._database.write() as connection:
            await _write_audit(connection, guild_id, actor_id, at, changes)

    async def allowances(self, guild_id: int, user_id: int, bounds: Sequence[Bound]) -> builtins.list[Allowance]:
        """Return how much of each bound is used, in the same order."""
        async with self._database.read() as connection:
            return await measure(connection, guild_id, user_id, bounds)

    async def usage(self, guild_id: int, from_day: int, to_day: int, users: int) -> Usage:
        """Return what was used in these days, with at most ``users`` people."""
        async with self._database.read() as connection:
            newest = await connection.execute(guild_queries.latest_currency(guild_id, from_day, to_day))
            currency = newest.scalar() or ""
            span = (guild_id, from_day, to_day)
            days = (await connection.execute(guild_queries.usage_by_day(*span, currency))).mappings().all()
            people = (await connection.execute(guild_queries.usage_by_user(*span, users, currency))).all()
        return Usage(
            from_day,
            to_day,
            currency,
            tuple(_usage_row(row) for row in days),
            tuple(UserUsage(int(one[0]), int(one[1]), float(one[2]), int(one[3])) for one in people),
        )

    async def mark_once(self, guild_id: int, name: str, at: float) -> bool:
        """Write a mark; False when it was there already."""
        async with self._database.write() as connection:
            row = {"guild_id": guild_id, "name": name, "at": at}
            return await insert_missing(connection, guild_marks, [row]) > 0

    async def unmark(self, guild_id: int, name: str) -> None:
        """Remove a mark: what it was for has not been done."""
        this_mark = (guild_marks.c.guild_id == guild_id) & (guild_marks.c.name == name)
        async with self._database.write() as connection:
            await connection.execute(delete(guild_marks).where(this_mark))

    async def set_present(self, guild_ids: Collection[int]) -> None:
        """Record that Foley is in these servers (again)."""
        ordered = sorted(guild_ids)
        for start in range(0, len(ordered), _IDS_A_STATEMENT):
            chunk = ordered[start : start + _IDS_A_STATEMENT]
            rejoined = guild_settings.c.guild_id.in_(chunk) & guild_settings.c.left_at.is_not(None)
            async with self._database.write() as connection:
                await insert_missing(connection, guild_settings, [self._new_row(guild_id) for guild_id in chunk])
                await connection.execute(update(guild_settings).where(rejoined).values(left_at=None))

    async def set_left(self, guild_id: int, left_at: float) -> None:
        """Record when Foley left a server; a time that is already recorded stays."""
        present = (guild_settings.c.guild_id == guild_id) & guild_settings.c.left_at.is_(None)
        async with self._database.write() as connection:
            await insert_missing(connection, guild_settings, [self._new_row(guild_id)])
            await connection.execute(update(guild_settings).where(present).values(left_at=left_at))

    async def present_guilds(self) -> builtins.list[int]:
        """Return the servers that Foley is in, according to the database."""
        statement = select(guild_settings.c.guild_id).where(guild_settings.c.left_at.is_(None))
        return [int(guild_id) for (guild_id,) in await self._database.rows(statement)]

    async def load_operator(self) -> OperatorState:
        """Return what the operator decided."""
        statement = select(app_state.c.value).where(app_state.c.name == _OPERATOR)
        return load_operator(await self._database.scalar(statement))

    async def change_operator(self, change: OperatorChange) -> OperatorState:
        """Read, change and write what the operator decided; concurrent changes are never lost."""
        mine = app_state.c.name == _OPERATOR
        async with self._database.write() as connection:
            await insert_missing(connection, app_state, [{"name": _OPERATOR, "value": dump_operator(OperatorState())}])
            found = await connection.execute(select(app_state.c.value).where(mine).with_for_update())
            state = change(load_operator(found.scalar_one()))
            await connection.execute(update(app_state).where(mine).values(value=dump_operator(state)))
        return state

    async def overview(self, since: float) -> Overview:
        """Return the open jobs, and the faults since this time by code."""
        async with self._database.read() as connection:
            states = (await connection.execute(guild_queries.open_by_state())).all()
            oldest = (await connection.execute(guild_queries.oldest_open())).first()
            held = (await connection.execute(guild_queries.held_count())).scalar_one()
            faults = (await connection.execute(guild_queries.faults_since(id_time_prefix(since)))).all()
        codes: Counter[str] = Counter()
        for fault_text, count in faults:
            fault = load_fault(fault_text)
            if fault is not None:
                codes[fault.code or fault.key] += int(count)
        return Overview(
            open_by_state={str(state): int(count) for state, count in states},
            oldest_open_id=None if oldest is None else oldest.id,
            oldest_open_at=None if oldest is None else float(oldest.created_at),
            held_deliveries=int(held),
            faults_by_code=dict(codes.most_common()),
        )


def _usage_row(row: RowMapping) -> UsageRow:
    return UsageRow(
        day=int(row["day"]),
        kind=Kind(row["kind"]),
        count=int(row["count"]),
        seconds=float(row["seconds"]),
        returned=int(row["returned"]),
        model=str(row["model"]),
        open_count=int(row["open_count"]),
        cost=int(row["cost"]),
    )


async def _write_audit(
    connection: AsyncConnection, guild_id: int, actor_id: int, at: float, changes: Sequence[AuditChange]
) -> tuple[AuditEntry, ...]:
    if not changes:
        return ()
    ids: set[str] = set()
    while len(ids) < len(changes):
        ids.add(new_job_id(at))
    rows = [
        {
            "id": entry_id,
            "guild_id": guild_id,
            "actor_id": actor_id,
            "at": at,
            "setting": change.setting,
            "old": _storable(change.old),
            "new": _storable(change.new),
            "exact": change.exact,
        }
        for entry_id, change in zip(sorted(ids), changes, strict=True)
    ]
    await connection.execute(insert(guild_audit), rows)
    return tuple(
        AuditEntry(entry_id, guild_id, actor_id, at, change)
        for entry_id, change in zip(sorted(ids), changes, strict=True)
    )


def _audit_entry(row: Any) -> AuditEntry:
    change = AuditChange(row.setting, row.old, row.new, row.exact)
    return AuditEntry(row.id, row.guild_id, row.actor_id, float(row.at), change)


def _storable(text: str) -> str:
    """Return a text that a database accepts: no NUL, no lone half of a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
