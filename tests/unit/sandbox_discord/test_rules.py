"""The rules by themselves: permissions, bodies of messages, components, windows, commands, typed commands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.sandbox.discord import (
    ApiError,
    CommandRejected,
    DefaultWorld,
    Interaction,
    LocalDiscord,
    LocalFile,
    ManualDiscordClock,
    Permission,
)
from bot.sandbox.discord.people import command_text
from bot.sandbox.discord.rules import commands as validate_commands
from bot.sandbox.discord.rules import components as validate_components
from bot.sandbox.discord.rules import message as validate_message
from bot.sandbox.discord.rules.form import Form
from bot.sandbox.discord.rules.message import Flag
from bot.sandbox.discord.world.files import safe_name

Json = dict[str, Any]


@pytest.fixture
def still() -> LocalDiscord:
    """A local Discord that was never started: rules only."""
    return LocalDiscord(clock=ManualDiscordClock())


@pytest.fixture
def place(still: LocalDiscord) -> DefaultWorld:
    return still.default_world()


def codes(error: ApiError) -> list[str]:
    """Every fault as `path:code`."""
    found: list[str] = []

    def look(node: Json, path: str) -> None:
        for key, value in node.items():
            if key == "_errors":
                found.extend(f"{path}:{one['code']}" for one in value)
            else:
                look(value, f"{path}.{key}" if path else key)

    look(dict(error.errors or {}), "")
    return found


def test_overwrites_apply_in_discords_order(still: LocalDiscord, place: DefaultWorld) -> None:
    world, channel = still.world, place.general
    role = world.add_role(place.guild, "Quiet", Permission(0), place.member)
    loud = world.add_role(place.guild, "Loud", Permission(0), place.member)
    send = Permission.SEND_MESSAGES
    world.set_permissions(channel, place.guild.roles[place.guild.id], deny=send)
    assert not world.permissions_in(channel, place.member.id) & send
    world.set_permissions(channel, role, deny=send)
    world.set_permissions(channel, loud, allow=send)
    assert world.permissions_in(channel, place.member.id) & send
    assert not world.permissions_in(channel, place.member2.id) & send
    world.set_permissions(channel, place.member, deny=send)
    assert not world.permissions_in(channel, place.member.id) & send
    assert not world.permissions_in(channel, place.member.id) & Permission.ATTACH_FILES
    assert world.permissions_in(channel, place.admin.id) & send
    world.set_permissions(channel, place.member, deny=Permission.VIEW_CHANNEL)
    assert world.permissions_in(channel, place.member.id) == 0


def test_threads_take_their_parents_overwrites(still: LocalDiscord, place: DefaultWorld) -> None:
    still.world.set_permissions(place.general, place.member, deny=Permission.SEND_MESSAGES_IN_THREADS)
    granted = still.world.permissions_in(place.thread, place.member.id)
    assert granted & Permission.SEND_MESSAGES
    assert not granted & (Permission.SEND_MESSAGES_IN_THREADS | Permission.EMBED_LINKS)


def check(body: Json, files: dict[int, LocalFile] | None = None, flags: int = 0, limit: int = 100) -> ApiError:
    with pytest.raises(ApiError) as error:
        validate_message.check(body, files or {}, flags=Flag(flags), kept=[], file_limit_bytes=limit)
    return error.value


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"content": "x" * 2001}, "content:BASE_TYPE_MAX_LENGTH"),
        ({"content": "x", "nonce": "n" * 26}, "nonce:NONCE_TYPE_TOO_LONG"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title:BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description:BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"fields": [{"name": "", "value": "x"}]}]}, "embeds.0.fields.0.name:BASE_TYPE_REQUIRED"),
        ({"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]}, "embeds.0.fields:BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds.0.footer.text:BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds:MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{}] * 11}, "embeds:BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"url": "javascript:x"}]}, "embeds.0.url:URL_TYPE_INVALID_SCHEME"),
        (
            {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "allowed_mentions:MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ],
)
def test_message_limits(body: Json, fault: str) -> None:
    error = check(body)
    assert (error.status, error.code) == (400, 50035)
    assert fault in codes(error)


def test_message_files_and_emptiness() -> None:
    assert check({}).code == 50006
    assert check({}, {0: LocalFile("a", bytes(101))}).code == 40005
    assert "files:BASE_TYPE_MAX_LENGTH" in codes(check({}, {at: LocalFile("a", b"") for at in range(11)}))


VOICE = {"attachments": [{"id": 0, "duration_secs": 1.0, "waveform": "AAAA"}]}
SOUND = LocalFile("v.ogg", b"x", "audio/ogg")


@pytest.mark.parametrize(
    ("body", "files", "code"),
    [
        ({**VOICE, "content": "x"}, {0: SOUND}, 50159),
        (VOICE, {0: SOUND, 1: SOUND}, 50160),
        (VOICE, {0: LocalFile("v.ogg", b"x", "application/octet-stream")}, 50160),
        ({"attachments": [{"id": 0, "waveform": "AAAA"}]}, {0: SOUND}, 50161),
        ({"attachments": [{"id": 0, "duration_secs": 1.0, "waveform": "A" * 344}]}, {0: SOUND}, 50035),
        ({"attachments": [{"id": 0, "duration_secs": 1.0, "waveform": "?"}]}, {0: SOUND}, 50035),
    ],
)
def test_voice_rules(body: Json, files: dict[int, LocalFile], code: int) -> None:
    assert check(body, files, Flag.IS_VOICE_MESSAGE).code == code


def button(number: int, **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "x", "custom_id": f"b{number}", **more}


def row(*inner: Json) -> Json:
    return {"type": 1, "components": list(inner)}


SELECT: Json = {"type": 3, "custom_id": "s", "options": [{"label": "x", "value": "x"}]}


@pytest.mark.parametrize(
    ("components", "v2", "fault"),
    [
        ([row(button(1))] * 6, False, "components:BASE_TYPE_MAX_LENGTH"),
        ([row(*(button(n) for n in range(6)))], False, "components.0.components:BASE_TYPE_BAD_LENGTH"),
        ([row(button(1), button(1))], False, "components.0.components.1.custom_id:COMPONENT_CUSTOM_ID_DUPLICATED"),
        ([row(button(1, custom_id="x" * 101))], False, "components.0.components.0.custom_id:BASE_TYPE_BAD_LENGTH"),
        ([row(button(1, label="x" * 81))], False, "components.0.components.0.label:BASE_TYPE_MAX_LENGTH"),
        ([row(SELECT, button(1))], False, "components.0.components:COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ([row({**SELECT, "options": SELECT["options"] * 26})], False,
         "components.0.components.0.options:BASE_TYPE_BAD_LENGTH"),
        ([{"type": 10, "content": "x"}], False, "components.0.type:BASE_TYPE_CHOICES"),
        ([{"type": 10, "content": "x" * 2001}] * 2, True, "components:COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
        ([{"type": 17, "components": [{"type": 10, "content": "x"}] * 39}] * 2, True,
         "components:COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        ([{"type": 13, "file": {"url": "attachment://a"}}], True,
         "components.0.file.url:UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"),
    ],
)  # fmt: skip
def test_component_limits(components: list[Json], v2: bool, fault: str) -> None:
    flags = Flag.IS_COMPONENTS_V2 if v2 else Flag(0)
    assert fault in codes(check({"components": components}, flags=flags))


def test_v2_forbids_text_and_embeds() -> None:
    body = {"content": "x", "components": [{"type": 10, "content": "x"}]}
    fault = "content:MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    assert codes(check(body, flags=Flag.IS_COMPONENTS_V2)) == [fault]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": "x" * 46}, "data.title:BASE_TYPE_BAD_LENGTH"),
        ({"components": []}, "data.components:BASE_TYPE_BAD_LENGTH"),
        ({"components": [{"type": 18, "label": "x" * 46, "component": {"type": 4, "style": 1, "custom_id": "p"}}]},
         "data.components.0.label:BASE_TYPE_BAD_LENGTH"),
        ({"components": [{"type": 18, "label": "x", "component": {"type": 19, "custom_id": "p", "max_values": 11}}]},
         "data.components.0.component.max_values:NUMBER_TYPE_RANGE"),
        ({"components": [row(button(1))]}, "data.components.0.components.0.type:BASE_TYPE_CHOICES"),
        ({"components": [row({"type": 4, "style": 1, "custom_id": "p", "label": "x", "value": "x" * 4001})]},
         "data.components.0.components.0.value:BASE_TYPE_MAX_LENGTH"),
    ],
)  # fmt: skip
def test_window_limits(change: Json, fault: str) -> None:
    form = Form()
    good = {"title": "t", "custom_id": "c", "components": [{"type": 10, "content": "x"}]}
    validate_components.check_modal(form, {**good, **change})
    with pytest.raises(ApiError) as error:
        form.raise_if_any()
    assert fault in codes(error.value)


def option(name: str = "o", **more: Any) -> Json:
    return {"type": 3, "name": name, "description": "d", **more}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"name": "Upper"}, "0.name:APPLICATION_COMMAND_INVALID_NAME"),
        ({"name": "a b"}, "0.name:APPLICATION_COMMAND_INVALID_NAME"),
        ({"name": "x" * 33}, "0.name:BASE_TYPE_BAD_LENGTH"),
        ({"description": ""}, "0.description:BASE_TYPE_REQUIRED"),
        ({"description": "x" * 101}, "0.description:BASE_TYPE_BAD_LENGTH"),
        ({"name_localizations": {"zh": "x"}}, "0.name_localizations.zh:LOCALE_INVALID"),
        ({"name_localizations": {"de": "Musik"}}, "0.name_localizations.de:APPLICATION_COMMAND_INVALID_NAME"),
        ({"options": [option(f"o{n}") for n in range(26)]}, "0.options:BASE_TYPE_MAX_LENGTH"),
        ({"options": [option("a"), option("b", required=True)]},
         "0.options.1:APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
        ({"options": [option("a"), option("a")]}, "0.options.1.name:APPLICATION_COMMAND_OPTIONS_NAME_INVALID"),
        ({"options": [option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])]},
         "0.options.0.choices:BASE_TYPE_MAX_LENGTH"),
        ({"options": [option(choices=[{"name": "x", "value": 1}])]},
         "0.options.0.choices.0.value:BASE_TYPE_BAD_TYPE"),
        ({"options": [option(autocomplete=True, choices=[{"name": "x", "value": "x"}])]},
         "0.options.0.autocomplete:APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID"),
        ({"options": [option(f"o{n}", choices=[{"name": f"{m:0100}", "value": f"{m:0100}"} for m in range(25)])
                      for n in range(2)]}, "0:APPLICATION_COMMAND_TOO_LARGE"),
    ],
)  # fmt: skip
def test_command_limits(still: LocalDiscord, change: Json, fault: str) -> None:
    with pytest.raises(ApiError) as error:
        still.platform.registry.overwrite(None, [{"name": "music", "description": "d", **change}])
    assert (error.value.status, error.value.code) == (400, 50035)
    assert fault in codes(error.value)


def test_a_command_keeps_its_id_and_guild_commands_shadow_global_ones(still: LocalDiscord) -> None:
    registry = still.platform.registry
    one = {"name": "musik-録音", "description": "d"}
    (first,) = registry.overwrite(None, [one])
    (second,) = registry.overwrite(None, [{**one, "description": "other"}])
    assert (first["id"], second["description"]) == (second["id"], "other")
    assert first["version"] != second["version"]
    registry.overwrite(5, [one])
    assert [each.get("guild_id") for each in registry.visible(5)] == ["5"]
    with pytest.raises(ApiError):
        registry.overwrite(None, [{"name": f"c{n}", "description": "d"} for n in range(101)])
    with pytest.raises(ApiError, match="50035"):
        registry.overwrite(None, [one, one])


COMMAND = {
    "id": "1", "type": 1, "name": "music", "description": "d",
    "options": [option("prompt", name_localizations={"de": "eingabe"}), option("model"), option("model_version")],
}  # fmt: skip


def parse(text: str, locale: str = "en-US") -> dict[str, str]:
    target, rest = command_text.find(text, [COMMAND], locale)
    return command_text.values(target, rest, locale)


def test_typed_commands() -> None:
    assert parse("/music prompt:calm rain: slow model:GL model_version:2.0") == {
        "prompt": "calm rain: slow", "model": "GL", "model_version": "2.0",
    }  # fmt: skip
    assert parse('music prompt:"a  b"') == {"prompt": "a  b"}
    assert parse("/music eingabe:regen", "de") == {"prompt": "regen"}
    with pytest.raises(CommandRejected):
        parse("/music eingabe:regen")


@given(some.text(some.characters(exclude_characters=":\"'", exclude_categories=["Cs"]), min_size=1))
def test_any_value_without_a_colon_survives_typing(value: str) -> None:
    assert parse(f"/music prompt:{value} model:GL") == {"prompt": value.strip(), "model": "GL"}


@given(some.text())
def test_file_names_become_safe(name: str) -> None:
    kept = safe_name(name)
    assert kept
    assert all(letter.isascii() and (letter.isalnum() or letter in "_-.") for letter in kept)
    assert not kept.startswith(".")


@given(some.text(max_size=40))
def test_command_names_are_lower_case_letters_digits_and_dashes(name: str) -> None:
    if validate_commands.is_name(name):
        assert name == name.lower()
        assert not any(letter.isspace() for letter in name)


async def test_who_may_run_what(still: LocalDiscord, place: DefaultWorld) -> None:
    registry = still.platform.registry
    registry.overwrite(
        None,
        [
            {"name": "admin", "description": "d", "default_member_permissions": str(int(Permission.MANAGE_GUILD))},
            {"name": "adult", "description": "d", "nsfw": True},
            {"name": "here", "description": "d", "contexts": [0]},
        ],
    )

    def names(user: Any, channel: Any) -> list[str]:
        return [one["name"] for one in still.commands(user, channel)]

    assert names(place.member, place.general) == ["here"]
    assert names(place.admin, place.nsfw) == ["admin", "adult", "here"]
    assert names(place.member, still.world.open_dm(place.member)) == ["admin", "adult"]
    with pytest.raises(CommandRejected, match="age-restricted"):
        await still.command(place.member, place.general, "/adult")
    with pytest.raises(CommandRejected, match="permission"):
        await still.command(place.member, place.general, "/admin")


async def test_the_world_survives_a_restart(still: LocalDiscord, place: DefaultWorld) -> None:
    still.platform.registry.overwrite(None, [{"name": "ping", "description": "d"}])
    await still.say(place.member, place.general, "hello", [LocalFile("a.txt", b"abc")])
    kept = still.to_dict()
    again = LocalDiscord.from_dict(kept, clock=ManualDiscordClock())
    assert again.to_dict() == kept
    found = again.default_world()
    assert (found.guild.id, found.general.id) == (place.guild.id, place.general.id)
    (message,) = again.messages(found.general)
    assert (message.content, message.attachments[0]["size"]) == ("hello", 3)
    assert again.platform.ids.next() > message.id
    assert again.snapshot()["channels"][0]["messages"][0]["message"]["content"] == "hello"


async def test_an_unanswered_interaction_without_any_bot_fails() -> None:
    clock = ManualDiscordClock()
    async with LocalDiscord(clock=clock) as local:
        world = local.default_world()
        local.platform.registry.overwrite(None, [{"name": "ping", "description": "d"}])
        events: list[str] = []
        local.subscribe(lambda event: events.append(event.data["state"]) if event.kind == "interaction" else None)
        ran: Interaction = await local.command(world.member, world.general, "/ping")
        await clock.advance(3.0)
        assert (await ran.done()).error == "The application did not respond"
        assert events == ["sent", "failed"]
