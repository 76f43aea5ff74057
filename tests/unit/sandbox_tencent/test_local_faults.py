"""Every scripted fault, seen from the other end of the wire."""

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import pytest

from bot.sandbox.tencent import KINDS, Fault, FaultScript, LocalTencent, ManualTencentClock, Moment

SFX = {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "rain"}
VOD_SFX: dict[str, Any] = SFX | {"SubAppId": 251441341}
LONG_ENOUGH_SECONDS = 7200


async def created(client: Any, service: str = "mps", action: str = "CreateAigcAudioTask", **fields: Any) -> str:
    return str((await client(service, action, fields or SFX)).response["TaskId"])


async def audio_end(client: Any, clock: ManualTencentClock) -> dict[str, Any]:
    task_id = await created(client)
    clock.advance(LONG_ENOUGH_SECONDS)
    found: dict[str, Any] = (await client("mps", "DescribeAigcAudioTask", {"TaskId": task_id})).response
    return found


@pytest.mark.parametrize(("where", "tasks"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize(
    ("kind", "status", "content_type", "start"),
    [
        ("http", 503, "text/html", b"<html>"),
        ("html", 200, "text/html", b"<html>"),
        ("empty", 200, "application/json", b""),
        ("no_response", 200, "application/json", b"{"),
    ],
)
async def test_a_broken_answer_before_or_after_the_work(
    client: Any, cloud: LocalTencent, kind: str, status: int, content_type: str, start: bytes, where: Any, tasks: int
) -> None:
    cloud.faults.add(Fault(kind, status=503, where=where))
    answer = await client("mps", "CreateAigcAudioTask", SFX)
    assert (answer.status, answer.headers["Content-Type"]) == (status, content_type)
    assert answer.body.startswith(start)
    assert bool(answer.body) == bool(start)
    assert b"TaskId" not in answer.body
    assert len(cloud.tasks) == tasks
    assert [call.fault for call in cloud.calls] == [kind]
    assert await created(client)  # one-shot: the next call is well


@pytest.mark.parametrize(("where", "tasks"), [("before", 0), ("after", 1)])
async def test_a_cut_connection(client: Any, cloud: LocalTencent, where: Any, tasks: int) -> None:
    cloud.faults.add(Fault("close", action="CreateAigcAudioTask", where=where))
    with pytest.raises(aiohttp.ClientError):
        await client("mps", "CreateAigcAudioTask", SFX)
    assert len(cloud.tasks) == tasks
    assert [call.http_status for call in cloud.calls] == [0]


async def test_spoiled_answers_are_spoiled_after_the_work(client: Any, cloud: LocalTencent) -> None:
    cloud.faults.add(Fault("truncated"), Fault("content_type", content_type="text/plain", skip=1))
    cloud.faults.add(Fault("patch", patch={"TaskId": None}, skip=2))
    cut = await client("mps", "CreateAigcAudioTask", SFX)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(cut.body)
    plain = await client("mps", "CreateAigcAudioTask", SFX)
    assert plain.headers["Content-Type"] == "text/plain"
    assert plain.response["TaskId"]
    assert (await client("mps", "CreateAigcAudioTask", SFX)).response["TaskId"] is None
    assert len(cloud.tasks) == 3


@pytest.mark.parametrize(("where", "tasks"), [("before", 0), ("after", 1)])
async def test_any_error_code(client: Any, cloud: LocalTencent, where: Any, tasks: int) -> None:
    cloud.faults.add(Fault("error", code="LimitExceeded.CreateTask", where=where, service="mps"))
    assert (await client("mps", "CreateAigcAudioTask", SFX)).code == "LimitExceeded.CreateTask"
    assert len(cloud.tasks) == tasks


async def test_delay_waits_on_the_clouds_own_clock(client: Any, cloud: LocalTencent, clock: ManualTencentClock) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    clock.sleep = sleep  # type: ignore[method-assign]
    cloud.faults.add(Fault("delay", seconds=30), Fault("delay", seconds=5, where="after"))
    assert await created(client)
    assert waited == [30, 5]


async def test_faults_hit_the_nth_the_chosen_and_as_often_as_told(client: Any, cloud: LocalTencent) -> None:
    cloud.faults.add(Fault("error", code="RequestLimitExceeded", action="CreateAigcAudioTask", skip=1, times=2))
    standing = cloud.faults.add(Fault("error", code="InternalError", service="vod", times=None))
    codes = [(await client("mps", "CreateAigcAudioTask", SFX)).code for _ in range(4)]
    assert codes == ["", "RequestLimitExceeded", "RequestLimitExceeded", ""]
    assert {(await client("vod", "DescribeTasks")).code for _ in range(3)} == {"InternalError"}
    cloud.faults.clear(standing)
    assert (await client("vod", "DescribeTasks", {"SubAppId": 251441341})).code == ""
    assert cloud.faults.listed() == []


def test_probability_is_seeded() -> None:
    def hits(seed: int) -> list[bool]:
        script = FaultScript(seed)
        script.add(Fault("http", probability=0.3, times=None))
        return [bool(script.take("wire", "mps", "any")) for _ in range(200)]

    assert hits(1) == hits(1) != hits(2)
    assert 30 <= sum(hits(1)) <= 90


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_small_json_form(kind: str) -> None:
    fault = Fault(kind, action="DescribeVoices", times=None, number=3)
    assert Fault.from_dict(json.loads(json.dumps(fault.to_dict()))) == fault
    assert Fault(kind).to_dict() == {"kind": kind}


@pytest.mark.parametrize(
    "data", [{"kind": "flood"}, {"kind": "http", "colour": 1}, {}, {"kind": "http", "where": "up"}]
)
def test_nonsense_faults_are_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"fault|where"):
        Fault.from_dict(data)


async def test_the_hook_sees_each_request_before_and_after(client: Any, cloud: LocalTencent) -> None:
    seen: list[tuple[str, str, int]] = []

    async def hook(moment: Moment) -> None:
        seen.append((moment.phase, moment.task_id, len(cloud.tasks)))

    cloud.on_request = hook
    task_id = await created(client)
    assert seen == [("before", "", 0), ("after", task_id, 1)]


async def test_tasks_that_end_badly(client: Any, cloud: LocalTencent, clock: ManualTencentClock) -> None:
    cloud.faults.add(Fault("fail", message="no parts in response"))
    end = await audio_end(client, clock)
    assert (end["Status"], end["Message"]) == ("FAIL", "no parts in response")
    cloud.faults.add(Fault("vod_error", code="TaskTimeout", number=70001))
    task_id = await created(client, "vod", **VOD_SFX)
    clock.advance(LONG_ENOUGH_SECONDS)
    detail = (await client("vod", "DescribeTaskDetail", {"TaskId": task_id, "SubAppId": 251441341})).response
    assert (detail["Status"], detail["AigcAudioTask"]["ErrCode"]) == ("FINISH", 70001)
    assert detail["AigcAudioTask"]["ErrCodeExt"] == "TaskTimeout"


async def test_speech_errors_come_in_the_body(client: Any, cloud: LocalTencent, clock: ManualTencentClock) -> None:
    speech = {"Text": "hello", "VoiceId": cloud.settings.voices[0].voice_id}
    cloud.faults.add(Fault("tts_error", number=4001, message="busy"))
    refused = (await client("mps", "TextToSpeechAsync", speech)).response
    assert (refused["ErrorCode"], refused["Msg"]) == (4001, "busy")
    assert len(cloud.tasks) == 0
    cloud.faults.add(Fault("tts_error", number=4002, message="broke", where="after"))
    task_id = await created(client, action="TextToSpeechAsync", **speech)
    clock.advance(LONG_ENOUGH_SECONDS)
    end = (await client("mps", "DescribeTextToSpeechAsyncTask", {"TaskId": task_id})).response
    assert (end["ErrorCode"], end["Status"], end["Msg"], end["AudioUrl"]) == (4002, "fail", "broke", "")


async def test_tasks_with_odd_results(client: Any, cloud: LocalTencent, clock: ManualTencentClock) -> None:
    cloud.faults.add(Fault("no_url"))
    assert (await audio_end(client, clock))["AudioInfos"] == []
    cloud.faults.add(Fault("null_lists"), Fault("no_url"))
    empty = await audio_end(client, clock)
    assert (empty["Status"], empty["AudioInfos"], empty["VideoInfos"]) == ("DONE", None, None)
    cloud.faults.add(Fault("outputs", number=3), Fault("length", seconds=2))
    assert [info["Duration"] for info in (await audio_end(client, clock))["AudioInfos"]] == [2, 2, 2]


async def test_slow_and_stuck_tasks(client: Any, cloud: LocalTencent, clock: ManualTencentClock) -> None:
    await created(client)
    cloud.faults.add(Fault("slow", number=10), Fault("stuck", skip=1))
    slow, stuck = await created(client), await created(client)
    task = cloud.tasks.get(slow)
    assert task is not None
    assert task.ends_at is not None
    assert task.ends_at - task.created_at > 150
    clock.advance(10 * 365 * 86400)
    assert [cloud.tasks.state(name).value for name in (slow, stuck)] == ["done", "running"]


async def fetch(session: aiohttp.ClientSession, url: str, **options: Any) -> tuple[int, bytes, Mapping[str, str]]:
    async with session.get(url, allow_redirects=False, **options) as answer:
        return answer.status, await answer.read(), answer.headers


@pytest.fixture
async def url(client: Any, clock: ManualTencentClock) -> str:
    return str((await audio_end(client, clock))["AudioInfos"][0]["Url"])


async def test_files_come_whole_by_range_or_not_at_all(
    cloud: LocalTencent, clock: ManualTencentClock, session: aiohttp.ClientSession, url: str
) -> None:
    status, whole, headers = await fetch(session, url)
    assert (status, headers["Content-Type"], headers["Content-Length"]) == (200, "audio/mpeg", str(len(whole)))
    assert headers["ETag"].strip('"').isalnum()
    part = await fetch(session, url, headers={"Range": "bytes=10-19"})
    assert (part[0], part[1]) == (206, whole[10:20])
    assert part[2]["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert (await fetch(session, url, headers={"Range": "bytes=-5"}))[1] == whole[-5:]
    assert (await fetch(session, url, headers={"Range": f"bytes={len(whole)}-"}))[0] == 416
    async with session.head(url) as head:
        assert (head.status, head.content_length) == (200, len(whole))
    async with session.post(url) as posted:
        assert posted.status == 405
    assert (await fetch(session, url.replace("/0-", "/1-")))[0] == 404
    assert (await fetch(session, url.replace(".mp3", "0.mp3")))[0] == 404
    clock.advance(12 * 3600)
    status, body, headers = await fetch(session, url)
    assert (status, headers["Content-Type"]) == (403, "application/xml")
    assert b"<Code>AccessDenied</Code>" in body
    assert {call.service for call in cloud.calls if call.action in ("GET", "HEAD", "POST")} == {"results"}


async def test_a_running_tasks_file_is_not_there(
    client: Any, cloud: LocalTencent, session: aiohttp.ClientSession
) -> None:
    task = cloud.tasks.get(await created(client))
    assert task is not None
    assert (await fetch(session, cloud._world.links.url(task, 0)))[0] == 404


async def test_links_can_be_dead_from_the_start(
    client: Any, cloud: LocalTencent, clock: ManualTencentClock, session: aiohttp.ClientSession
) -> None:
    cloud.faults.add(Fault("link_expired"))
    dead = (await audio_end(client, clock))["AudioInfos"][0]["Url"]
    assert (await fetch(session, dead))[0] == 403
    alive = (await audio_end(client, clock))["AudioInfos"][0]["Url"]
    cloud.tasks.expire_links(alive.split("/")[3])
    assert (await fetch(session, alive))[0] == 403


async def test_files_that_break_off(cloud: LocalTencent, session: aiohttp.ClientSession, url: str) -> None:
    whole = (await fetch(session, url))[1]
    for fault in (Fault("file_reset", number=0.5), Fault("file_length", number=100)):
        cloud.faults.add(fault)
        with pytest.raises(aiohttp.ClientPayloadError):
            await fetch(session, url)
    assert (await fetch(session, url))[1] == whole


async def test_files_that_are_something_else(cloud: LocalTencent, session: aiohttp.ClientSession, url: str) -> None:
    cloud.faults.add(Fault("file_status", status=500, code="InternalError"))
    status, body, _ = await fetch(session, url)
    assert (status, b"<Code>InternalError</Code>" in body) == (500, True)
    cloud.faults.add(Fault("file_redirect", url="http://10.0.0.1/secret"))
    status, _, headers = await fetch(session, url)
    assert (status, headers["Location"]) == (302, "http://10.0.0.1/secret")
    cloud.faults.add(Fault("file_bytes", body="<html>hello</html>", content_type="text/html"))
    status, body, headers = await fetch(session, url)
    assert (status, body, headers["Content-Type"]) == (200, b"<html>hello</html>", "text/html")
    cloud.faults.add(Fault("file_gzip_bomb", number=50_000_000))
    _, body, headers = await fetch(session, url)
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 100_000
    assert len(zlib.decompress(body, wbits=31)) == 50_000_000


async def test_files_that_take_for_ever(
    cloud: LocalTencent, clock: ManualTencentClock, session: aiohttp.ClientSession, url: str
) -> None:
    whole = (await fetch(session, url))[1]
    cloud.faults.add(Fault("file_endless"))
    async with session.get(url) as answer:
        assert "Content-Length" not in answer.headers
        assert len(await answer.content.readexactly(3 * len(whole))) == 3 * len(whole)
    cloud.faults.add(Fault("file_drip", number=1000))
    async with session.get(url) as answer:
        assert answer.content_length == len(whole)
        assert await answer.content.readexactly(100) == whole[:100]
        clock.advance(0.1)
        assert await answer.content.readexactly(100) == whole[100:200]
        answer.close()


async def test_padded_results_have_the_asked_size(
    client: Any, cloud: LocalTencent, clock: ManualTencentClock, session: aiohttp.ClientSession
) -> None:
    cloud.faults.add(Fault("size", number=9_000_000))
    large = (await audio_end(client, clock))["AudioInfos"][0]["Url"]
    assert len((await fetch(session, large))[1]) == 9_000_000


def test_kinds_are_told_to_the_page(cloud: LocalTencent) -> None:
    snapshot: Callable[[], dict[str, Any]] = cloud.snapshot
    assert set(snapshot()["fault_kinds"]) == set(KINDS)
    json.dumps(snapshot())
