"""Tasks whose answer was lost, looked for in the local VOD's own list: the one that fits, and no other."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from bot.errors import ProviderError
from bot.jobs.model import AudioFormat, Job
from bot.jobs.ports import Failed
from bot.sandbox.tencent import Fault
from bot.tencent.actions import trace
from tests.integration.test_client_against_local_tencent import Meeting, meeting

__all__ = ["meeting"]
LIST, DETAIL = "DescribeTasks", "DescribeTaskDetail"


async def nobodys(task_ids: Sequence[str]) -> Collection[str]:
    return ()


async def lost(meeting: Meeting, name: str = "effect on VOD", **changes: object) -> Job:
    """Return a job as it stood when its create left."""
    job = await meeting.job(name)
    request = replace(job.request, **changes)  # type: ignore[arg-type]
    return replace(job, request=request, submitted_at=meeting.life.wall())


def asked(meeting: Meeting) -> list[str]:
    return [call.action for call in meeting.calls]


@pytest.mark.parametrize("name", ["effect on VOD", "music on VOD", "song by GL on VOD"])
async def test_the_task_of_this_input_is_found_among_others(meeting: Meeting, name: str) -> None:
    job = await lost(meeting, name)
    await meeting.provider.create(await lost(meeting, name, prompt="something else"))
    submission = await meeting.provider.create(job)
    await meeting.provider.create(await lost(meeting, name, format=AudioFormat.WAV))
    meeting.life.jump(20)
    assert await meeting.provider.find(job, nobodys) == (submission.task_id,)
    meeting.life.jump(3600)  # finished tasks are listed as well
    assert await meeting.provider.find(job, nobodys) == (submission.task_id,)


async def test_what_belongs_to_other_jobs_is_not_even_asked_about(meeting: Meeting) -> None:
    job = await lost(meeting)
    others = [(await meeting.provider.create(job)).task_id for _ in range(3)]
    mine = (await meeting.provider.create(job)).task_id

    async def known(task_ids: Sequence[str]) -> Collection[str]:
        assert set(task_ids) == {*others, mine}
        return others

    meeting.calls.clear()
    assert await meeting.provider.find(job, known) == (mine,)
    assert asked(meeting) == [LIST, DETAIL]


async def test_of_two_that_fit_both_are_told(meeting: Meeting) -> None:
    job = await lost(meeting)
    tasks = {(await meeting.provider.create(job)).task_id for _ in range(2)}
    assert set(await meeting.provider.find(job, nobodys)) == tasks


async def test_jobs_are_alike_where_one_task_may_be_eithers(meeting: Meeting) -> None:
    job = await lost(meeting)
    at = job.submitted_at or 0.0
    assert meeting.provider.are_alike(job, replace(job, id="other", user_id=9, submitted_at=at + 300))
    assert not meeting.provider.are_alike(job, replace(job, submitted_at=at + 900))
    assert not meeting.provider.are_alike(job, await lost(meeting, prompt="something else"))
    assert not meeting.provider.are_alike(job, await lost(meeting, format=AudioFormat.WAV))
    assert not meeting.provider.are_alike(job, await lost(meeting, "music on VOD"))


async def test_a_task_that_was_handed_back_before_is_not_taken_for_the_next_one(meeting: Meeting) -> None:
    job = await lost(meeting)
    meeting.cloud.settings.max_running["sfx"] = 0
    handed_back = replace(job, task_id=(await meeting.provider.create(job)).task_id)
    meeting.life.jump(60)
    look = await meeting.provider.poll(handed_back)
    assert isinstance(look, Failed)
    assert look.not_begun
    job = await lost(meeting)  # sent again; its answer is lost, and its task not listed yet
    assert await meeting.provider.find(job, nobodys) == ()
    del meeting.cloud.settings.max_running["sfx"]
    assert await meeting.provider.find(job, nobodys) == ()
    submission = await meeting.provider.create(job)
    assert await meeting.provider.find(job, nobodys) == (submission.task_id,)


async def test_a_task_of_another_time_is_not_this_jobs(meeting: Meeting) -> None:
    job = await lost(meeting)
    await meeting.provider.create(job)
    for seconds in (-900.0, 900.0):
        moved = replace(job, submitted_at=(job.submitted_at or 0.0) + seconds)
        assert await meeting.provider.find(moved, nobodys) == ()


async def test_all_pages_are_read(meeting: Meeting) -> None:
    job = await lost(meeting)
    mine = (await meeting.provider.create(job)).task_id
    others = [(await meeting.provider.create(await lost(meeting, prompt=f"{n}"))).task_id for n in range(230)]

    async def known(task_ids: Sequence[str]) -> Collection[str]:
        return others

    meeting.calls.clear()
    assert await meeting.provider.find(job, known) == (mine,)
    assert asked(meeting) == [LIST, LIST, LIST, DETAIL]


async def test_too_many_to_look_at_are_not_guessed_among(meeting: Meeting) -> None:
    job = await lost(meeting)
    for n in range(trace.MOST_DETAILS + 1):
        await meeting.provider.create(await lost(meeting, prompt=f"{n}"))
    meeting.calls.clear()
    assert await meeting.provider.find(job, nobodys) == ()
    assert asked(meeting) == [LIST]


async def test_mps_is_not_asked(meeting: Meeting) -> None:
    assert await meeting.provider.find(await lost(meeting, "effect"), nobodys) == ()
    assert asked(meeting) == []


async def test_trouble_with_the_list_is_told(meeting: Meeting) -> None:
    job = await lost(meeting)
    meeting.cloud.faults.add(Fault("error", action=LIST, code="InternalError", times=None))
    with pytest.raises(ProviderError, match="InternalError"):
        await meeting.provider.find(job, nobodys)


@pytest.mark.parametrize(
    ("echo", "same"),
    [
        ({"ModelVersion": "filled in by the server"}, True),
        ({"Prompt": "wind "}, False),
        ({"SceneType": "music"}, False),
        ({"OutputConfig": {"Duration": 5, "OutputAudioFormat": "mp3"}}, False),
        ({"AdditionalParameters": '{"a": 1}'}, False),
        ({"VideoInfos": [{"Type": "Url", "Url": "https://cdn.example/v.mp4?ex=2"}]}, True),
        ({"VideoInfos": [{"Type": "Url", "Url": "https://cdn.example/w.mp4?ex=1"}]}, False),
        ({"VideoInfos": None}, False),
    ],
)
def test_what_counts_as_the_same_input(echo: dict[str, object], same: bool) -> None:
    sent = {
        "ModelName": "Kling",
        "SceneType": "sfx",
        "Prompt": "wind",
        "VideoInfos": [{"Type": "Url", "Url": "https://cdn.example/v.mp4?ex=1"}],
        "OutputConfig": {"StorageMode": "Temporary", "Duration": 6, "OutputAudioFormat": "mp3"},
    }
    full: dict[str, object] = {**sent, "ModelVersion": "", "AudioInfos": None, "AdditionalParameters": ""}
    assert trace.fits(sent, {**full, **echo}) is same


def test_a_long_prompt_may_be_echoed_in_part() -> None:
    sent = {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "x" * 1500}
    assert trace.fits(sent, {**sent, "Prompt": "x" * 1000})
    assert not trace.fits(sent, {**sent, "Prompt": "x" * 900})
