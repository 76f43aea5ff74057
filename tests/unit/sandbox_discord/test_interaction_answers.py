"""Answers to interactions by hand: shapes, the order of things, followups, user installs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord import DefaultWorld, Interaction, LocalDiscord

DEFERRED_HIDDEN = {"type": 5, "data": {"flags": 64}}


@pytest.fixture
async def http(local: LocalDiscord) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(local.api_url + "/") as session:
        yield session


async def send(http: aiohttp.ClientSession, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    async with http.request(method, path, json=body) as answer:
        text = await answer.text()
        return answer.status, json.loads(text) if text else None


def callback(ran: Interaction) -> str:
    return f"interactions/{ran.id}/{ran.token}/callback?with_response=1"


async def test_a_deferred_note_is_filled_by_the_first_followup(
    local: LocalDiscord, world: DefaultWorld, http: aiohttp.ClientSession
) -> None:
    local.platform.registry.overwrite(None, [{"name": "ping", "description": "d"}])
    ran = await local.command(world.member, world.read_only, "/ping")
    hook = f"webhooks/{local.bot.id}/{ran.token}"
    assert (await send(http, "POST", hook, {"content": "early"}))[1]["code"] == 10015
    assert (await send(http, "POST", callback(ran), {"type": 8, "data": {"choices": []}}))[1]["code"] == 50035
    status, answer = await send(http, "POST", callback(ran), DEFERRED_HIDDEN)
    assert (status, list(answer)) == (200, ["interaction"])
    assert answer["interaction"]["response_message_loading"] is True
    assert answer["interaction"]["response_message_ephemeral"] is True
    assert (await send(http, "POST", callback(ran), DEFERRED_HIDDEN))[1]["code"] == 40060
    _, filled = await send(http, "POST", hook, {"content": "filled"})
    _, more = await send(http, "POST", hook, {"content": "for all"})
    assert (filled["id"], filled["flags"]) == (answer["interaction"]["response_message_id"], 64)
    assert more["flags"] == 0
    assert [one.content for one in local.messages(world.read_only)] == ["for all"]
    assert (await send(http, "DELETE", f"{hook}/messages/@original"))[0] == 204
    assert (await send(http, "GET", f"{hook}/messages/@original"))[1]["code"] == 10008


async def test_a_user_install_without_the_bot_has_five_followups(
    local: LocalDiscord, world: DefaultWorld, http: aiohttp.ClientSession
) -> None:
    local.platform.registry.overwrite(None, [{"name": "ping", "description": "d", "integration_types": [0, 1]}])
    local.world.bot_leaves(world.guild)
    assert local.commands(world.member, world.general) == []
    world.member.app_installed = True
    ran = await local.command(world.member, world.general, "/ping")
    assert ran.owners == {"1": str(world.member.id)}
    await send(http, "POST", callback(ran), {"type": 4, "data": {"content": "here"}})
    hook = f"webhooks/{local.bot.id}/{ran.token}"
    answers = [await send(http, "POST", hook, {"content": str(number)}) for number in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [400]
    headers = {"Authorization": f"Bot {local.token}"}
    async with http.post(f"channels/{world.general.id}/messages", json={"content": "x"}, headers=headers) as answer:
        assert (await answer.json())["code"] == 50001
