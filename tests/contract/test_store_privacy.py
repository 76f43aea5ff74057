"""A person's data: all of it comes out, none of it stays; servers and prompts go when their time is over."""

import asyncio
import json
from dataclasses import asdict, replace
from functools import partial

import pytest
from sqlalchemy import event, insert, text

from bot.errors import QuotaExceeded
from bot.guilds.changes.audit import differences
from bot.guilds.privacy import PrivacyService
from bot.guilds.settings import GuildSettings
from bot.jobs.caller import Caller
from bot.jobs.claim import DAY_SECONDS, Bound, Claim, Measure, Window
from bot.jobs.model import (
    REQUEST_TYPES,
    ColumnUpdate,
    DeliveryState,
    Job,
    Kind,
    MusicRequest,
    Request,
    SfxRequest,
    SpeechRequest,
    State,
    Transition,
    TransitionRequest,
    VideoRequest,
    prompt_of,
)
from bot.jobs.ports import PollResult, Preferences, RequestPreset
from bot.jobs.repository import JobRepository
from bot.store import Store
from bot.store.guilds.codec import dump_settings
from bot.store.guilds.privacy import blanked_request
from bot.store.guilds.schema import guild_settings
from tests.support.jobs import GUILD, PLACE, REQUEST, USER, bring_to, every_place, make_new
from tests.support.manual_clock import ManualClock
from tests.support.memory_guilds import EmptyResultCache
from tests.support.memory_store import QuietSignals

_NOW = 1_700_000_000.0
_OTHER = 7_700_000_077
_WHO = Caller(user_id=USER, guild_id=GUILD, locale="en-US")
_TABLES = ("jobs", "preferences", "quota_ledger", "guild_audit", "guild_marks", "erasures", "request_presets")


class Desk:
    """The privacy service over a store, and what the provider and the shelf were told."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.aborted: list[str] = []
        self.result_cache = EmptyResultCache()
        self.repository = JobRepository(store.jobs, QuietSignals(), ManualClock(_NOW + 100))
        clock = ManualClock(_NOW + 100)
        self.privacy = PrivacyService(store.privacy, self.repository, self.result_cache, store.signals, clock, self)

    async def poll(self, job: Job) -> PollResult:
        raise AssertionError("nothing was given up")

    async def abort(self, job: Job) -> bool:
        self.aborted.append(job.id)
        return False

    async def mentions(self, user_id: int) -> dict[str, int]:
        """Count the rows of every table in which the person's id stands, in any column."""
        found: dict[str, int] = {}
        async with self.store.database.read() as connection:
            for table in _TABLES:
                rows = (await connection.execute(text(f"SELECT * FROM {table}"))).all()
                count = sum(any(str(user_id) in str(value) for value in row) for row in rows)
                if count:
                    found[table] = count
        return found


@pytest.fixture
def desk(sql_store: Store) -> Desk:
    return Desk(sql_store)


async def _live(desk: Desk, user_id: int = USER) -> dict[tuple[State, DeliveryState], Job]:
    """Let a person have a job in every place of the diagram, and rows in every table."""
    jobs = {}
    for state, delivery_state in every_place():
        jobs[state, delivery_state] = await bring_to(
            desk.store.jobs, make_new(_NOW, user_id=user_id), state, delivery_state
        )
    await desk.store.jobs.add(make_new(_NOW, user_id=user_id), Claim(5.0))
    await desk.store.preferences.save_preferences(user_id, Preferences(language="ja"))
    for guild_id in (0, GUILD):
        await desk.store.presets.save_preset(RequestPreset(guild_id, user_id, "rain", REQUEST, _NOW), 25)
    await desk.store.guilds.change(GUILD, user_id, _NOW, lambda old: replace(old, paused=not old.paused), differences)
    strangers = await bring_to(desk.store.jobs, make_new(_NOW, user_id=_OTHER), State.REQUESTED)
    await desk.store.jobs.take(
        TransitionRequest(strangers.id, Transition.CANCEL, ColumnUpdate(at=_NOW, cancelled_by=user_id))
    )
    return jobs


async def test_an_export_holds_everything_about_a_person_and_nothing_about_others(desk: Desk) -> None:
    jobs = await _live(desk)
    await desk.store.guilds.change(
        GUILD, _OTHER, _NOW, lambda old: replace(old, blocked_user_ids=frozenset({USER})), differences
    )
    told = await desk.privacy.export(_WHO)
    assert json.loads(json.dumps(told)) == told
    assert {row["id"] for row in told["jobs"]} >= {job.id for job in jobs.values()}
    assert len(told["jobs"]) == len(jobs) + 1
    assert {row["user_id"] for row in told["jobs"]} == {str(USER)}
    assert told["jobs"][0]["request"]["prompt"] == "calm rain"
    assert told["preferences"][0]["chosen"]["language"] == "ja"
    assert [(row["name"], row["guild_id"]) for row in told["presets"]] == [("rain", "0"), ("rain", str(GUILD))]
    assert (len(told["usage"]), len(told["settings_changed"]), len(told["cancelled_jobs_of_others"])) == (1, 1, 1)
    assert told["blocked_in"] == [{"guild_id": str(GUILD)}]
    assert [row["guild_id"] for row in told["blocks_changed"]] == [str(GUILD)]
    nobody = await desk.privacy.export(replace(_WHO, user_id=12345))
    assert all(not rows for name, rows in nobody.items() if isinstance(rows, list))


async def test_after_a_deletion_nothing_remains_but_what_is_under_way(desk: Desk) -> None:
    jobs = await _live(desk)
    before = await desk.mentions(_OTHER)
    erased = await desk.privacy.delete(_WHO)
    left = {job.id for job in jobs.values() if await desk.store.jobs.get(job.id)}
    under_way = {
        job.id
        for (state, delivery_state), job in jobs.items()
        if state is State.SUBMITTING or delivery_state is DeliveryState.SENDING
    }
    assert left == under_way
    assert (erased.pending, erased.jobs) == (len(under_way), len(jobs) + 1 - len(under_way))
    # requested (twice), queued, waiting, and ready with a delivery due or held
    assert (erased.cancelled, erased.may_still_bill) == (6, 3)
    assert desk.aborted == [jobs[State.WAITING, DeliveryState.NONE].id]
    assert set(await desk.mentions(USER)) == {"jobs", "erasures"}

    for job in [await desk.store.jobs.get(job_id) for job_id in sorted(under_way)]:
        assert job is not None
        transition = Transition.CONFIRM_DELIVERY if job.delivery_state is DeliveryState.SENDING else Transition.ACCEPT
        await desk.store.jobs.take(
            TransitionRequest(job.id, transition, ColumnUpdate(at=_NOW + 5, task_id="late"), "late")
        )
    await desk.privacy.sweep()
    assert await desk.mentions(USER) == {}
    assert await desk.mentions(_OTHER) == before
    assert set(desk.result_cache.forgotten) >= {job.id for job in jobs.values()}
    assert await desk.store.privacy.erasures() == []
    # What was saved for a server is the server's, and nobody knows any more who it was.
    assert [(one.guild_id, one.user_id) for one in await desk.store.presets.load_presets(GUILD, USER)] == [(GUILD, 0)]


async def test_a_block_stays_after_a_deletion_but_the_audit_names_nobody(desk: Desk) -> None:
    """The list of blocked people is the server's word: a deletion must not let anybody in again."""
    lists = (frozenset({USER, _OTHER}), frozenset({_OTHER}), frozenset({USER, _OTHER, USER * 10}))
    for number, blocked in enumerate(lists):
        change = partial(replace, blocked_user_ids=blocked)
        await desk.store.guilds.change(GUILD, _OTHER, _NOW + number, change, differences)
    await desk.privacy.delete(_WHO)
    lines = [entry.change for entry in await desk.store.guilds.audit(GUILD, None, 10)]
    assert [(line.old, line.new) for line in lines] == [("", f"0, {USER * 10}"), ("0", ""), ("", f"0, {_OTHER}")]
    assert (await desk.store.guilds.load(GUILD)).blocked_user_ids == {USER, _OTHER, USER * 10}


async def test_what_is_made_after_a_deletion_is_not_part_of_it(desk: Desk) -> None:
    old = await bring_to(desk.store.jobs, make_new(_NOW), State.SUBMITTING)
    assert (await desk.privacy.delete(_WHO)).pending == 1
    new = await desk.store.jobs.add(make_new(_NOW + 200), Claim(5.0))
    await desk.store.preferences.save_preferences(USER, Preferences(language="de"))
    await desk.privacy.sweep()
    await desk.store.jobs.take(TransitionRequest(old.id, Transition.REFUSE, ColumnUpdate(at=_NOW + 201)))
    await desk.privacy.sweep()
    assert await desk.store.jobs.get(old.id) is None
    assert await desk.store.jobs.get(new.id) == new
    assert (await desk.store.preferences.load_preferences(USER)).language == "de"


async def test_deleting_ones_data_is_no_way_around_ones_limits(desk: Desk) -> None:
    began_at, ends_at = Window.DAY.bounds(_NOW)
    bound = Bound(Measure.COUNT, Window.DAY, 1, True, began_at, ends_at)
    job = await desk.store.jobs.add(make_new(_NOW), Claim(5.0, (bound,)))
    for transition, task_id in ((Transition.SUBMIT, None), (Transition.ACCEPT, "task")):
        await desk.store.jobs.take(
            TransitionRequest(job.id, transition, ColumnUpdate(at=_NOW, task_id=task_id), "task")
        )
    await desk.privacy.delete(_WHO)
    assert await desk.mentions(USER) == {}
    with pytest.raises(QuotaExceeded):
        await desk.store.jobs.add(make_new(_NOW + 1), Claim(5.0, (bound,)))
    day = int(_NOW // DAY_SECONDS)
    usage = await desk.store.guilds.usage(GUILD, day, day, 5)
    assert [(one.user_id, one.count) for one in usage.users] == [(0, 1)]
    await desk.store.privacy.settle_old(_NOW + 33 * DAY_SECONDS)
    assert (await desk.store.guilds.allowances(GUILD, USER, [bound]))[0].used == 0


async def test_many_jobs_are_removed_in_batches(desk: Desk) -> None:
    await asyncio.gather(*(desk.store.jobs.add(make_new(_NOW + n), Claim(1.0)) for n in range(60)))
    erased = await desk.privacy.delete(_WHO)
    assert (erased.jobs, erased.cancelled, erased.pending) == (60, 60, 0)
    again = await desk.privacy.delete(_WHO)
    assert (again.jobs, again.cancelled, again.pending) == (0, 0, 0)


async def test_a_left_servers_data_goes_after_the_grace_time(desk: Desk) -> None:
    await _live(desk)
    stays = await desk.store.jobs.add(make_new(_NOW, place=replace(PLACE, guild_id=5)), Claim(1.0))
    await desk.store.guilds.mark_once(GUILD, "warned", _NOW)
    await desk.store.guilds.change(GUILD, 1, _NOW, lambda old: replace(old, grace_days=2), differences)
    await desk.store.guilds.set_left(GUILD, _NOW)
    assert await desk.store.privacy.forget_left_guilds(_NOW + 2 * DAY_SECONDS - 1) == ([], [])
    # Something of it is still being made: nothing is removed under a running job.
    assert await desk.store.privacy.forget_left_guilds(_NOW + 9 * DAY_SECONDS) == ([], [])
    async with desk.store.database.write() as connection:
        await connection.execute(
            text("DELETE FROM jobs WHERE delivery_state IN ('none', 'due', 'sending') AND guild_id <> 5")
        )
    gone, removed = await desk.store.privacy.forget_left_guilds(_NOW + 9 * DAY_SECONDS)
    assert gone == [GUILD]
    assert len(removed) > 5
    assert await desk.mentions(GUILD) == {}
    assert await desk.store.jobs.get(stays.id) == stays
    assert await desk.store.guilds.load(GUILD) == GuildSettings(GUILD)


async def test_a_server_that_takes_foley_back_in_time_loses_nothing(desk: Desk) -> None:
    job = await bring_to(desk.store.jobs, make_new(_NOW), State.CANCELLED)
    await desk.store.guilds.set_left(GUILD, _NOW)
    await desk.store.guilds.set_present([GUILD])
    assert await desk.store.privacy.forget_left_guilds(_NOW + 99 * DAY_SECONDS) == ([], [])
    assert await desk.store.jobs.get(job.id) == job


async def test_prompts_go_when_the_servers_retention_is_over(desk: Desk) -> None:
    told = {at: await bring_to(desk.store.jobs, make_new(_NOW + at), State.CANCELLED) for at in (0.0, 1.0, 90_000.0)}
    elsewhere = await bring_to(desk.store.jobs, make_new(_NOW, place=replace(PLACE, guild_id=5)), State.CANCELLED)
    assert await desk.store.privacy.forget_prompts(_NOW + 99 * DAY_SECONDS) == 0
    await desk.store.guilds.change(GUILD, 1, _NOW, lambda old: replace(old, prompt_retention_days=1), differences)
    assert await desk.store.privacy.forget_prompts(_NOW + DAY_SECONDS + 10) == 2
    assert await desk.store.privacy.forget_prompts(_NOW + DAY_SECONDS + 10) == 0
    texts = {at: prompt_of(job.request) for at, one in told.items() if (job := await desk.store.jobs.get(one.id))}
    assert texts == {0.0: "", 1.0: "", 90_000.0: "calm rain"}
    other = await desk.store.jobs.get(elsewhere.id)
    assert other is not None
    assert prompt_of(other.request) == "calm rain"


async def test_looking_through_many_servers_holds_up_nobody(desk: Desk) -> None:
    """Read in one go, 20,000 servers held up heartbeats and commands for 1.2 s."""
    servers, page = 1_000, 200
    kept = dump_settings(GuildSettings(1, prompt_retention_days=1))
    rows = [{"guild_id": number, "settings": kept} for number in range(10, 10 + servers)]
    rows += [{"guild_id": number, "settings": dump_settings(GuildSettings(1))} for number in range(2000, 3000)]
    async with desk.store.database.write() as connection:
        await connection.execute(insert(guild_settings), rows)
    last = make_new(_NOW, place=replace(PLACE, guild_id=9 + servers))
    await bring_to(desk.store.jobs, last, State.CANCELLED)
    pages: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "guild_settings.settings" in statement and "min(" in statement:
            pages.append(statement)

    event.listen(desk.store.database.engine.sync_engine, "before_cursor_execute", count)
    assert await desk.store.privacy.forget_prompts(_NOW + 2 * DAY_SECONDS) == 1
    assert len(pages) == servers // page + 1
    assert await desk.store.privacy.forget_prompts(_NOW + 2 * DAY_SECONDS) == 0


async def test_the_prompt_of_a_job_under_way_stays_until_it_is_told(desk: Desk) -> None:
    first = await bring_to(desk.store.jobs, make_new(_NOW), State.CANCELLED)
    running = await bring_to(desk.store.jobs, make_new(_NOW + 1), State.WAITING)
    last = await bring_to(desk.store.jobs, make_new(_NOW + 2), State.CANCELLED)
    await desk.store.guilds.change(GUILD, 1, _NOW, lambda old: replace(old, prompt_retention_days=0), differences)
    assert await desk.store.privacy.forget_prompts(_NOW + 60) == 1
    await desk.store.jobs.take(TransitionRequest(running.id, Transition.CANCEL, ColumnUpdate(at=_NOW + 70)))
    assert await desk.store.privacy.forget_prompts(_NOW + 80) == 2
    for job in (first, running, last):
        now = await desk.store.jobs.get(job.id)
        assert now is not None
        assert prompt_of(now.request) == ""


def test_every_text_and_link_of_every_kind_is_blanked() -> None:
    requests: dict[Kind, Request] = {
        Kind.MUSIC: MusicRequest("x", "GL", lyrics="x", reference_url="x", video_url="x"),
        Kind.SFX: SfxRequest("x", video_url="x", bgm_prompt="x"),
        Kind.TTS: SpeechRequest("x", "voice", spoken_text="x"),
        Kind.VIDEO: VideoRequest(
            "x", "GV", image_url="x", last_image_url="x", negative="x", reference_1_url="x", reference_2_url="x",
            reference_3_url="x", reference_video_url="x",
        ),
    }  # fmt: skip
    assert set(requests) == set(REQUEST_TYPES)
    for request in requests.values():
        assert "x" not in asdict(blanked_request(request)).values()
        assert type(blanked_request(request)) is type(request)
