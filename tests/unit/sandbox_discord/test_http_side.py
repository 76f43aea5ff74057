"""The HTTP side by hand: token, content types, rate limits, scripted faults, CDN."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord import DefaultWorld, Limits, LocalDiscord, LocalFile, ManualDiscordClock


@pytest.fixture
async def http(local: LocalDiscord) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {"Authorization": f"Bot {local.token}"}
    async with aiohttp.ClientSession(local.api_url + "/", headers=headers) as session:
        yield session


async def send(http: aiohttp.ClientSession, path: str, body: Any, method: str = "POST") -> tuple[int, Any]:
    async with http.request(method, path, json=body) as answer:
        text = await answer.text()
        return answer.status, json.loads(text) if text else None


async def test_the_content_type_is_exactly_json(local: LocalDiscord, http: aiohttp.ClientSession) -> None:
    async with http.get("users/@me") as answer:
        assert answer.headers["Content-Type"] == "application/json"
        assert (await answer.json())["id"] == str(local.bot.id)
        assert {"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} == {
            one.removeprefix("X-RateLimit-") for one in answer.headers if one.startswith("X-RateLimit-")
        }


async def test_wrong_token_and_unknown_path(local: LocalDiscord, http: aiohttp.ClientSession) -> None:
    async with http.get("users/@me", headers={"Authorization": "Bot wrong"}) as answer:
        assert (answer.status, (await answer.json())["code"]) == (401, 0)
    async with http.get("nothing/here") as answer:
        assert answer.status == 404
    assert local.invalid_requests == {401: 1, 403: 0, 429: 0}
    assert [one.status for one in local.requests] == [401, 404]


async def test_bodies_that_are_not_json(local: LocalDiscord, world: DefaultWorld, http: aiohttp.ClientSession) -> None:
    path = f"channels/{world.general.id}/messages"
    async with http.post(path, data=b"{", headers={"Content-Type": "application/json"}) as answer:
        assert (await answer.json())["code"] == 50109
    async with http.post(path, data=b"content=x", headers={"Content-Type": "text/plain"}) as answer:
        assert (await answer.json())["code"] == 50035
    assert local.messages(world.general) == []


async def test_rate_limit_windows() -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock, limits=Limits(global_requests=5)) as local:
        world = local.default_world()
        local.rate_limits.set("POST", r"/messages$", 2, 5.0)
        headers = {"Authorization": f"Bot {local.token}"}
        async with aiohttp.ClientSession(local.api_url + "/", headers=headers) as http:
            path = f"channels/{world.general.id}/messages"
            assert [(await send(http, path, {"content": "x"}))[0] for _ in range(2)] == [200, 200]
            async with http.post(path, json={"content": "x"}) as answer:
                assert (answer.status, answer.headers["Via"], answer.headers["Retry-After"]) == (429, "1.1 google", "5")
                assert await answer.json() == {
                    "message": "You are being rate limited.", "code": 0, "retry_after": 5.0, "global": False,
                }  # fmt: skip
            other = f"channels/{world.music_lab.id}/messages"
            assert (await send(http, other, {"content": "x"}))[0] == 200
            assert (await send(http, other, {"content": "x"}))[0] == 200
            status, body = await send(http, other, {"content": "x"})
            assert (status, body["global"]) == (429, True)
            await clock.advance(5.0)
            assert (await send(http, path, {"content": "x"}))[0] == 200


@pytest.mark.parametrize("after", [False, True])
async def test_a_reset_before_or_after_storing(
    local: LocalDiscord, world: DefaultWorld, http: aiohttp.ClientSession, after: bool
) -> None:
    fault = local.faults.reset("POST", r"/messages$", after_storing=after)
    path = f"channels/{world.general.id}/messages"
    body = {"content": "x", "nonce": "job-1", "enforce_nonce": True}
    with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
        await send(http, path, body)
    assert len(local.messages(world.general)) == int(after)
    assert (await send(http, path, body))[0] == 200
    assert len(local.messages(world.general)) == 1
    assert fault.fired == 1


async def test_other_faults(local: LocalDiscord, world: DefaultWorld, http: aiohttp.ClientSession) -> None:
    path = f"channels/{world.general.id}/messages"
    called: list[int] = []

    async def hook() -> None:
        called.append(len(local.messages(world.general)))

    local.faults.respond("POST", r"/messages$", 503, nth=2)
    local.faults.call("POST", r"/messages$", hook, nth=1)
    local.faults.call("POST", r"/messages$", hook, nth=1, after_storing=True)
    assert [(await send(http, path, {"content": "x"}))[0] for _ in range(3)] == [200, 503, 200]
    assert called == [0, 1]
    local.faults.error("POST", r"/messages$", 50013)
    assert (await send(http, path, {"content": "x"}))[1]["code"] == 50013
    local.faults.truncate("POST", r"/messages$")
    with pytest.raises(aiohttp.ClientPayloadError):
        await send(http, path, {"content": "x"})
    assert len(local.messages(world.general)) == 3
    local.faults.content_type("POST", r"/messages$", "text/html")
    async with http.post(path, json={"content": "x"}) as answer:
        assert answer.headers["Content-Type"] == "text/html"
    local.faults.rate_limit("POST", r"/messages$", retry_after_seconds=None, via=False)
    async with http.post(path, json={"content": "x"}) as answer:
        assert (answer.status, "Via" in answer.headers, "Retry-After" in answer.headers) == (429, False, False)
    local.faults.respond(None, "", 500, count=None)
    assert [(await send(http, "users/@me", None, "GET"))[0] for _ in range(3)] == [500] * 3
    local.faults.clear()
    assert (await send(http, "users/@me", None, "GET"))[0] == 200


async def test_the_cdn_serves_ranges_and_links_expire() -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock) as local, aiohttp.ClientSession() as http:
        world = local.default_world()
        message = await local.say(world.member, world.general, "", [LocalFile("../sönd file.ogg", b"0123456789")])
        (about,) = message.attachments
        assert (about["filename"], about["size"], about["content_type"]) == ("snd_file.ogg", 10, "audio/ogg")
        async with http.get(about["url"]) as answer:
            assert await answer.read() == b"0123456789"
            assert answer.headers["Content-Type"] == "audio/ogg"
            tag = answer.headers["ETag"]
        for header, status, body in (
            ("bytes=2-4", 206, b"234"), ("bytes=-3", 206, b"789"), ("bytes=8-99", 206, b"89"), ("bytes=20-", 416, b""),
        ):  # fmt: skip
            async with http.get(about["url"], headers={"Range": header}) as answer:
                assert (answer.status, await answer.read()) == (status, body)
        async with http.get(about["url"], headers={"If-None-Match": tag}) as answer:
            assert answer.status == 304
        async with http.head(about["url"]) as answer:
            assert answer.headers["Content-Length"] == "10"
        await clock.advance(25 * 3600.0)
        async with http.get(about["url"]) as answer:
            assert answer.status == 404
        async with http.get(message.attachments[0]["url"]) as answer:
            assert answer.status == 200


async def test_edits_of_old_messages_are_slowed() -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock, limits=Limits(old_edits=1)) as local:
        world = local.default_world()
        headers = {"Authorization": f"Bot {local.token}"}
        async with aiohttp.ClientSession(local.api_url + "/", headers=headers) as http:
            path = f"channels/{world.general.id}/messages"
            _, made = await send(http, path, {"content": "x"})
            await clock.advance(3601.0)
            one = f"{path}/{made['id']}"
            assert (await send(http, one, {"content": "y"}, "PATCH"))[0] == 200
            status, body = await send(http, one, {"content": "z"}, "PATCH")
            assert (status, body["code"]) == (429, 30046)
