"""The judge of the traffic: what Discord's own document says is caught on either side, and the digest is whole."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord import DefaultWorld, Limits, LocalDiscord
from bot.sandbox.discord.rest.faults import Respond
from bot.sandbox.discord.traffic import Answer, Dispatch, Request
from tests.support.openapi.exceptions import EXEMPTIONS
from tests.support.openapi.judge import Judge

Json = dict[str, Any]


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    made = Judge()
    monkeypatch.setattr(LocalDiscord, "listeners", (made,))
    return made


@pytest.fixture
async def judged(judge: Judge) -> AsyncIterator[tuple[LocalDiscord, DefaultWorld, aiohttp.ClientSession]]:
    """A local Discord that the judge listens to, and a caller with the bot's token."""
    async with LocalDiscord(limits=Limits(global_requests=None, route_requests=1000)) as local:
        headers = {"Authorization": f"Bot {local.token}"}
        async with aiohttp.ClientSession(f"{local.api_url}/", headers=headers) as http:
            yield local, local.default_world(), http


def told(judge: Judge) -> list[str]:
    return [f"{one.side} {one.path}" for one in judge.deviations]


Judged = tuple[LocalDiscord, DefaultWorld, aiohttp.ClientSession]


async def test_what_is_right_passes(judge: Judge, judged: Judged) -> None:
    _, world, http = judged
    place = f"channels/{world.general.id}"
    body = {"content": "x", "embeds": [{"title": "t", "fields": [{"name": "n", "value": "v"}]}]}
    await http.post(f"{place}/messages", json=body)
    for path in ("users/@me", "gateway/bot", "oauth2/applications/@me", place, f"{place}/messages?limit=5",
                 f"guilds/{world.guild.id}", f"guilds/{world.guild.id}/channels", f"guilds/{world.guild.id}/roles",
                 f"guilds/{world.guild.id}/members/{world.member.id}", f"guilds/{world.guild.id}/threads/active",
                 f"guilds/{world.guild.id}/audit-logs", "users/@me/guilds", "channels/1"):  # fmt: skip
        await http.get(path)
    judge.raise_if_any()
    assert judge.judged == 28


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"content": "x", "contents": "y"}, "request contents"),
        ({"content": 1}, "request content"),
        ({"content": "x", "nonce": "n" * 26}, "request nonce"),
        ({"content": "x", "allowed_mentions": {"parse": ["nobody"]}}, "request allowed_mentions.parse.0"),
        ({"embeds": [{"color": 0x1000000}]}, "request embeds.0.color"),
        ({"embeds": [{"timestamp": "yesterday"}]}, "request embeds.0.timestamp"),
        ({"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x" * 81, "custom_id": "b"}]}]},
         "request components.0.components.0.label"),
    ],
)  # fmt: skip
async def test_a_wrong_field_of_a_request_is_caught(judge: Judge, judged: Judged, body: Json, fault: str) -> None:
    _, world, http = judged
    await http.post(f"channels/{world.general.id}/messages", json=body)
    assert fault in told(judge)
    with pytest.raises(AssertionError, match="OpenAPI"):
        judge.raise_if_any()


async def test_a_wrong_field_of_an_answer_or_event_is_caught(judge: Judge, judged: Judged) -> None:
    local, world, http = judged
    message = await local.say(world.member, world.general, "x")
    message.raw["colour"] = "red"
    message.raw["flags"] = "none"
    await http.get(f"channels/{world.general.id}/messages/{message.id}")
    assert told(judge) == ["answer colour", "answer flags"]
    judge(Dispatch("MESSAGE_CREATE", message.payload))
    judge(Dispatch("GUILD_CREATE", {**local.world.guild_create(world.guild, all_members=True), "owner_id": 5}))
    assert told(judge)[2:] == ["gateway colour", "gateway flags", "gateway owner_id"]


def test_what_was_found_right_once_excuses_nothing_that_differs() -> None:
    judge = Judge()

    def post(message_id: object, **more: object) -> None:
        body = {"content": "1575964549490671620", "message_reference": {"message_id": message_id}, **more}
        judge(Request("POST", "/channels/1575964549490671620/messages", {}, body, ()))

    post("1575964549490671620")
    post("1575964549490671629")
    assert told(judge) == []
    for _ in range(2):
        post("1575964549490671629", tts="yes")
        post("an id")
    assert told(judge) == 2 * ["request tts", "request message_reference.message_id"]


async def test_an_unknown_route_fails_loudly(judge: Judge, judged: Judged) -> None:
    _, _, http = judged
    await http.get("guilds/5/moons")
    with pytest.raises(AssertionError, match=r"GET /guilds/{}/moons, at the top: unknown route"):
        judge.raise_if_any()


async def test_an_unknown_query_parameter_and_status_are_caught(judge: Judge, judged: Judged) -> None:
    _, world, http = judged
    await http.get(f"channels/{world.general.id}/messages?limit=101&page=2")
    assert told(judge) == ["request ?limit", "request ?page"]
    asked = Request("POST", f"/channels/{world.general.id}/typing")
    judge(Answer(asked, 202))
    assert told(judge)[2:] == ["answer "]


async def test_a_scripted_fault_is_no_answer_of_discord(judge: Judge, judged: Judged) -> None:
    local, _, http = judged
    local.faults.add("GET", "/users/@me$", Respond(500, {"nonsense": True}))
    await http.get("users/@me")
    assert judge.judged == 1
    judge.raise_if_any()


def test_every_exemption_says_why() -> None:
    assert all(len(one.reason.split()) > 3 and (one.where or one.path) for one in EXEMPTIONS)
