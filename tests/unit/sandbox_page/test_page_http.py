"""The page's HTTP side without a browser and without a bot: who is let in, what is served, how it is asked."""

import asyncio
import errno
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord import LocalFile
from bot.sandbox.discord.world.messages import Draft
from bot.sandbox.page import PageServer, PortTaken
from bot.sandbox.stage import Stage

Json = dict[str, Any]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage.opened() as stage:
        yield stage


@pytest.fixture
async def url(stage: Stage) -> AsyncIterator[str]:
    server = PageServer(stage)
    yield (await server.start(0)).rstrip("/")
    await server.close()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


class Page:
    """A page's end of the WebSocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.events: list[tuple[str, Any]] = []
        self._number = 0

    async def next(self) -> Json:
        frame: Json = json.loads(await self.socket.receive_str(timeout=20))
        if "event" in frame:
            self.events.append((frame["event"], frame["data"]))
        return frame

    async def event(self, kind: str) -> Any:
        """The next event of a kind, also one that came before a reply."""
        while True:
            found = next((one for one in self.events if one[0] == kind), None)
            if found is not None:
                self.events.remove(found)
                return found[1]
            await self.next()

    async def call(self, action: str, /, **arguments: Any) -> Json:
        self._number += 1
        await self.socket.send_str(json.dumps({"call": self._number, "name": action, "args": arguments}))
        while True:
            frame = await self.next()
            if frame.get("reply") == self._number:
                return frame


@pytest.fixture
async def page(url: str, http: aiohttp.ClientSession) -> AsyncIterator[Page]:
    async with http.ws_connect(f"{url}/events", headers={"Origin": url}) as socket:
        yield Page(socket)


async def test_the_page_and_its_headers(url: str, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{url}/") as answer:
        text = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert answer.status == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text
    assert "style=" not in text
    assert "<script>" not in text


@pytest.mark.parametrize("path", ["/js/main.js", "/css/theme.css", "/icon.svg"])
async def test_static_files_have_their_type(url: str, http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(url + path) as answer:
        assert answer.status == 200
        kind = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}[path.rpartition(".")[2]]
        assert answer.content_type == kind


@pytest.mark.parametrize("path", ["/server.py", "/../server.py", "/%2e%2e/server.py", "/js/../../server.py", "/js/"])
async def test_nothing_but_the_static_files_is_served(url: str, path: str) -> None:
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
    status = (await reader.readline()).split()[1]
    writer.close()
    await writer.wait_closed()
    assert status == b"404"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1:80"])
async def test_another_host_name_is_refused(url: str, http: aiohttp.ClientSession, host: str) -> None:
    async with http.get(f"{url}/", headers={"Host": host}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", None])
async def test_acting_needs_this_pages_origin(url: str, http: aiohttp.ClientSession, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    async with http.post(f"{url}/upload?name=a", data=b"x", headers=headers) as answer:
        assert answer.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await http.ws_connect(f"{url}/events", headers=headers)


async def test_a_taken_port_is_told_apart(stage: Stage) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken) as caught:
            await PageServer(stage).start(taken.getsockname()[1])
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.EADDRINUSE


async def test_the_snapshot_comes_first_and_holds_no_secret(stage: Stage, page: Page) -> None:
    frame = await page.next()
    assert frame["event"] == "snapshot"
    data = frame["data"]
    assert [one["username"] for one in data["world"]["users"]] == ["admin", "moderator", "member", "member2"]
    assert data["bot"]["running"] is False
    text = json.dumps(data)
    assert stage.discord.token not in text
    for pair in stage.tencent.settings.credentials.items():
        assert pair[1] not in text


async def test_a_message_said_is_told_and_listed(stage: Stage, page: Page) -> None:
    who, where = str(stage.world.member.id), str(stage.world.general.id)
    assert await page.call("say", user=who, channel=where, content="hello") == {"reply": 1, "value": None}
    told = await page.event("message_create")
    assert (told["content"], told["author"]["username"]) == ("hello", "member")
    listed = (await page.call("messages", channel=where))["value"]
    assert [one["content"] for one in listed["messages"]] == ["hello"]
    assert listed["more"] is False


async def test_messages_come_in_pages(stage: Stage, page: Page) -> None:
    for number in range(120):
        await stage.discord.say(stage.world.member, stage.world.general, str(number))
    where, before = str(stage.world.general.id), None
    seen: list[str] = []
    for expected_more in (True, True, False):
        listed = (await page.call("messages", channel=where, before=before))["value"]
        assert listed["more"] is expected_more
        seen = [one["content"] for one in listed["messages"]] + seen
        before = listed["messages"][0]["id"]
    assert seen == [str(number) for number in range(120)]


async def test_an_upload_is_sent_and_served_only_as_a_harmless_file(
    stage: Stage, url: str, http: aiohttp.ClientSession, page: Page
) -> None:
    body = b"<script>alert(1)</script>"
    async with http.post(f"{url}/upload?name=x.html", data=body, headers={"Origin": url}) as answer:
        number = (await answer.json())["upload"]
    who, where = str(stage.world.member.id), str(stage.world.general.id)
    await page.call("say", user=who, channel=where, content="look", files=[number])
    file = (await page.event("message_create"))["attachments"][0]
    assert file["url"].startswith("/cdn/attachments/")
    async with http.get(url + file["url"]) as answer:
        assert await answer.read() == body
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "Access-Control-Allow-Origin" not in answer.headers
    async with http.get(url + file["url"], headers={"Range": "bytes=1-6"}) as answer:
        assert (answer.status, await answer.read()) == (206, body[1:7])
    async with http.get(f"{url}/cdn/attachments/1/2/x.html") as answer:
        assert answer.status == 404


async def test_refusals_are_sentences(stage: Stage, page: Page) -> None:
    who, where = str(stage.world.member.id), str(stage.world.general.id)
    asked: list[tuple[str, Json, str]] = [
        ("command", {"name": "music"}, "Unknown command /music"),
        ("say", {"content": "x" * 2001}, "2000 or fewer"),
        ("say", {"content": "a", "files": ["gone"]}, "pick it again"),
        ("tier", {"tier": 9}, "0 to 3"),
        ("speed", {"speed": -1}, "above 0"),
        ("switch", {"name": "nothing", "mode": "on"}, "no such switch"),
        ("task", {"task": "nothing", "what": "finish"}, "no such task"),
        ("call", {"number": 12345}, "not kept"),
        ("submit", {"interaction": "1"}, "not open"),
        ("press", {"message": "1", "custom_id": "a"}, "does not exist"),
        ("nonsense", {}, "no action"),
        ("press", {}, "makes no sense"),
    ]
    for name, arguments, words in asked:
        answer = await page.call(name, user=who, channel=where, **arguments)
        assert words in answer["error"], name


async def test_notes_to_one_person_and_kept_links(stage: Stage, page: Page) -> None:
    where = str(stage.world.general.id)
    file = LocalFile("a.txt", b"text", "text/plain")
    await stage.discord.say(stage.world.member, stage.world.general, "https://example.org/cdn://x", [file])
    shown = (await page.call("messages", channel=where))["value"]["messages"][0]
    assert shown["content"] == "https://example.org/cdn://x"
    assert shown["ephemeral_to"] is None
    assert not shown["attachments"][0]["url"].startswith("http")


async def test_broken_frames_do_not_end_the_connection(stage: Stage, page: Page) -> None:
    for text in ("", "[]", "{", '{"call": "x"}', '{"name": "say"}'):
        await page.socket.send_str(text)
    assert "value" in await page.call("messages", channel=str(stage.world.general.id))


async def test_world_changes_are_told_to_every_page(stage: Stage, url: str, http: aiohttp.ClientSession) -> None:
    headers = {"Origin": url}
    async with (
        http.ws_connect(f"{url}/events", headers=headers) as first,
        http.ws_connect(f"{url}/events", headers=headers) as second,
    ):
        one, two = Page(first), Page(second)
        await one.call("locale", user=str(stage.world.member.id), locale="ja")
        for page in (one, two):
            world = await page.event("world")
            assert {each["username"]: each["locale"] for each in world["users"]}["member"] == "ja"
        await two.call("tier", tier=2)
        assert (await one.event("world"))["guild"]["limit_bytes"] == 50 * 1024 * 1024


async def test_a_direct_message_shows_up_with_its_channel(stage: Stage, page: Page) -> None:
    await page.next()
    channel = stage.discord.world.open_dm(stage.world.member)
    stage.discord.platform.messages.create(Draft(channel, stage.discord.bot, {"content": "psst"}))
    world = await page.event("world")
    told = await page.event("message_create")
    direct = next(one for one in world["channels"] if one["id"] == told["channel_id"])
    assert direct["recipients"] == [str(stage.world.member.id)]


async def test_a_kept_world_is_the_same_in_the_next_run(tmp_path: Path, http: aiohttp.ClientSession) -> None:
    seen: list[Json] = []
    for run in range(2):
        async with Stage.opened(keep=tmp_path) as stage:
            if not run:
                file = LocalFile("a.txt", b"kept", "text/plain")
                await stage.discord.say(stage.world.admin, stage.world.general, "keep me", [file])
            server = PageServer(stage)
            url = (await server.start(0)).rstrip("/")
            async with http.ws_connect(f"{url}/events", headers={"Origin": url}) as socket:
                listed = await Page(socket).call("messages", channel=str(stage.world.general.id))
            [message] = listed["value"]["messages"]
            async with http.get(url + message["attachments"][0]["url"]) as answer:
                assert await answer.read() == b"kept"
            seen.append(message)
            await server.close()
    assert seen[0] == seen[1]
