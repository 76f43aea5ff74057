"""Servers' settings on both databases: written with their audit, never half, never lost to another writer."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Select, text, update

from bot.clock import SystemClock
from bot.errors import InvalidRequest
from bot.guilds.changes.audit import differences
from bot.guilds.changes.slots import canonical
from bot.guilds.operator_state import OperatorState
from bot.guilds.settings import AgeRule, AuditChange, GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import AudioFormat, ColumnUpdate, Fault, Kind, State, Transition, TransitionRequest
from bot.store import Store
from bot.store.guilds import queries as guild_queries
from bot.store.guilds.codec import dump_settings, load_settings
from bot.store.guilds.schema import guild_settings
from bot.store.jobs.ledger import used_since
from tests.support.jobs import GUILD, USER, bring_to, make_new
from tests.support.store_ports import OpenStore, StorePorts

_NOW = 1_700_000_000.0
_FULL = canonical(
    GuildSettings(
        guild_id=GUILD,
        paused=True,
        kinds_off=frozenset({Kind.VIDEO, Kind.SFX}),
        channel_ids=frozenset({GUILD, 3}),
        role_ids=frozenset({4}),
        results_channel_id=GUILD - 1,
        defaults={
            Kind.MUSIC: KindDefaults(model="GL", version="1.0", format=AudioFormat.WAV),
            Kind.TTS: KindDefaults(voice_id="a+/=", voice_name="Emma", language="en"),
        },
        age_rule=AgeRule.NEVER,
        keep_results=False,
        announcement_locale="ja",
        limits=(
            Limit(Scope.USER, Measure.COUNT, Window.DAY, 5),
            Limit(Scope.ROLE, Measure.SECONDS, Window.MONTH, None, role_id=4),
            Limit(Scope.SERVER, Measure.AT_ONCE, None, 0),
        ),
        blocked_user_ids=frozenset({USER}),
        blocked_words=("bad", "\x00\ud800 über", "禁"),
        blocked_patterns=("(a+)+$",),
        prompt_retention_days=0,
        grace_days=3,
    )
)


async def test_settings_come_back_as_they_were_written_also_after_a_restart(store_url: str) -> None:
    async with Store.opened(store_url, SystemClock()) as store:
        assert await store.guilds.load(GUILD) == GuildSettings(GUILD)
        written = await store.guilds.change(GUILD, USER, _NOW, lambda old: _FULL, differences)
        assert written.settings == _FULL
        assert [one.change.setting for one in written.entries] == [
            one.setting for one in differences(GuildSettings(GUILD), _FULL)
        ]
    async with Store.opened(store_url, SystemClock()) as store:
        assert await store.guilds.load(GUILD) == _FULL
        lines = await store.guilds.audit(GUILD, None, 100)
        told = {line.change.setting: (line.change.old, line.change.new) for line in lines}
        assert told["paused"] == ("off", "on")
        assert told["kinds_off"] == ("", "sfx, video")
        assert told["limit.user.count.day"] == ("", "5")
        assert told["limit.role.4.seconds.month"] == ("", "unlimited")
        assert told["defaults.tts.voice_name"] == ("", "Emma")
        assert {(line.actor_id, line.at) for line in lines} == {(USER, _NOW)}


async def test_a_change_that_is_refused_leaves_no_trace(store: StorePorts) -> None:
    def refuse(old: GuildSettings) -> GuildSettings:
        raise InvalidRequest(key="rules-grace")

    with pytest.raises(InvalidRequest):
        await store.guilds.change(GUILD, USER, _NOW, refuse, differences)
    assert await store.guilds.audit(GUILD, None, 10) == []
    assert await store.guilds.present_guilds() == []
    await store.guilds.change(GUILD, USER, _NOW, lambda old: old, differences)
    assert await store.guilds.audit(GUILD, None, 10) == []


async def test_changes_at_once_lose_none(store: StorePorts) -> None:
    async def block(user_id: int) -> None:
        await store.guilds.change(
            GUILD,
            USER,
            _NOW + user_id,
            lambda old: replace(old, blocked_user_ids=old.blocked_user_ids | {user_id}),
            differences,
        )

    await asyncio.gather(*(block(user_id) for user_id in range(1, 31)))
    assert (await store.guilds.load(GUILD)).blocked_user_ids == frozenset(range(1, 31))
    newest = await store.guilds.audit(GUILD, None, 20)
    older = await store.guilds.audit(GUILD, newest[-1].id, 20)
    assert [line.change.new for line in (*newest, *older)] == [str(user_id) for user_id in range(30, 0, -1)]


async def test_a_mark_is_written_once(store: StorePorts) -> None:
    answers = await asyncio.gather(*(store.guilds.mark_once(GUILD, "warned", _NOW) for _ in range(10)))
    assert sorted(answers) == [False] * 9 + [True]
    assert await store.guilds.mark_once(GUILD, "other", _NOW)
    assert await store.guilds.mark_once(1, "warned", _NOW)


async def test_coming_and_going_is_remembered(store: StorePorts) -> None:
    await store.guilds.set_present([1, 2, 3])
    await store.guilds.set_left(2, _NOW)
    await store.guilds.set_left(2, _NOW + 50)
    await store.guilds.set_left(9, _NOW)
    assert sorted(await store.guilds.present_guilds()) == [1, 3]
    await store.guilds.change(4, USER, _NOW, lambda old: replace(old, paused=True), differences)
    await store.guilds.set_present([2])
    assert sorted(await store.guilds.present_guilds()) == [1, 2, 3, 4]


async def test_a_server_was_left_when_it_was_first_left(sql_store: Store) -> None:
    await sql_store.guilds.set_left(2, _NOW)
    await sql_store.guilds.set_left(2, _NOW + 50)
    async with sql_store.database.read() as connection:
        left_at = await connection.execute(text("SELECT left_at FROM guild_settings WHERE guild_id = 2"))
        assert float(left_at.scalar_one()) == _NOW


async def test_the_operators_word_is_kept(store: StorePorts) -> None:
    assert await store.guilds.load_operator() == OperatorState()
    state = OperatorState(paused=True, draining=True, maintenance="back at nine ☕")
    assert await store.guilds.change_operator(lambda old: state) == state
    assert await store.guilds.load_operator() == state


async def test_operators_who_change_different_things_at_once_lose_nothing(store: StorePorts) -> None:
    changes: list[Callable[[OperatorState], OperatorState]] = [
        lambda old: replace(old, paused=True),
        lambda old: replace(old, draining=True),
        lambda old: replace(old, maintenance="back at nine"),
    ]
    for _ in range(5):
        await asyncio.gather(*(store.guilds.change_operator(change) for change in changes))
        assert await store.guilds.load_operator() == OperatorState(True, True, "back at nine")
        await store.guilds.change_operator(lambda old: OperatorState())


async def test_a_mark_that_was_taken_back_can_be_made_again(store: StorePorts) -> None:
    assert await store.guilds.mark_once(GUILD, "warned", _NOW)
    await store.guilds.unmark(GUILD, "other")
    assert not await store.guilds.mark_once(GUILD, "warned", _NOW)
    await store.guilds.unmark(GUILD, "warned")
    assert await store.guilds.mark_once(GUILD, "warned", _NOW)


async def test_the_overview_counts_what_is_open_and_what_went_wrong(store: StorePorts) -> None:
    empty = await store.guilds.overview(0.0)
    assert (empty.open_by_state, empty.oldest_open_id, empty.faults_by_code) == ({}, None, {})
    oldest = await bring_to(store.jobs, make_new(_NOW), State.WAITING)
    await bring_to(store.jobs, make_new(_NOW + 1), State.WAITING)
    await bring_to(store.jobs, make_new(_NOW + 1), State.REQUESTED)
    for at in (_NOW - 90_000.0, _NOW + 2, _NOW + 3):
        job = await bring_to(store.jobs, make_new(at), State.WAITING)
        fault = Fault(key="provider-failed", code="InternalError", detail=str(at))
        await store.jobs.take(TransitionRequest(job.id, Transition.FAIL, ColumnUpdate(at=at, fault=fault), job.task_id))
    overview = await store.guilds.overview(_NOW - 86_400.0)
    assert overview.open_by_state == {"waiting": 2, "requested": 1}
    assert (overview.oldest_open_at, overview.held_deliveries) == (_NOW - 90_000.0, 0)
    assert overview.faults_by_code == {"InternalError": 2}
    assert oldest.id != overview.oldest_open_id


async def test_settings_of_another_foley_are_read_as_far_as_possible(sql_store: Store) -> None:
    await sql_store.guilds.set_present([1])
    strange = {"paused": "yes", "kinds_off": ["video", "hologram", 3], "limits": [{"scope": "user"}, 7], "new": 1}
    async with sql_store.database.write() as connection:
        await connection.execute(update(guild_settings).values(settings=json.dumps(strange)))
    assert await sql_store.guilds.load(1) == GuildSettings(1, kinds_off=frozenset({Kind.VIDEO}))


_IDS = st.frozensets(st.integers(1, 2**63 - 1), max_size=4)
_ANY = st.builds(
    GuildSettings,
    guild_id=st.just(1),
    paused=st.booleans(),
    kinds_off=st.frozensets(st.sampled_from(list(Kind))),
    channel_ids=_IDS,
    role_ids=_IDS,
    results_channel_id=st.none() | st.integers(1, 2**63 - 1),
    defaults=st.dictionaries(st.sampled_from(list(Kind)), st.builds(KindDefaults)),
    age_rule=st.sampled_from(list(AgeRule)),
    keep_results=st.booleans(),
    level_loudness=st.booleans(),
    ai_label=st.booleans(),
    soundboard=st.booleans(),
    announcement_locale=st.sampled_from(["", "ja"]),
    limits=st.lists(
        st.builds(
            Limit,
            scope=st.sampled_from(list(Scope)),
            measure=st.sampled_from([Measure.COUNT, Measure.SECONDS]),
            window=st.sampled_from(list(Window)),
            amount=st.none() | st.integers(0, 10**7),
            role_id=st.none() | st.integers(1, 9),
        ),
        max_size=4,
        unique_by=lambda limit: limit.slot,
    ).map(tuple),
    blocked_user_ids=_IDS,
    blocked_words=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    prompt_retention_days=st.none() | st.integers(0, 999),
    grace_days=st.integers(0, 365),
)


@given(_ANY)
def test_any_settings_survive_storing(settings: GuildSettings) -> None:
    text_ = dump_settings(settings)
    assert text_.isascii()
    assert load_settings(1, text_) == canonical(settings)


@given(_ANY, _ANY)
def test_the_audit_has_a_line_exactly_when_something_changed(old: GuildSettings, new: GuildSettings) -> None:
    old, new = canonical(old), canonical(new)
    lines = differences(old, new)
    assert (lines == []) == (old == new)
    assert len({line.setting for line in lines}) == len(lines)


_BEGAN_AT = 19_000.0
_QUESTIONS: list[tuple[Select[tuple[object, ...]], str]] = [
    (guild_queries.audit(5, None, 20), "ix_guild_audit_guild"),
    (guild_queries.audit(5, "10000000015000", 20), "ix_guild_audit_guild"),
    (guild_queries.usage_by_day(5, 1, 3), "ix_quota_ledger_usage"),
    (guild_queries.usage_by_user(5, 1, 3, 10), "ix_quota_ledger_usage"),
    (guild_queries.unsettled_since_before(1.0), "ix_quota_ledger_unsettled"),
    (guild_queries.stale_aliases(1.0), "ix_quota_ledger_user"),
    (used_since(5, [2, -3], _BEGAN_AT), "ix_quota_ledger_guild_user"),
    (used_since(5, None, _BEGAN_AT), "ix_quota_ledger_guild"),
    (used_since(5, None, _BEGAN_AT, Kind.VIDEO, "USD"), "ix_quota_ledger_guild"),
    (used_since(None, None, _BEGAN_AT), "ix_quota_ledger_time"),
]


async def test_books_and_audit_are_answered_from_an_index(sql_store: Store) -> None:
    await _fill(sql_store)
    for question, index in _QUESTIONS:
        told = "\n".join(await _plan(sql_store, question))
        # The two that begin with server and time may stand in for each other; no full walk may.
        assert index in told or "ix_quota_ledger_guild" in told, (index, told)
        assert "Seq Scan" not in told, told
        assert "SCAN quota_ledger\n" not in told + "\n", told


async def _fill(store: Store) -> None:
    sqlite = store.database.is_sqlite
    numbers = (
        "(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 19999) SELECT n FROM c)"
        if sqlite
        else "generate_series(0, 19999) AS n"
    )
    name = "printf('1%013d', n)" if sqlite else "'1' || lpad(n::text, 13, '0')"
    statements = (
        (
            "INSERT INTO quota_ledger (job_id, guild_id, user_id, kind, day, reserved_at, standing, uses, seconds)"
            f" SELECT {name}, n % 400, n % 6000, 'music', n / 200, n, 'charged', 1, 1 FROM {numbers} WHERE n >= 0"
        ),
        (
            "INSERT INTO guild_audit (id, guild_id, actor_id, at, setting, old, new)"
            f" SELECT {name}, n % 400, 1, n, 'paused', 'off', 'on' FROM {numbers} WHERE n >= 0"
        ),
        f"INSERT INTO guild_marks (guild_id, name, at) SELECT n, 'x', n FROM {numbers} WHERE n >= 0",
    )
    async with store.database.write_without_limit() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    if not sqlite:
        async with store.database.write_without_limit() as connection:
            for table in ("quota_ledger", "guild_audit", "guild_marks"):
                await connection.execute(text(f"ANALYZE {table}"))


async def _plan(store: Store, question: Select[tuple[object, ...]]) -> list[str]:
    statement = str(question.compile(dialect=store.database.engine.dialect, compile_kwargs={"literal_binds": True}))
    explain = "EXPLAIN QUERY PLAN " if store.database.is_sqlite else "EXPLAIN "
    async with store.database.read() as connection:
        return [str(row[-1]) for row in await connection.exec_driver_sql(explain + statement)]


@pytest.mark.parametrize("first", ["read", "changed", "met", "left"])
async def test_a_new_server_starts_with_its_preset_whoever_comes_first(open_store: OpenStore, first: str) -> None:
    longest = 9

    def new_server(defaults: GuildSettings) -> GuildSettings:
        return replace(defaults, longest_video_seconds=longest)

    async with open_store(new_server) as store:
        guilds = store.guilds
        match first:
            case "read":
                assert await guilds.load(4) == GuildSettings(4, longest_video_seconds=9)
            case "changed":
                changed = await guilds.change(4, USER, _NOW, lambda old: replace(old, grace_days=2), differences)
                assert changed.settings == GuildSettings(4, longest_video_seconds=9, grace_days=2)
                assert [entry.change.setting for entry in changed.entries] == ["grace_days"]
            case "left":
                await guilds.set_left(4, _NOW)
        await guilds.set_present([4])
        longest = 1
        await guilds.set_present([4, 5])
        assert (await guilds.load(4)).longest_video_seconds == 9
        assert (await guilds.load(5)).longest_video_seconds == 1
        assert await guilds.present_guilds() == [4, 5]


def test_settings_of_before_limits_by_command_and_money_are_read_as_they_were() -> None:
    old = (
        '{"paused":true,"limits":[{"scope":"user","measure":"count","window":"day","amount":5,"role_id":null}],'
        '"blocked_words":["b","a"]}'
    )
    settings = load_settings(7, old)
    assert settings.limits == (Limit(Scope.USER, Measure.COUNT, Window.DAY, 5),)
    assert (settings.paused, settings.blocked_words, settings.longest_video_seconds) == (True, ("a", "b"), None)


async def test_a_change_is_found_by_any_of_its_lines_and_by_its_server_alone(store: StorePorts) -> None:
    changed = await store.guilds.change(
        4, USER, _NOW, lambda old: replace(old, paused=True, grace_days=2, keep_results=False), differences
    )
    await store.guilds.change(4, USER, _NOW + 1, lambda old: replace(old, paused=False), differences)
    await store.guilds.note(4, USER, _NOW + 2, [AuditChange("job.cancelled", "", "0" * 14)])
    for entry in changed.entries:
        found = await store.guilds.audit_change(4, entry.id)
        assert sorted(one.id for one in found) == sorted(one.id for one in changed.entries)
        assert {one.change.exact for one in found} == {one.change.exact for one in changed.entries}
        assert await store.guilds.audit_change(5, entry.id) == []
    newest = (await store.guilds.audit(4, None, 1))[0]
    assert (newest.change.setting, newest.change.exact) == ("job.cancelled", "")
