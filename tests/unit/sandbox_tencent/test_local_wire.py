"""The front door of the local cloud: headers, sizes, forms of a request, and what is recorded of it."""

from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from bot.sandbox.tencent import Call, LocalTencent, ManualTencentClock, Settings


async def test_every_answer_carries_the_servers_own_time(client: Any, clock: ManualTencentClock) -> None:
    clock.skew_seconds = 600
    refused = await client("mps", "DescribeVoices", timestamp=int(clock.wall()) - 600)
    assert (refused.status, refused.code) == (200, "AuthFailure.SignatureExpire")
    served_at = parsedate_to_datetime(refused.headers["Date"]).timestamp()
    assert served_at == int(clock.wall())
    corrected = await client("mps", "DescribeVoices", timestamp=int(served_at))
    assert corrected.response["TotalCount"] > 100
    assert corrected.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"headers": {"X-TC-Action": None}}, "MissingParameter"),
        ({"headers": {"X-TC-Version": None}}, "MissingParameter"),
        ({"headers": {"X-TC-Timestamp": None}}, "MissingParameter"),
        ({"headers": {"X-TC-Timestamp": "soon"}}, "InvalidParameter"),
        ({"headers": {"X-TC-Version": "2017-03-12"}}, "NoSuchVersion"),
        ({"headers": {"X-TC-Action": "DescribeEverything"}}, "InvalidAction"),
        ({"headers": {"X-TC-Token": "t"}}, "AuthFailure.TokenFailure"),
        ({"headers": {"Authorization": None}}, "AuthFailure.InvalidAuthorization"),
        ({"headers": {"Host": "mps.example"}}, "AuthFailure.SignatureFailure"),
        ({"body": b"{"}, "InvalidParameter"),
        ({"body": b"[1]"}, "InvalidParameter"),
        ({"body": b"\xff"}, "InvalidParameter"),
        ({"path": "/v2"}, "InvalidRequest"),
        ({"method": "PUT"}, "InvalidRequest"),
        ({"body": b" " * (10 * 1024 * 1024 + 1)}, "RequestSizeLimitExceeded"),
        ({"body": b"{}" + b" " * (10 * 1024 * 1024 - 2)}, ""),
    ],
)
async def test_form_of_a_request(client: Any, options: dict[str, Any], code: str) -> None:
    answer = await client("mps", "DescribeVoices", **options)
    assert (answer.status, answer.code) == (200, code)
    assert answer.response["RequestId"]


async def test_token_must_be_the_servers(client: Any, cloud: LocalTencent) -> None:
    cloud.settings.token = "temporary"
    assert (await client("mps", "DescribeVoices")).code == "AuthFailure.TokenFailure"
    assert (await client("mps", "DescribeVoices", headers={"X-TC-Token": "temporary"})).code == ""


async def test_calls_are_recorded_without_secrets(client: Any, cloud: LocalTencent) -> None:
    heard: list[Call] = []
    unsubscribe = cloud.subscribe(heard.append)
    created = await client("mps", "CreateAigcAudioTask", {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "rain"})
    task_id = created.response["TaskId"]
    await client("mps", "DescribeAigcAudioTask", {"TaskId": task_id})
    unsubscribe()
    await client("mps", "DescribeVoices", headers={"Authorization": "nonsense"})
    assert [call.task_id for call in heard] == [task_id, task_id]
    first, _, last = cloud.calls
    assert (first.service, first.action, first.verdict, first.http_status) == ("mps", "CreateAigcAudioTask", "ok", 200)
    assert first.request == {"ModelName": "Kling", "SceneType": "sfx", "Prompt": "rain"}
    assert isinstance(first.answer, dict)
    assert first.answer["TaskId"] == task_id
    assert (last.verdict, last.error_code) == ("AuthFailure.InvalidAuthorization",) * 2
    everything = repr(cloud.snapshot()) + repr(list(cloud.calls))
    assert "fake-key" not in everything
    assert "Signature=" not in everything
    assert "AKIDFAKE-unit-test" not in everything


async def test_rates_slide_and_count_only_what_was_let_in(
    client: Any, cloud: LocalTencent, clock: ManualTencentClock
) -> None:
    cloud.limits.set_rate("mps:DescribeVoices", 3)
    for _ in range(3):
        assert (await client("mps", "DescribeVoices")).code == ""
        clock.advance(0.25)
    assert (await client("mps", "DescribeVoices")).code == "RequestLimitExceeded"  # 0.75 s after the first
    clock.advance(0.25)
    assert (await client("mps", "DescribeVoices")).code == ""  # the first has left the second
    assert (await client("mps", "DescribeVoices")).code == "RequestLimitExceeded"
    assert cloud.limits.busiest_second("mps", "DescribeVoices") == 5
    assert len(cloud.limits.arrivals("mps", "DescribeVoices")) == 6
    with pytest.raises(ValueError, match="no action"):
        cloud.limits.set_rate("Nothing", 1)


async def test_two_clouds_live_side_by_side_and_start_again(cloud: LocalTencent, client: Any) -> None:
    other = LocalTencent(Settings(credentials={}), clock=ManualTencentClock())
    await other.start()
    try:
        assert len({other.mps_url, other.vod_url, cloud.mps_url, cloud.vod_url}) == 4
        with pytest.raises(RuntimeError, match="already running"):
            await other.start()
    finally:
        await other.close()
    await cloud.close()
    await cloud.start()
    assert (await client("mps", "DescribeVoices")).code == ""
