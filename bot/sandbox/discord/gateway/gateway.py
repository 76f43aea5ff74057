"""The gateway: HELLO, heartbeats, IDENTIFY, READY, RESUME, routing of events to shards, and its scripted faults.

It owns the sessions. Source: https://discord.com/developers/docs/events/gateway and its list of close codes.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.gateway.bus import EventBus
from bot.sandbox.discord.gateway.session import Connection, Session
from bot.sandbox.discord.rules import message_content
from bot.sandbox.discord.traffic import Dispatch, Traffic
from bot.sandbox.discord.world import payloads
from bot.sandbox.discord.world.model import Limits
from bot.sandbox.discord.world.world import World

Json = dict[str, Any]
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = (
    0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
_GUILDS, _GUILD_MEMBERS, _PRESENCES = 1 << 0, 1 << 1, 1 << 8
_PRIVILEGED = _GUILD_MEMBERS | _PRESENCES | message_content.MESSAGE_CONTENT
_MAX_PAYLOAD_BYTES = 4096


@dataclass(slots=True)
class GatewaySwitches:
    """Faults that last until they are switched off."""

    ready_delay_seconds: float = 0.0
    refuse_until_monotonic: float = 0.0
    mute_heartbeats: bool = False


class _CloseConnection(Exception):
    """The connection has to be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Gateway:
    """Every session, and the connections they use."""

    def __init__(self, clock: Clock, bus: EventBus, limits: Limits, token: str, traffic: Traffic) -> None:
        self._clock = clock
        self._bus = bus
        self._limits = limits
        self._token = token
        self._traffic = traffic
        self._numbers = itertools.count(1)
        self._identified_at: dict[int, float] = {}
        self.identifies_left = limits.identifies_per_day
        self.world: World | None = None
        self.url = ""
        self.switches = GatewaySwitches()
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        # Counts what actually happened, not what was requested: a fault without a connection does nothing.
        self.tally: Counter[str] = Counter()

    # --- events -----------------------------------------------------------------------------------------------

    def announce(self, name: str, data: Json, *, guild_id: int | None, intent: int = 0) -> None:
        """Send an event to every session of the guild's shard with the required intent."""
        self._forget_old()
        for session in self.sessions.values():
            if session.ready and session.serves(guild_id) and (not intent or session.intents & intent):
                self._push(session, name, data, guild_id)
        if name.startswith(("GUILD_", "CHANNEL_", "THREAD_")):
            self._bus.publish("world", event=name, guild_id=str(guild_id))

    def _push(self, session: Session, name: str, data: Json, guild_id: int | None) -> None:
        if name in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} and not session.intents & message_content.MESSAGE_CONTENT:
            data = message_content.without_content(data, self._world().bot.id, in_dm=guild_id is None)
        self._dispatch(session, name, data)

    def _dispatch(self, session: Session, name: str, data: Json) -> None:
        self._traffic.tell(Dispatch(name, data))
        session.push(name, data)

    def deliver_interaction(self, payload: Json, guild_id: int | None) -> bool:
        """Send INTERACTION_CREATE to one session: the newest connected one, else the newest that may resume."""
        self._forget_old()
        candidates = [session for session in self.sessions.values() if session.ready and session.serves(guild_id)]
        if not candidates:
            return False
        chosen = max(candidates, key=lambda session: (session.connection is not None, session.number))
        self._dispatch(chosen, "INTERACTION_CREATE", payload)
        return True

    def _forget_old(self) -> None:
        oldest = self._clock.monotonic() - self._limits.session_seconds
        for one in [each for each in self.sessions.values() if each.connection is None]:
            if one.lost_at_monotonic < oldest:
                del self.sessions[one.id]

    # --- faults -----------------------------------------------------------------------------------------------

    def drop_connections(self) -> int:
        """Abort every TCP connection; return how many there were."""
        self.tally["connections cut"] += len(self.connections)
        for connection in tuple(self.connections):
            connection.abort()
        return len(self.connections)

    def close_connections(self, code: int, reason: str = "") -> None:
        """Close every connection with a close code."""
        for connection in tuple(self.connections):
            connection.close(code, reason)

    def ask_reconnect(self) -> None:
        """Send op 7 to every connection."""
        self.tally["op 7"] += len(self.connections)
        for connection in tuple(self.connections):
            connection.send_op(RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Send op 9 to every connection; a session that is not resumable is forgotten."""
        self.tally["op 9 resumable" if resumable else "op 9 not resumable"] += len(self.connections)
        for connection in tuple(self.connections):
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.send_op(INVALID, resumable)

    def duplicate_next(self, event_name: str) -> None:
        """Send the next event of that name twice, with the same sequence number."""
        for session in self.sessions.values():
            session.duplicate.add(event_name)

    def send_malformed(self, event_name: str, data: Json | None = None) -> None:
        """Send an event whose payload lacks all its required fields."""
        for session in self.sessions.values():
            session.push(event_name, data if data is not None else {"malformed": True})

    def refuse_connections(self, seconds: float) -> None:
        """Answer new connections with 503 for that many seconds of the clock."""
        self.switches.refuse_until_monotonic = self._clock.monotonic() + seconds

    # --- one connection ---------------------------------------------------------------------------------------

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one WebSocket connection, from HELLO until it closes."""
        if self._clock.monotonic() < self.switches.refuse_until_monotonic:
            return web.Response(status=503, text="scripted: no connections now")
        socket = web.WebSocketResponse(max_msg_size=4 * 1024 * 1024, compress=False, timeout=1.0)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.add(connection)
        connection.heart_beat_at = self._clock.monotonic()
        self._publish("connected", connection)
        writer = asyncio.get_running_loop().create_task(connection.write(), name="gateway writer")
        heart = asyncio.get_running_loop().create_task(self._watch_heart(connection), name="gateway heart")
        connection.send_op(HELLO, {"heartbeat_interval": int(self._limits.heartbeat_seconds * 1000), "_trace": ["[]"]})
        try:
            await self._read(connection)
        finally:
            self.connections.discard(connection)
            self._on_disconnect(connection)
            for task in (writer, heart):
                task.cancel()
            await asyncio.gather(writer, heart, return_exceptions=True)
        return socket

    async def _watch_heart(self, connection: Connection) -> None:
        """Close the connection when its heartbeats stop."""
        allowed_seconds = self._limits.heartbeat_seconds * self._limits.heartbeats_missed
        while True:
            left_seconds = connection.heart_beat_at + allowed_seconds - self._clock.monotonic()
            if left_seconds <= 0:
                self.tally["heartbeats stopped"] += 1
                connection.close(4009, "Session timed out.")
                return
            await self._clock.sleep(left_seconds)

    async def _read(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                continue
            try:
                await self._handle_frame(connection, frame.data)
            except _CloseConnection as close:
                await connection.socket.close(code=close.code, message=close.reason.encode())
                return

    def _on_disconnect(self, connection: Connection) -> None:
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            session.lost_at_monotonic = self._clock.monotonic()
            # A clean close by the peer ends the session, but not the 1000 that acknowledges our own close.
            if not connection.closing and connection.socket.close_code in {1000, 1001}:
                self.sessions.pop(session.id, None)
        self._publish("disconnected", connection, close_code=connection.socket.close_code)

    def _publish(self, event: str, connection: Connection, **more: Any) -> None:
        self.tally[event] += 1
        session = connection.session
        session_fields = (
            {} if session is None else {"session_id": session.id, "shard": [session.shard, session.shard_count]}
        )
        self._bus.publish("gateway", what=event, **session_fields, **more)

    async def _handle_frame(self, connection: Connection, frame: str | bytes) -> None:
        now = self._clock.monotonic()
        sent = connection.sent_at
        sent.append(now)
        while sent and sent[0] <= now - self._limits.gateway_window_seconds:
            sent.popleft()
        if len(sent) > self._limits.gateway_sends:
            raise _CloseConnection(4008, "Rate limited.")
        if len(frame) > _MAX_PAYLOAD_BYTES:
            raise _CloseConnection(4002, "Payload too large.")
        try:
            payload = json.loads(frame)
            op, data = payload["op"], payload.get("d")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _CloseConnection(4002, "Error while decoding payload.") from None
        if op == HEARTBEAT:
            connection.heart_beat_at = now
            if not self.switches.mute_heartbeats:
                connection.send_op(ACK)
        elif op == IDENTIFY:
            await self._identify(connection, data)
        elif op == RESUME:
            self._resume(connection, data)
        elif op not in {PRESENCE, VOICE, MEMBERS}:
            raise _CloseConnection(4001, "Unknown opcode.")
        elif connection.session is None:
            raise _CloseConnection(4003, "Not authenticated.")
        elif op == MEMBERS:
            self._send_members(connection.session, data)

    async def _identify(self, connection: Connection, data: Any) -> None:
        if connection.session is not None:
            raise _CloseConnection(4005, "Already authenticated.")
        if not isinstance(data, dict) or not isinstance(data.get("intents"), int):
            raise _CloseConnection(4013, "Invalid intent(s).")
        if str(data.get("token", "")).removeprefix("Bot ") != self._token:
            raise _CloseConnection(4004, "Authentication failed.")
        shard, count = data.get("shard") or (0, 1)
        if not 0 <= shard < count:
            raise _CloseConnection(4010, "Invalid shard.")
        if data["intents"] & _PRIVILEGED and not self._limits.privileged_intents:
            raise _CloseConnection(4014, "Disallowed intent(s).")
        if not self._may_identify(shard):
            connection.send_op(INVALID, False)
            return
        connection.compress_payloads = bool(data.get("compress"))
        session = Session(
            secrets.token_hex(16), shard, count, data["intents"], deque(maxlen=self._limits.session_backlog),
            next(self._numbers), connection, tally=self.tally,
        )  # fmt: skip
        connection.session = session
        self.sessions[session.id] = session
        self._publish("identified", connection)
        if self.switches.ready_delay_seconds:
            await self._clock.sleep(self.switches.ready_delay_seconds)
        self._send_ready(session)
        self._publish("ready", connection)

    def _may_identify(self, shard: int) -> bool:
        now, key = self._clock.monotonic(), shard % self._limits.max_concurrency
        last = self._identified_at.get(key)
        if self.identifies_left <= 0 or (last is not None and now - last < self._limits.identify_interval_seconds):
            return False
        self._identified_at[key] = now
        self.identifies_left -= 1
        return True

    def _send_ready(self, session: Session) -> None:
        world = self._world()
        guilds = [guild for guild in world.guilds.values() if guild.has_bot and session.serves(guild.id)]
        ready = {
            "v": 10,
            "user": payloads.self_user(world.bot),
            "user_settings": {},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shard_count],
            "application": {"id": str(world.bot.id), "flags": 0},
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "geo_ordered_rtc_regions": [],
            "guild_join_requests": [],
            "_trace": ["[]"],
        }
        self._dispatch(session, "READY", ready)
        session.ready = True
        if session.intents & _GUILDS:
            for guild in guilds:
                everyone = bool(session.intents & _GUILD_MEMBERS)
                self._dispatch(session, "GUILD_CREATE", world.guild_create(guild, all_members=everyone))

    def _resume(self, connection: Connection, data: Any) -> None:
        if not isinstance(data, dict) or str(data.get("token", "")).removeprefix("Bot ") != self._token:
            raise _CloseConnection(4004, "Authentication failed.")
        self._forget_old()
        session = self.sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        missed = session.missed(sequence) if session is not None and isinstance(sequence, int) else None
        if session is None or missed is None:
            connection.send_op(INVALID, False)
            return
        if session.connection is not None:
            session.connection.close(4000, "Resumed elsewhere.")
        session.connection = connection
        connection.session = session
        for text in missed:
            connection.send(text)
        self._dispatch(session, "RESUMED", {"_trace": ["[]"]})
        self._publish("resumed", connection, replayed=len(missed))

    def _send_members(self, session: Session, data: Any) -> None:
        world = self._world()
        guild = world.guilds.get(int(data["guild_id"]))
        if guild is None or not guild.has_bot or not session.serves(guild.id):
            return
        wanted = data.get("user_ids") or []
        wanted = {int(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
        prefix = data.get("query")
        if prefix == "" and not session.intents & _GUILD_MEMBERS:
            raise _CloseConnection(4014, "Disallowed intent(s).")
        people = [(one, world.users[one.user_id]) for one in guild.members.values()]
        matches = [
            (one, who) for one, who in people
            if who.id in wanted or (prefix is not None and who.username.startswith(prefix))
        ]  # fmt: skip
        chunk = {
            "guild_id": str(guild.id),
            "members": [payloads.member(one, who) for one, who in matches],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [str(one) for one in wanted - {who.id for _, who in matches}],
        }
        if data.get("nonce") is not None:
            chunk["nonce"] = data["nonce"]
        self._dispatch(session, "GUILD_MEMBERS_CHUNK", chunk)

    def _world(self) -> World:
        assert self.world is not None, "the gateway is given its world before it serves"
        return self.world

    async def close(self) -> None:
        """Close every connection."""
        await asyncio.gather(*(connection.socket.close(code=1001) for connection in tuple(self.connections)))
