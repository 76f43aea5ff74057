"""What Discord refuses and the local one must, too: each body with the place and code of its fault."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord import ApiError, DefaultWorld, Limits, LocalDiscord, ManualDiscordClock
from bot.sandbox.discord.rules.components import check_modal, is_emoji
from bot.sandbox.discord.rules.form import Form

Json = dict[str, Any]
SELECT: Json = {"type": 3, "custom_id": "s", "options": [{"label": "x", "value": "x"}]}
CHOICE: Json = {"label": "a", "value": "a"}


@pytest.fixture
async def http(local: LocalDiscord) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {local.token}"}) as session:
        yield session


class Sender:
    """Sends to the local Discord with the bot's token."""

    def __init__(self, local: LocalDiscord, http: aiohttp.ClientSession) -> None:
        self._local = local
        self._http = http

    async def __call__(self, channel_id: int, body: Json) -> tuple[int, Json]:
        url = f"{self._local.api_url}/channels/{channel_id}/messages"
        headers = {"Authorization": f"Bot {self._local.token}"}
        async with self._http.post(url, json=body, headers=headers) as answer:
            return answer.status, await answer.json()


@pytest.fixture
def send(local: LocalDiscord, http: aiohttp.ClientSession) -> Sender:
    return Sender(local, http)


def button(**more: Any) -> Json:
    return {
        "components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "b", **more}]}]
    }


def link(url: str) -> Json:
    return {"components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "x", "url": url}]}]}


def select(**more: Any) -> Json:
    return {"components": [{"type": 1, "components": [{**SELECT, **more}]}]}


IN_ROW = "components.0.components.0"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"embeds": [{}]}, "embeds.0.description:BASE_TYPE_REQUIRED"),
        ({"embeds": [{"color": 5}]}, "embeds.0.description:BASE_TYPE_REQUIRED"),
        ({"embeds": [{"title": "t", "color": 0x1000000}]}, "embeds.0.color:NUMBER_TYPE_RANGE"),
        ({"embeds": [{"title": "t", "color": -1}]}, "embeds.0.color:NUMBER_TYPE_RANGE"),
        ({"embeds": [{"title": "t", "timestamp": "yesterday"}]}, "embeds.0.timestamp:DATE_TIME_TYPE_PARSE"),
        ({"embeds": [{"title": "t", "url": "https://x.example/a b"}]}, "embeds.0.url:URL_TYPE_INVALID_URL"),
        ({"content": "x", "allowed_mentions": {"parse": ["people"]}}, "allowed_mentions.parse.0:BASE_TYPE_CHOICES"),
        (select(min_values=2), f"{IN_ROW}.max_values:NUMBER_TYPE_MIN"),
        (select(max_values=2), f"{IN_ROW}.options:BASE_TYPE_BAD_LENGTH"),
        (select(max_values=26), f"{IN_ROW}.max_values:NUMBER_TYPE_RANGE"),
        (select(options=[{**CHOICE, "emoji": {"name": "no"}}]),
         f"{IN_ROW}.options.0.emoji.name:SELECT_OPTION_COMPONENT_INVALID_EMOJI"),
        (link("ftp://x.example/"), f"{IN_ROW}.url:URL_TYPE_INVALID_SCHEME"),
        (link("https://x.example/a b"), f"{IN_ROW}.url:URL_TYPE_INVALID_URL"),
        (link("https:"), f"{IN_ROW}.url:URL_TYPE_INVALID_URL"),
        (button(emoji={"name": "smile"}), f"{IN_ROW}.emoji.name:BUTTON_COMPONENT_INVALID_EMOJI"),
        (button(emoji={"id": "smile", "name": "smile"}), f"{IN_ROW}.emoji.name:BUTTON_COMPONENT_INVALID_EMOJI"),
    ],
)  # fmt: skip
async def test_a_body_that_is_refused(world: DefaultWorld, send: Sender, body: Json, fault: str) -> None:
    status, answer = await send(world.general.id, body)
    assert (status, answer["code"]) == (400, 50035)
    assert fault in faults(answer["errors"])


def faults(errors: Json, path: str = "") -> list[str]:
    """Every fault as `path:code`."""
    own = [f"{path}:{one['code']}" for one in errors.get("_errors", [])]
    inner = ((name, one) for name, one in errors.items() if name != "_errors")
    return own + [each for name, one in inner for each in faults(one, f"{path}.{name}".lstrip("."))]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": " \n\t "}, 50006),
        ({"content": "", "embeds": []}, 50006),
    ],
)
async def test_blanks_alone_are_no_message(world: DefaultWorld, send: Sender, body: Json, code: int) -> None:
    assert (await send(world.general.id, body))[1]["code"] == code


async def test_an_edit_may_not_leave_blanks_alone(
    local: LocalDiscord, world: DefaultWorld, http: aiohttp.ClientSession, send: Sender
) -> None:
    _, sent = await send(world.general.id, {"content": "x"})
    url = f"{local.api_url}/channels/{world.general.id}/messages/{sent['id']}"
    async with http.patch(url, json={"content": "  "}) as answer:
        assert (await answer.json())["code"] == 50006
    assert [one.content for one in local.messages(world.general)] == ["x"]


@pytest.mark.parametrize(
    "body",
    [
        {"embeds": [{"title": "t", "color": 0xFFFFFF, "timestamp": "2026-01-01T00:00:00+00:00", "url": "https://x.y"}]},
        select(options=[{**CHOICE, "emoji": {"name": "🇩🇪"}}, {"label": "b", "value": "b"}], min_values=0, max_values=2),
        button(emoji={"name": "⏹️"}),
        button(emoji={"id": "1234567890", "name": "own"}),
        link("discord://-/channels/1"),
        {"content": "x", "allowed_mentions": {"parse": ["users", "roles", "everyone"]}},
    ],
)
async def test_a_body_that_is_taken(world: DefaultWorld, send: Sender, body: Json) -> None:
    assert (await send(world.general.id, body))[0] == 200


@pytest.mark.parametrize("name", ["🔁", "▶️", "ℹ️", "1️⃣", "👩‍🚀", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "⬇️", "✏️"])
def test_emoji_of_unicode(name: str) -> None:
    assert is_emoji({"id": None, "name": name})
    assert not is_emoji({"name": f"{name}a"})


def input_with(**more: Any) -> Json:
    return {"type": 18, "label": "x", "component": {"type": 4, "style": 1, "custom_id": "p", **more}}


def group(kind: int, *options: str) -> Json:
    listed = [{"label": one, "value": one} for one in options]
    return {"type": 18, "label": "x", "component": {"type": kind, "custom_id": "p", "options": listed}}


@pytest.mark.parametrize(
    ("component", "fault"),
    [
        (group(21, "one"), "options:BASE_TYPE_BAD_LENGTH"),
        (input_with(value="abcdef", max_length=5), "value:BASE_TYPE_MAX_LENGTH"),
        (input_with(value="ab", min_length=3, max_length=5), "value:BASE_TYPE_BAD_LENGTH"),
        (input_with(min_length=6, max_length=5), "max_length:NUMBER_TYPE_MIN"),
        (group(21, "one", "two"), None),
        (group(22, "one"), None),
        (input_with(value="abcde", max_length=5), None),
    ],
)
def test_fields_of_a_modal(component: Json, fault: str | None) -> None:
    form = Form()
    check_modal(form, {"title": "t", "custom_id": "c", "components": [component]})
    if fault is None:
        form.raise_if_any()
        return
    with pytest.raises(ApiError) as error:
        form.raise_if_any()
    assert f"data.components.0.component.{fault}" in faults(dict(error.value.errors or {}))


# --- places, people, numbers ------------------------------------------------------------------------------------


async def test_places_that_take_no_message(local: LocalDiscord, world: DefaultWorld, send: Sender) -> None:
    local.world.archive_thread(world.thread, locked=True)
    assert (await send(world.thread.id, {"content": "x"}))[1]["code"] == 160005


async def test_people_who_take_no_message(local: LocalDiscord, world: DefaultWorld, send: Sender) -> None:
    dm = local.world.open_dm(world.member)
    assert (await send(dm.id, {"content": "x"}))[0] == 200
    local.world.close_dms(world.member)
    assert (await send(dm.id, {"content": "x"}))[1]["code"] == 50278
    world.member.blocked_bot = True
    assert (await send(dm.id, {"content": "x"}))[1]["code"] == 50007
    stranger = local.world.open_dm(local.world.add_user("stranger"))
    assert (await send(stranger.id, {"content": "x"}))[1]["code"] == 50278
    local.world.users[stranger.recipients[0]].app_installed = True
    assert (await send(stranger.id, {"content": "x"}))[0] == 200


async def test_automod_blocks_a_word(local: LocalDiscord, world: DefaultWorld, send: Sender) -> None:
    world.guild.automod_words = ["Rumpel"]
    assert (await send(world.general.id, {"content": "ein rumpelstilz"}))[1]["code"] == 200000
    assert (await send(world.general.id, {"content": "ein stilz"}))[0] == 200
    with pytest.raises(ApiError, match="automatic moderation"):
        await local.say(world.member, world.general, "rumpel")
    await local.say(world.admin, world.general, "rumpel")


async def test_a_nonce_is_one_message_of_its_author_for_some_minutes() -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock, limits=Limits(global_requests=None)) as local, aiohttp.ClientSession() as http:
        world, send = local.default_world(), Sender(local, http)
        body = {"content": "x", "nonce": "n", "enforce_nonce": True}
        _, first = await send(world.general.id, body)
        await clock.advance(299.0)
        assert (await send(world.music_lab.id, body))[1]["id"] == first["id"]
        await clock.advance(2.0)
        assert (await send(world.music_lab.id, body))[1]["id"] != first["id"]
        assert (await send(world.general.id, {**body, "enforce_nonce": False}))[1]["id"] != first["id"]


async def test_two_hundred_new_commands_a_day() -> None:
    clock = ManualDiscordClock()
    local = LocalDiscord(clock=clock, limits=Limits(command_creates_per_day=3))
    registry = local.platform.registry
    one, two, three, four = ({"name": name, "description": "d"} for name in ("a", "b", "c", "d"))
    registry.overwrite(None, [one, two])
    registry.overwrite(None, [one, {**two, "description": "changed"}])
    registry.create(None, three)
    with pytest.raises(ApiError, match="30034"):
        registry.create(None, four)
    registry.overwrite(7, [four])
    registry.overwrite(None, [])
    with pytest.raises(ApiError, match="30034"):
        registry.overwrite(None, [one])
    await clock.advance(24 * 3600.0)
    registry.overwrite(None, [one, two, three])


async def test_a_channel_takes_five_messages_in_five_seconds() -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock, limits=Limits(channel_messages=5)) as local, aiohttp.ClientSession() as http:
        world, send = local.default_world(), Sender(local, http)
        statuses = [(await send(world.general.id, {"content": "x"}))[0] for _ in range(6)]
        assert statuses == [200] * 5 + [429]
        assert (await send(world.music_lab.id, {"content": "x"}))[0] == 200
        await clock.advance(5.0)
        assert (await send(world.general.id, {"content": "x"}))[0] == 200
