"""The gateway by hand: close codes, shards, resume, compression, scripted faults."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord import DefaultWorld, Limits, LocalDiscord, ManualDiscordClock

GUILDS, GUILD_MESSAGES, CONTENT = 1, 1 << 9, 1 << 15


class RawClient:
    """A WebSocket that speaks the gateway's words and checks nothing."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, *, stream: bool = False) -> None:
        self.socket = socket
        self._inflate = zlib.decompressobj() if stream else None

    async def read(self) -> Any:
        frame = await self.socket.receive()
        if frame.type is aiohttp.WSMsgType.TEXT:
            return json.loads(frame.data)
        if frame.type is aiohttp.WSMsgType.BINARY:
            if self._inflate is None:
                return json.loads(zlib.decompress(frame.data))
            assert frame.data.endswith(b"\0\0\xff\xff")
            return json.loads(self._inflate.decompress(frame.data))
        return self.socket.close_code

    async def send(self, op: int, data: Any) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def identify(self, token: str, intents: int = GUILDS, **more: Any) -> Any:
        properties = {"os": "linux", "browser": "x", "device": "x"}
        await self.send(2, {"token": token, "intents": intents, "properties": properties, **more})
        return await self.read()


class Dialler:
    """Opens gateway connections and closes them all at the end of a test."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self._open: list[aiohttp.ClientWebSocketResponse] = []

    async def __call__(self, local: LocalDiscord, query: str = "") -> RawClient:
        socket = await self.session.ws_connect(local.gateway.url + "?v=10&encoding=json" + query)
        self._open.append(socket)
        client = RawClient(socket, stream="zlib-stream" in query)
        hello = await client.read()
        assert hello["op"] == 10
        return client

    async def close(self) -> None:
        for one in self._open:
            await one.close()


@pytest.fixture
async def dial() -> AsyncIterator[Dialler]:
    async with aiohttp.ClientSession() as session:
        made = Dialler(session)
        yield made
        await made.close()


async def test_identify_gives_ready_and_the_guild(local: LocalDiscord, world: DefaultWorld, dial: Dialler) -> None:
    client = await dial(local)
    ready = await client.identify(local.token)
    assert (ready["t"], ready["s"]) == ("READY", 1)
    assert ready["d"]["guilds"] == [{"id": str(world.guild.id), "unavailable": True}]
    guild = (await client.read())["d"]
    assert guild["unavailable"] is False
    assert {one["name"] for one in guild["channels"]} >= {"general", "music-lab", "nsfw", "read-only", "forum"}
    assert [one["name"] for one in guild["threads"]] == ["a-thread", "a-post"]
    await client.send(1, 2)
    assert (await client.read())["op"] == 11


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 1}, 4004),
        (2, {"token": None, "intents": "x"}, 4013),
        (2, {"token": "right", "intents": 1, "shard": [2, 2]}, 4010),
        (2, {"token": "right", "intents": CONTENT}, 4014),
        (3, {}, 4003),
        (99, {}, 4001),
        (1, "x" * 5000, 4002),
    ],
)
async def test_close_codes(local: LocalDiscord, dial: Dialler, op: int, data: Any, code: int) -> None:
    client = await dial(local)
    if isinstance(data, dict) and data.get("token") == "right":
        data = {**data, "token": local.token}
    await client.send(op, data)
    assert await client.read() == code


async def test_too_many_sends_close_with_4008(dial: Dialler) -> None:
    async with LocalDiscord(limits=Limits(gateway_sends=5), clock=ManualDiscordClock()) as local:
        client = await dial(local)
        for number in range(5):
            await client.send(1, number)
            assert (await client.read())["op"] == 11
        await client.send(1, 6)
        assert await client.read() == 4008


async def test_events_go_to_the_shard_of_their_guild(local: LocalDiscord, dial: Dialler) -> None:
    owner = local.world.add_user("owner")
    guilds = [local.world.add_guild(f"g{number}", owner=owner) for number in range(8)]
    seen: dict[int, set[int]] = {}
    for shard in (0, 1):
        client = await dial(local)
        ready = await client.identify(local.token, shard=[shard, 2])
        seen[shard] = {int(one["id"]) for one in ready["d"]["guilds"]}
    assert seen[0] | seen[1] == {one.id for one in guilds}
    assert all((number >> 22) % 2 == shard for shard, numbers in seen.items() for number in numbers)


async def test_an_interaction_goes_to_exactly_one_of_two_processes(
    local: LocalDiscord, world: DefaultWorld, dial: Dialler
) -> None:
    local.platform.registry.create(None, {"name": "ping", "description": "x"})
    clients = [await dial(local) for _ in range(2)]
    for client in clients:
        await client.identify(local.token)
        await client.read()
    await local.command(world.member, world.general, "/ping")
    local.world.set_boost_tier(world.guild, 1)
    names = [(await client.read())["t"] for client in clients]
    assert sorted(names) == ["GUILD_UPDATE", "INTERACTION_CREATE"]


async def test_resume_replays_what_was_missed(local: LocalDiscord, world: DefaultWorld, dial: Dialler) -> None:
    client = await dial(local)
    session_id = (await client.identify(local.token, GUILDS | GUILD_MESSAGES))["d"]["session_id"]
    await client.read()
    local.gateway.drop_connections()
    await local.wait_for(lambda: not local.ready_shards())
    await local.say(world.member, world.general, "secret text")
    again = await dial(local)
    await again.send(6, {"token": local.token, "session_id": session_id, "seq": 2})
    missed, resumed = await again.read(), await again.read()
    assert (missed["t"], missed["s"], missed["d"]["content"]) == ("MESSAGE_CREATE", 3, "")
    assert resumed["t"] == "RESUMED"
    other = await dial(local)
    await other.send(6, {"token": local.token, "session_id": "unknown", "seq": 2})
    assert await other.read() == {"op": 9, "d": False, "s": None, "t": None}


async def test_a_clean_close_ends_the_session(local: LocalDiscord, dial: Dialler) -> None:
    client = await dial(local)
    await client.identify(local.token)
    assert len(local.gateway.sessions) == 1
    await client.socket.close(code=1000)
    await local.wait_for(lambda: not local.gateway.connections)
    assert not local.gateway.sessions


@pytest.mark.parametrize("query", ["&compress=zlib-stream", ""])
async def test_compression(local: LocalDiscord, world: DefaultWorld, dial: Dialler, query: str) -> None:
    client = await dial(local, query)
    ready = await client.identify(local.token, compress=not query)
    assert ready["t"] == "READY"
    assert (await client.read())["d"]["name"] == world.guild.name


async def test_scripted_gateway_faults(local: LocalDiscord, world: DefaultWorld, dial: Dialler) -> None:
    client = await dial(local)
    await client.identify(local.token)
    await client.read()
    local.gateway.ask_reconnect()
    assert (await client.read())["op"] == 7
    local.gateway.duplicate_next("GUILD_UPDATE")
    local.world.set_boost_tier(world.guild, 2)
    assert await client.read() == await client.read()
    local.gateway.send_malformed("GUILD_UPDATE")
    assert (await client.read())["d"] == {"malformed": True}
    local.gateway.switches.mute_heartbeats = True
    await client.send(1, 1)
    local.gateway.invalidate(resumable=False)
    assert await client.read() == {"op": 9, "d": False, "s": None, "t": None}
    assert not local.gateway.sessions
    local.gateway.close_connections(4000)
    assert await client.read() == 4000
    local.gateway.refuse_connections(60)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await dial.session.ws_connect(local.gateway.url)


async def test_ready_can_be_held_back(dial: Dialler) -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock) as local:
        local.gateway.switches.ready_delay_seconds = 20.0
        client = await dial(local)
        await client.send(2, {"token": local.token, "intents": 1})
        await local.wait_for(lambda: local.gateway.sessions)
        await clock.advance(20.0)
        assert (await client.read())["t"] == "READY"


async def test_identify_pace_is_one_per_five_seconds(dial: Dialler) -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock, limits=Limits()) as local:
        assert (await (await dial(local)).identify(local.token))["t"] == "READY"
        assert (await (await dial(local)).identify(local.token))["op"] == 9
        await clock.advance(5.0)
        assert (await (await dial(local)).identify(local.token))["t"] == "READY"


async def test_a_connection_whose_heartbeats_stop_is_closed_and_may_resume(dial: Dialler) -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock, limits=Limits(heartbeat_seconds=40.0)) as local:
        alive, silent = await dial(local), await dial(local)
        ready = await silent.identify(local.token)
        for _ in range(2):
            await alive.send(1, None)
            assert (await alive.read())["op"] == 11
            await clock.advance(40.0)
        while not isinstance(closed := await silent.read(), int):
            pass
        assert closed == 4009
        assert local.gateway.tally["heartbeats stopped"] == 1
        await alive.send(6, {"token": local.token, "session_id": ready["d"]["session_id"], "seq": ready["s"]})
        assert (await alive.read())["t"] == "RESUMED"
