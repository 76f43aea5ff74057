"""JobStore, on disk and in memory: what is written comes back, and every transition is taken once or not at all."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.errors import Conflict, NotFound, StoreError
from bot.jobs.model import (
    AudioFormat,
    ColumnUpdate,
    DeliveryState,
    Job,
    Kind,
    Medium,
    MusicRequest,
    NewJob,
    Output,
    PostAs,
    Request,
    SfxRequest,
    SpeechRequest,
    State,
    Transition,
    TransitionRequest,
    VideoRequest,
)
from bot.jobs.ports import JobFilter
from bot.store import Store
from tests.support.jobs import FAULT, GUILD, OUTPUT, PLACE, USER, bring_to, every_place, make_new
from tests.support.store_ports import StorePorts

_NASTY = "rain \"'; DROP TABLE jobs; -- \x00 \ud83d 🌧️ \u202e \\ %s :name"

_REQUESTS: list[Request] = [
    MusicRequest("a", "GL", "3.0", "la la", instrumental=True, reference_url="https://x/y", format=AudioFormat.WAV),
    SfxRequest(_NASTY, version="1", duration_seconds=7, video_url="https://x/v", form=PostAs.VOICE_MESSAGE),
    SfxRequest("b"),
    SpeechRequest(_NASTY, "s2+/=" * 20, "Ann", "en", pitch=-3, sample_rate=24000, form=PostAs.VOICE_MESSAGE),
    VideoRequest("c", "Kling", duration_seconds=5, resolution="1080*720", audio=False, image_url="https://x/i"),
]


@pytest.mark.parametrize("request_", _REQUESTS)
async def test_a_job_comes_back_as_it_was_written(store: StorePorts, request_: Request) -> None:
    written = await store.jobs.add(make_new(request=request_))
    read = await store.jobs.get(written.id)
    assert read == written
    assert (read.request, read.place, read.user_id, read.state) == (request_, PLACE, USER, State.REQUESTED)
    assert isinstance(read.created_at, float)


async def test_a_missing_job_is_none_and_changes_nothing(store: StorePorts) -> None:
    assert await store.jobs.get("0" * 14) is None
    assert await store.jobs.take(TransitionRequest("0" * 14, Transition.SUBMIT)) is None
    assert await store.jobs.take_many([]) == []
    assert await store.jobs.open_jobs() == []


async def test_a_whole_life_writes_every_column(store: StorePorts) -> None:
    new = make_new()

    async def take(transition: Transition, changes: ColumnUpdate | None = None) -> None:
        assert (
            await store.jobs.take(TransitionRequest(new.id, transition, changes or ColumnUpdate(), "t-1")) is not None
        )

    await store.jobs.add(new)
    await take(Transition.SUBMIT, ColumnUpdate(at=1.0))
    await take(Transition.QUEUE, ColumnUpdate(retry_at=2.5, fault=FAULT))
    await take(Transition.SUBMIT, ColumnUpdate(at=3.0))
    await take(Transition.ACCEPT, ColumnUpdate(at=4.0, task_id="t-1", provider_request_id="r-1", status_message_id=77))
    outputs = (OUTPUT, Output(url="https://results.example/v.mp4", medium=Medium.VIDEO))
    await take(Transition.COMPLETE, ColumnUpdate(at=5.0, deliver_at=5.5, outputs=outputs))
    await take(Transition.START_DELIVERY, ColumnUpdate(at=6.0))
    await take(Transition.POSTPONE_DELIVERY, ColumnUpdate(deliver_at=7.0))
    await take(Transition.START_DELIVERY)
    sent = ColumnUpdate(at=8.0, result_channel_id=GUILD, result_message_id=GUILD - 1)
    await take(Transition.CONFIRM_DELIVERY, sent)

    job = await store.jobs.get(new.id)
    assert job is not None
    assert (job.attempts, job.retry_at, job.submitted_at, job.waiting_at, job.ended_at) == (1, 2.5, 3.0, 4.0, 5.0)
    assert (job.deliver_at, job.delivery_attempts, job.notified_at, job.postings) == (7.0, 2, 8.0, 0)
    assert (job.task_id, job.provider_request_id, job.outputs, job.fault) == ("t-1", "r-1", outputs, FAULT)
    assert (job.result_channel_id, job.result_message_id, job.place.status_message_id) == (GUILD, GUILD - 1, 77)

    await take(Transition.DELIVER_AGAIN, ColumnUpdate(deliver_at=9.0))
    again = await store.jobs.get(new.id)
    assert again == replace(job, delivery_state=DeliveryState.DUE, deliver_at=9.0, delivery_attempts=0, postings=1)


@pytest.mark.parametrize(
    ("start", "transition"), [(State.SUBMITTING, Transition.QUEUE), (State.WAITING, Transition.PUT_BACK)]
)
async def test_an_attempt_is_counted_when_a_job_goes_into_the_queue(
    store: StorePorts, start: State, transition: Transition
) -> None:
    job = await bring_to(store.jobs, make_new(), start)
    taken = await store.jobs.take(TransitionRequest(job.id, transition, ColumnUpdate(at=50.0), job.task_id))
    assert taken is not None
    assert (taken.attempts, taken.retry_at) == (1, 50.0)


async def test_of_twenty_racing_takes_one_wins(store: StorePorts) -> None:
    job = await store.jobs.add(make_new())
    taken = await asyncio.gather(
        *(store.jobs.take(TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=n))) for n in range(20))
    )
    winners = [one for one in taken if one is not None]
    assert len(winners) == 1
    assert await store.jobs.get(job.id) == winners[0]


async def test_racing_batches_share_the_jobs_without_a_deadlock(store: StorePorts) -> None:
    jobs = [await store.jobs.add(make_new(1_700_000_000.0 + n)) for n in range(30)]
    forwards = [TransitionRequest(job.id, Transition.SUBMIT, ColumnUpdate(at=float(n))) for n, job in enumerate(jobs)]
    batches = [forwards, forwards[::-1], forwards[10:], forwards[::-2]]
    answers = await asyncio.gather(*(store.jobs.take_many(batch) for batch in batches))
    won = [one.id for answer in answers for one in answer if one is not None]
    assert sorted(won) == sorted(job.id for job in jobs)


async def test_many_transitions_are_answered_in_order_each_on_its_own_condition(store: StorePorts) -> None:
    waiting = [await store.jobs.add(make_new(1.7e9 + n)) for n in range(250)]
    for transition in (Transition.SUBMIT, Transition.ACCEPT):
        assert all(
            await store.jobs.take_many(
                [TransitionRequest(job.id, transition, ColumnUpdate(task_id="t")) for job in waiting]
            )
        )
    requested = await store.jobs.add(make_new())
    requests = [
        TransitionRequest(
            job.id, Transition.COMPLETE, ColumnUpdate(at=float(n), outputs=(replace(OUTPUT, seconds=float(n)),)), "t"
        )
        for n, job in enumerate(waiting)
    ]
    requests[3] = TransitionRequest(waiting[3].id, Transition.FAIL, ColumnUpdate(at=3.0, fault=FAULT), "t")
    requests.insert(5, TransitionRequest(requested.id, Transition.COMPLETE, ColumnUpdate(at=0.0), "t"))
    answers = await store.jobs.take_many(requests)
    assert answers[5] is None
    done = answers[:5] + answers[6:]
    assert [one.id for one in done if one] == [job.id for job in waiting]
    assert [one.ended_at for one in done if one] == [float(n) for n in range(250)]
    assert done[3] is not None
    assert (done[3].state, done[3].fault) == (State.FAILED, FAULT)
    assert done[249] is not None
    assert done[249].outputs[0].seconds == 249.0


async def test_transitions_of_one_job_in_one_batch_keep_their_order(store: StorePorts) -> None:
    job = await store.jobs.add(make_new())
    transitions = [Transition.SUBMIT, Transition.SUBMIT, Transition.ACCEPT, Transition.CANCEL, Transition.COMPLETE]
    answers = await store.jobs.take_many(
        [TransitionRequest(job.id, transition, ColumnUpdate(at=1.0, task_id="t"), "t") for transition in transitions]
    )
    assert [one and one.state for one in answers] == [
        State.SUBMITTING,
        None,
        State.WAITING,
        State.CANCELLED,
        None,
    ]


async def test_a_batch_that_breaks_a_rule_writes_nothing(store: StorePorts) -> None:
    first, second = [await bring_to(store.jobs, make_new(1.7e9 + n), State.SUBMITTING) for n in range(2)]
    requests = [
        TransitionRequest(first.id, Transition.LOSE_TRACK, ColumnUpdate(at=1.0)),
        TransitionRequest(second.id, Transition.ACCEPT, ColumnUpdate(at=1.0)),
    ]
    with pytest.raises(StoreError):  # a waiting job without a TaskId
        await store.jobs.take_many(requests)
    assert await store.jobs.get(first.id) == first
    assert await store.jobs.get(second.id) == second


@pytest.mark.parametrize(
    "assignment",
    [
        *("state = 'bogus'", "delivery_state = 'bogus'", "kind = 'bogus'", "backend = 'bogus'", "state = 'ready'"),
        *("delivery_state = 'due'", "state = 'waiting'", "retry_of = 'nobody'", "guild_id = NULL"),
    ],
)
async def test_the_database_forbids_the_impossible(sql_store: Store, assignment: str) -> None:
    job = await sql_store.jobs.add(make_new())
    with pytest.raises(StoreError):
        async with sql_store.database.write() as connection:
            await connection.execute(text(f"UPDATE jobs SET {assignment}"))
    assert await sql_store.jobs.get(job.id) == job


async def test_an_id_is_written_once(store: StorePorts) -> None:
    new = make_new()
    written = await store.jobs.add(new)
    with pytest.raises(Conflict):
        await store.jobs.add(replace(new, user_id=1))
    assert await store.jobs.get(new.id) == written


async def test_a_person_has_one_open_repeat_of_a_job(store: StorePorts) -> None:
    original = await bring_to(store.jobs, make_new(), State.READY)
    assert await store.jobs.open_repeat(original.id, USER) is None
    assert not await store.jobs.retry_exists(original.id)

    answers = await asyncio.gather(
        *(store.jobs.add(make_new(1.7e9 + n, retry_of=original.id)) for n in range(5)), return_exceptions=True
    )
    [repeat] = [one for one in answers if not isinstance(one, BaseException)]
    assert [one.key for one in answers if isinstance(one, Conflict)] == ["store-conflict-repeat-open"] * 4
    assert await store.jobs.open_repeat(original.id, USER) == repeat
    assert await store.jobs.open_repeat(original.id, 1) is None
    assert not await store.jobs.retry_exists(original.id), "its outcome is known"

    await store.jobs.add(make_new(retry_of=original.id, user_id=1))
    await store.jobs.take(TransitionRequest(repeat.id, Transition.CANCEL, ColumnUpdate(at=1.0)))
    assert await store.jobs.open_repeat(original.id, USER) is None
    await store.jobs.add(make_new(retry_of=original.id))


async def test_an_unknown_job_is_bought_again_once_by_whomever(store: StorePorts) -> None:
    unknown = await bring_to(store.jobs, make_new(), State.UNKNOWN)
    attempts = [store.jobs.add(make_new(1.7e9 + n, user_id=n, retry_of=unknown.id)) for n in range(5)]
    answers = await asyncio.gather(*attempts, return_exceptions=True)
    [again] = [one for one in answers if not isinstance(one, BaseException)]
    assert [one.key for one in answers if isinstance(one, Conflict)] == ["refusal-already-resubmitted"] * 4
    assert await store.jobs.retry_exists(unknown.id)

    await store.jobs.take(TransitionRequest(again.id, Transition.CANCEL, ColumnUpdate(at=1.0)))
    with pytest.raises(Conflict):
        await store.jobs.add(make_new(retry_of=unknown.id))


async def test_a_retry_of_nothing_is_not_found(store: StorePorts) -> None:
    with pytest.raises(NotFound):
        await store.jobs.add(make_new(retry_of="0" * 14))


async def test_a_new_place_is_remembered_with_the_transition_it_came_with_or_not_at_all(store: StorePorts) -> None:
    elsewhere = replace(PLACE, channel_id=5, status_channel_id=6, status_message_id=8, upload_limit_bytes=7)
    for delivery_state in (DeliveryState.SENT, DeliveryState.SENDING):
        job = await bring_to(store.jobs, make_new(), State.READY, delivery_state)
        again = await store.jobs.take(
            TransitionRequest(job.id, Transition.DELIVER_AGAIN, ColumnUpdate(place=elsewhere))
        )
        row = await store.jobs.get(job.id)
        assert row is not None
        assert (row.place, again is not None) == (
            (elsewhere, True) if delivery_state is DeliveryState.SENT else (PLACE, False)
        )


async def test_open_jobs_are_those_that_still_need_something_oldest_first(store: StorePorts) -> None:
    jobs = [await bring_to(store.jobs, make_new(1.7e9 - n), *place) for n, place in enumerate(every_place())]
    needy = [
        job for job in jobs if job.delivery_state in {DeliveryState.NONE, DeliveryState.DUE, DeliveryState.SENDING}
    ]
    needy.sort(key=lambda job: job.id)
    assert await store.jobs.open_jobs() == needy
    pages, after_id = [], ""
    while page := await store.jobs.open_jobs(after_id, 2):
        pages.append(page)
        after_id = page[-1].id
    assert [len(page) for page in pages[:-1]] == [2] * (len(pages) - 1)
    assert [job for page in pages for job in page] == needy
    assert await store.jobs.being_sent() == [job for job in jobs if job.state is State.SUBMITTING]


async def test_rows_of_many_ids_are_read(store: StorePorts) -> None:
    jobs = [await store.jobs.add(make_new(1.7e9 + n)) for n in range(3)]
    wanted = [job.id for job in jobs] + [f"{n:014d}" for n in range(1200)]
    found = await store.jobs.changed_since(wanted)
    assert {job.id for job in found} == {job.id for job in jobs}
    assert await store.jobs.changed_since([]) == []


def _sample() -> list[tuple[NewJob, State]]:
    made = []
    for n in range(48):
        place = replace(PLACE, guild_id=n % 2)
        request: Request = _REQUESTS[n % 5] if n % 3 else MusicRequest("x", "m")
        made.append((make_new(1.7e9 + n, place=place, user_id=n % 3, request=request), list(State)[n % 10]))
    return made


_OPEN_STATES = frozenset(state for state in State if not state.is_final)


_FILTERS = [
    JobFilter(limit=100),
    JobFilter(),
    JobFilter(guild_id=0, limit=5),
    JobFilter(user_id=2, limit=100),
    JobFilter(guild_id=1, user_id=1, limit=100),
    JobFilter(guild_id=1, states=_OPEN_STATES, limit=100),
    JobFilter(guild_id=1, states=frozenset({State.WAITING, State.READY}), limit=100),
    JobFilter(guild_id=1, delivery_states=frozenset({DeliveryState.DUE}), limit=100),
    JobFilter(
        delivery_states=frozenset({DeliveryState.DUE, DeliveryState.SENT}),
        kinds=frozenset({Kind.TTS, Kind.MUSIC}),
        limit=100,
    ),
]


def _is_wanted(job: Job, wanted: JobFilter) -> bool:
    return (
        (wanted.guild_id is None or job.place.guild_id == wanted.guild_id)
        and (wanted.user_id is None or job.user_id == wanted.user_id)
        and (not wanted.states or job.state in wanted.states)
        and (not wanted.delivery_states or job.delivery_state in wanted.delivery_states)
        and (not wanted.kinds or job.kind in wanted.kinds)
    )


async def test_lists_are_newest_first_filtered_and_paged(store: StorePorts) -> None:
    jobs = [await bring_to(store.jobs, new, state) for new, state in _sample()]
    jobs.sort(key=lambda job: job.id, reverse=True)
    for wanted in _FILTERS:
        expected = [job for job in jobs if _is_wanted(job, wanted)]
        assert len(expected) > 1, wanted
        page = await store.jobs.list(wanted)
        assert page == expected[: wanted.limit], wanted
        rest = await store.jobs.list(replace(wanted, before_id=page[0].id))
        assert rest == expected[1 : wanted.limit + 1], wanted
