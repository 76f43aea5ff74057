"""hikari, a Discord library that shares nothing with discord.py, against the local Discord.

What discord.py forgives, hikari's strict decoding does not; both must be content with the same server.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import hikari
import pytest

from bot.sandbox.discord import DefaultWorld, Limits, LocalDiscord, LocalFile, State


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord(limits=Limits(global_requests=None)) as made:
        yield made


@pytest.fixture
def world(local: LocalDiscord) -> DefaultWorld:
    return local.default_world()


@pytest.fixture
async def bot(local: LocalDiscord, world: DefaultWorld) -> AsyncIterator[hikari.GatewayBot]:
    """A hikari bot that has synced one command and is connected."""
    made = hikari.GatewayBot(
        local.token, banner=None, logs=None, suppress_optimization_warning=True, rest_url=local.api_url
    )

    @made.listen()
    async def sync(_: hikari.StartingEvent) -> None:
        await made.rest.set_application_commands(
            local.bot.id,
            [
                made.rest.slash_command_builder("music", "Make music")
                .add_option(
                    hikari.CommandOption(
                        type=hikari.OptionType.STRING, name="prompt", description="what", is_required=True
                    )
                )
                .add_option(hikari.CommandOption(type=hikari.OptionType.USER, name="who", description="for whom"))
                .add_option(hikari.CommandOption(type=hikari.OptionType.ATTACHMENT, name="clip", description="file"))
            ],
        )

    async with asyncio.timeout(30):
        await made.start(check_for_updates=False)
        await made.rest.fetch_application()
    try:
        async with asyncio.timeout(60):
            yield made
    finally:
        await made.close()


def listen(bot: hikari.GatewayBot) -> asyncio.Queue[hikari.CommandInteraction]:
    """A queue of the commands that arrive."""
    arrived: asyncio.Queue[hikari.CommandInteraction] = asyncio.Queue()

    @bot.listen()
    async def on_command(event: hikari.CommandInteractionCreateEvent) -> None:
        arrived.put_nowait(event.interaction)

    return arrived


async def test_the_command_is_registered_as_hikari_sent_it(
    bot: hikari.GatewayBot, local: LocalDiscord, world: DefaultWorld
) -> None:
    (command,) = await bot.rest.fetch_application_commands(local.bot.id)
    assert isinstance(command, hikari.SlashCommand)
    assert command.options is not None
    assert [one.name for one in command.options] == ["prompt", "who", "clip"]
    assert [one["name"] for one in local.commands(world.member, world.general)] == ["music"]


async def test_defer_edit_and_a_message_with_a_file(
    bot: hikari.GatewayBot, local: LocalDiscord, world: DefaultWorld
) -> None:
    arrived = listen(bot)
    ran = await local.command(
        world.member,
        world.general,
        "/music prompt:calm rain who:@moderator",
        None,
        {"clip": LocalFile("a.ogg", b"123")},
    )
    interaction = await arrived.get()
    assert interaction.options is not None
    assert interaction.options[0].value == "calm rain"
    assert interaction.resolved is not None
    assert [one.username for one in interaction.resolved.users.values()] == ["moderator"]
    clip = next(iter(interaction.resolved.attachments.values()))
    assert await clip.read() == b"123"
    await interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
    assert ran.state is State.DEFERRED
    edited = await interaction.edit_initial_response("done", embed=hikari.Embed(title="Rain"))
    assert edited.content == "done"
    await ran.done()
    assert ran.message is not None
    assert ran.message.embeds[0]["title"] == "Rain"

    sent = await bot.rest.create_message(
        world.general.id, "here", attachment=hikari.Bytes(b"ID3" + bytes(1000), "rain.mp3"), reply=edited.id
    )
    assert sent.attachments[0].media_type == "audio/mpeg"
    assert await sent.attachments[0].read() == b"ID3" + bytes(1000)
    again = await bot.rest.fetch_message(world.general.id, sent.id)
    assert again.referenced_message is not None
    assert again.referenced_message.id == edited.id


async def test_a_command_sent_while_disconnected_is_replayed_on_resume(
    bot: hikari.GatewayBot, local: LocalDiscord, world: DefaultWorld
) -> None:
    arrived = listen(bot)
    resumed = asyncio.get_running_loop().create_task(
        local.wait_for_event(lambda event: event.kind == "gateway" and event.data["what"] == "resumed")
    )
    lost = asyncio.get_running_loop().create_task(
        local.wait_for_event(lambda event: event.kind == "gateway" and event.data["what"] == "disconnected")
    )
    await asyncio.sleep(0)
    assert local.gateway.drop_connections() == 1
    await lost
    ran = await local.command(world.member, world.general, "/music prompt:missed")
    event = await resumed
    assert event.data["replayed"] == 1
    interaction = await arrived.get()
    assert int(interaction.id) == ran.id


async def test_buttons_and_windows_decode(bot: hikari.GatewayBot, local: LocalDiscord, world: DefaultWorld) -> None:
    pressed: asyncio.Queue[hikari.ComponentInteraction] = asyncio.Queue()
    submitted: asyncio.Queue[hikari.ModalInteraction] = asyncio.Queue()

    @bot.listen()
    async def on_press(event: hikari.ComponentInteractionCreateEvent) -> None:
        pressed.put_nowait(event.interaction)

    @bot.listen()
    async def on_submit(event: hikari.ModalInteractionCreateEvent) -> None:
        submitted.put_nowait(event.interaction)

    row = bot.rest.build_message_action_row().add_interactive_button(hikari.ButtonStyle.PRIMARY, "edit", label="Edit")
    sent = await bot.rest.create_message(world.general.id, "press", component=row)
    message = local.message(sent.id)
    assert message is not None
    opened = await local.press(world.member, message, "Edit")
    window = bot.rest.build_modal_action_row().add_text_input("prompt", "Prompt")
    press = await pressed.get()
    await press.create_modal_response("Edit & run", "window", component=window)
    await opened.done()
    await local.submit_modal(world.member, opened, {"prompt": "storm"})
    modal = await submitted.get()
    field = modal.components[0].components[0]
    assert getattr(field, "value", None) == "storm"
    await modal.create_initial_response(hikari.ResponseType.MESSAGE_UPDATE, "storm it is", components=[])
    assert message.content == "storm it is"
    assert message.components == []


async def test_refusals_reach_hikari_with_their_codes(
    bot: hikari.GatewayBot, local: LocalDiscord, world: DefaultWorld
) -> None:
    with pytest.raises(hikari.ForbiddenError) as refused:
        await bot.rest.create_message(world.read_only.id, "x")
    assert refused.value.code == 50013
    with pytest.raises(hikari.BadRequestError) as too_long:
        await bot.rest.create_message(world.general.id, "x" * 2001)
    assert too_long.value.errors is not None
    assert "content" in too_long.value.errors
    local.faults.rate_limit("POST", r"/messages$", retry_after_seconds=0.05)
    assert (await bot.rest.create_message(world.general.id, "after the wait")).content == "after the wait"
    assert local.invalid_requests[429] == 1
