"""discord.py against the local Discord: commands, answers, buttons, windows, files, nonces, voice messages."""

from __future__ import annotations

import asyncio
import base64
import io
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.http import handle_message_parameters

from bot.sandbox.discord import (
    MIB,
    CommandRejected,
    ComponentRejected,
    DefaultWorld,
    LocalDiscord,
    LocalFile,
    Permission,
    State,
)
from tests.support.small_bot import SmallBot, connected

pytestmark = pytest.mark.usefixtures("forgotten_clients")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big") + b"\x08\x06\0\0\0"


class AgainButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"again:(?P<job>\w+)"):
    """A button whose state is in its custom id."""

    def __init__(self, job: str) -> None:
        super().__init__(discord.ui.Button(label="Again", custom_id=f"again:{job}"))
        self.job = job

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> AgainButton:
        return cls(match["job"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(f"again {self.job}", ephemeral=True)


class Window(discord.ui.Modal, title="Edit & run"):
    """A window with an old style row, a label, a select and a file."""

    prompt: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Prompt", custom_id="prompt", default="calm rain")
    model: discord.ui.Label[Any] = discord.ui.Label(
        text="Model",
        component=discord.ui.Select(custom_id="model", options=[discord.SelectOption(label="GL", value="gl")]),
    )
    reference: discord.ui.Label[Any] = discord.ui.Label(
        text="Reference", component=discord.ui.FileUpload(custom_id="file", required=False)
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        assert isinstance(self.model.component, discord.ui.Select)
        assert isinstance(self.reference.component, discord.ui.FileUpload)
        sizes = [len(await one.read()) for one in self.reference.component.values]
        await interaction.response.edit_message(content=f"{self.prompt.value}|{self.model.component.values}|{sizes}")


class OpenView(discord.ui.View):
    """A persistent button that opens the window, and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Edit", custom_id="open")
    async def open(self, interaction: discord.Interaction[Any], _: Any) -> None:
        await interaction.response.send_modal(Window())

    @discord.ui.select(
        custom_id="mood", options=[discord.SelectOption(label="Calm"), discord.SelectOption(label="Loud")]
    )
    async def mood(self, interaction: discord.Interaction[Any], select: discord.ui.Select[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"mood {select.values[0]}")


def make_bot() -> SmallBot:
    """A bot with one command of every kind the tests need."""
    bot = SmallBot()
    bot.add_dynamic_items(AgainButton)
    bot.add_view(OpenView())

    @bot.tree.command(description="Make music")
    @app_commands.describe(prompt="what", length="seconds", model="which")
    @app_commands.choices(model=[app_commands.Choice(name="GL", value="gl")])
    async def music(
        interaction: discord.Interaction[Any],
        prompt: app_commands.Range[str, 1, 100],
        length: app_commands.Range[int, 5, 60] = 30,
        model: str = "gl",
    ) -> None:
        await interaction.response.defer()
        view = OpenView()
        view.add_item(AgainButton("42"))
        await interaction.edit_original_response(content=f"{prompt}/{length}/{model}", view=view)

    @bot.tree.command(description="Speak")
    async def tts(interaction: discord.Interaction[Any], voice: str, clip: discord.Attachment | None = None) -> None:
        size = 0 if clip is None else len(await clip.read())
        file = discord.File(io.BytesIO(PNG), "my picture.png")
        await interaction.response.send_message(
            f"{voice} {size} {interaction.filesize_limit}", file=file, embed=discord.Embed(title="Said")
        )

    @tts.autocomplete("voice")
    async def voices(_: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}-{number}", value=str(number)) for number in range(3)]

    @bot.tree.command(description="Says nothing")
    async def silent(_: discord.Interaction[Any]) -> None:
        """Never answers."""

    jobs = app_commands.Group(name="jobs", description="Jobs")

    @jobs.command(name="show", description="Show a job")
    async def show(interaction: discord.Interaction[Any], who: discord.Member, where: discord.TextChannel) -> None:
        assert isinstance(interaction.user, discord.Member)
        may = interaction.app_permissions.send_messages
        await interaction.response.send_message(f"{who.name} {where.name} {may}", ephemeral=True)
        await interaction.followup.send("and more", ephemeral=True)

    bot.tree.add_command(jobs)
    return bot


async def test_a_deferred_command_is_edited_into_its_answer(local: LocalDiscord, world: DefaultWorld) -> None:
    async with connected(make_bot(), local):
        ran = await local.command(world.member, world.general, "/music prompt:calm rain: slow length:10")
        await ran.wait_first_answer()
        await ran.done()
    assert ran.state is State.ANSWERED
    assert ran.message is not None
    assert ran.message.content == "calm rain: slow/10/gl"
    assert ran.message.payload["type"] == 20
    assert ran.message.edits[0]["flags"] == 128
    assert ran.first_answer_ms is not None


WRONG_COMMANDS = {
    "/music": "required",
    "/music prompt:x length:99": "between 5 and 60",
    "/music prompt:x length:many": "whole number",
    "/music prompt:x model:other": "must be one of: GL",
    f"/music prompt:{'x' * 101}": "1 to 100 characters",
    "/music rain": "belongs to no option",
    "/jobs": "sub command: show",
    "/nothing": "Unknown command",
    "/jobs show who:nobody where:general": "names no user",
}


async def test_the_client_refuses_wrong_commands(local: LocalDiscord, world: DefaultWorld) -> None:
    async with connected(make_bot(), local):
        for text, why in WRONG_COMMANDS.items():
            with pytest.raises(CommandRejected, match=why):
                await local.command(world.member, world.general, text)


async def test_sub_command_with_user_and_channel(local: LocalDiscord, world: DefaultWorld) -> None:
    async with connected(make_bot(), local):
        ran = await local.command(world.admin, world.read_only, "/jobs show who:@member2 where:#music-lab")
        await local.wait_for(lambda: len(ran.ephemeral) == 2)
    assert [one.content for one in ran.ephemeral] == ["member2 music-lab False", "and more"]
    assert local.messages(world.read_only) == []
    assert len(local.messages(world.read_only, seen_by=world.admin)) == 2


async def test_autocomplete_and_attachments(local: LocalDiscord, world: DefaultWorld) -> None:
    async with connected(make_bot(), local):
        offered = await local.autocomplete(world.member, world.general, "/tts voice:so", focused="voice")
        clip = {"clip": LocalFile("a b.ogg", b"x" * 1000)}
        ran = await local.command(world.member, world.general, "tts", {"voice": "1"}, clip)
        await ran.done()
    assert offered[0] == {"name": "so-0", "value": "0", "name_localizations": None} or offered[0]["name"] == "so-0"
    assert ran.message is not None
    assert ran.message.content == f"1 1000 {10 * MIB}"
    (picture,) = ran.message.attachments
    assert (picture["filename"], picture["width"], picture["content_type"]) == ("my_picture.png", 640, "image/png")


async def test_buttons_selects_and_windows(local: LocalDiscord, world: DefaultWorld) -> None:
    async with connected(make_bot(), local):
        ran = await (await local.command(world.member, world.general, "/music prompt:x")).done()
        message = ran.message
        assert message is not None
        again = await (await local.press(world.member2, message, "Again")).done()
        assert [one.content for one in again.ephemeral] == ["again 42"]
        chosen = await (await local.select(world.member, message, "mood", "Loud")).done()
        assert chosen.message is message
        assert message.content == "mood Loud"
        opened = await (await local.press(world.member, message, "open")).done()
        assert opened.modal is not None
        with pytest.raises(ComponentRejected, match="1 to 4000"):
            await local.submit_modal(world.member, opened, {"prompt": "", "model": "GL"})
        with pytest.raises(ComponentRejected, match="somebody else"):
            await local.submit_modal(world.member2, opened, {})
        files = {"file": [LocalFile("in.mp3", b"12345")]}
        sent = await local.submit_modal(world.member, opened, {"prompt": "storm", "model": "GL"}, files)
        await sent.done()
        assert message.content == "storm|['gl']|[5]"
        with pytest.raises(ComponentRejected, match="no “Stop”"):
            await local.press(world.member, message, "Stop")


async def test_send_edit_delete_and_nonce(local: LocalDiscord, world: DefaultWorld) -> None:
    async with connected(make_bot(), local) as bot:
        channel = bot.get_channel(world.general.id)
        assert isinstance(channel, discord.TextChannel)
        first = await channel.send(f"@everyone hello <@{world.member.id}>", nonce="job-1")
        same = await channel.send("hello", nonce="job-1")
        assert first.id == same.id
        stored = local.message(first.id)
        assert stored is not None
        assert (stored.pinged, stored.payload["mention_everyone"]) == ((), False)
        asked = await local.say(world.member, world.general, "a question")
        reply = await channel.send(
            f"<@{world.member.id}>",
            reference=discord.MessageReference(message_id=asked.id, channel_id=channel.id),
            allowed_mentions=discord.AllowedMentions(users=[discord.Object(world.member.id)]),
        )
        kept = local.message(reply.id)
        assert kept is not None
        assert kept.pinged == (world.member.id,)
        await first.edit(content="edited", attachments=[discord.File(io.BytesIO(b"abc"), "a.txt")])
        assert [one["filename"] for one in stored.attachments] == ["a.txt"]
        await first.edit(embed=discord.Embed(title="t"))
        assert len(stored.attachments) == 1
        fetched = await channel.fetch_message(first.id)
        assert await fetched.attachments[0].read() == b"abc"
        history = [one.id async for one in channel.history(limit=10)]
        assert history == [reply.id, asked.id, first.id]
        await first.delete()
        with pytest.raises(discord.NotFound) as gone:
            await channel.fetch_message(first.id)
        assert gone.value.code == 10008


@pytest.mark.parametrize(("tier", "size_mib", "refused"), [(0, 11, True), (2, 11, False), (3, 26, True)])
async def test_upload_limits(local: LocalDiscord, world: DefaultWorld, tier: int, size_mib: int, refused: bool) -> None:
    local.world.set_boost_tier(world.guild, tier)
    async with connected(make_bot(), local) as bot:
        channel = bot.get_partial_messageable(world.general.id)
        file = discord.File(io.BytesIO(bytes(size_mib * MIB)), "big.bin")
        if not refused:
            await channel.send(file=file)
            return
        with pytest.raises(discord.HTTPException) as error:
            await channel.send(file=file)
        assert (error.value.status, error.value.code) == (413, 40005)
    assert local.messages(world.general) == []


async def test_permissions_of_channels(local: LocalDiscord, world: DefaultWorld) -> None:
    hidden = local.world.add_channel(world.guild, "hidden")
    everyone = world.guild.roles[world.guild.id]
    local.world.set_permissions(hidden, everyone, deny=Permission.VIEW_CHANNEL)
    gone = local.world.add_channel(world.guild, "gone")
    local.world.delete_channel(gone)
    local.world.archive_thread(world.thread)
    local.world.close_dms(world.member)
    dm = local.world.open_dm(world.member)
    expected = {
        world.read_only.id: 50013, hidden.id: 50001, gone.id: 10003, world.thread.id: 160005, world.forum.id: 50008,
        dm.id: 50278,
    }  # fmt: skip
    async with connected(make_bot(), local) as bot:
        for channel_id, code in expected.items():
            with pytest.raises(discord.HTTPException) as error:
                await bot.get_partial_messageable(channel_id).send("x")
            assert error.value.code == code
        await bot.get_partial_messageable(world.forum_post.id).send("in a post")
        local.world.archive_thread(world.thread, locked=False)
        await bot.get_partial_messageable(world.thread.id).send("wakes it")
    assert not world.thread.archived
    assert local.invalid_requests[403] == 3


class VoiceFile(discord.File):
    """A file with the fields of a voice message."""

    def to_dict(self, index: int) -> dict[str, Any]:
        waveform = base64.b64encode(bytes(range(100))).decode()
        return {**super().to_dict(index), "duration_secs": 1.5, "waveform": waveform}


async def send_voice(bot: SmallBot, channel_id: int, file: discord.File, content: str | None = None) -> Any:
    with handle_message_parameters(
        content, file=file, flags=discord.MessageFlags(voice=True), nonce="voice-1"
    ) as params:
        assert params.multipart is not None
        params.multipart[1]["content_type"] = "audio/ogg"
        return await bot.http.send_message(channel_id, params=params)


async def test_voice_messages(local: LocalDiscord, world: DefaultWorld) -> None:
    everyone = world.guild.roles[world.guild.id]
    async with connected(make_bot(), local) as bot:
        sent = await send_voice(bot, world.general.id, VoiceFile(io.BytesIO(b"OggS"), "voice-message.ogg"))
        assert sent["flags"] == 1 << 13
        assert sent["attachments"][0]["duration_secs"] == 1.5
        for file, content, code in (
            (discord.File(io.BytesIO(b"OggS"), "v.ogg"), None, 50161),
            (VoiceFile(io.BytesIO(b"OggS"), "v.ogg"), "text", 50159),
        ):
            local.platform.messages.by_id.clear()
            local.platform.messages._nonces.clear()
            with pytest.raises(discord.HTTPException) as error:
                await send_voice(bot, world.general.id, file, content)
            assert error.value.code == code
        for role in [everyone, *world.guild.roles.values()]:
            local.world.set_role(world.guild, role, Permission(role.permissions) & ~Permission.SEND_VOICE_MESSAGES)
        with pytest.raises(discord.Forbidden) as refused:
            await send_voice(bot, world.general.id, VoiceFile(io.BytesIO(b"OggS"), "v.ogg"))
        assert refused.value.code == 50173


async def test_components_v2(local: LocalDiscord, world: DefaultWorld) -> None:
    view = discord.ui.LayoutView(timeout=None)
    box: discord.ui.Container[Any] = discord.ui.Container(discord.ui.TextDisplay("**made**"))
    box.add_item(discord.ui.File("attachment://a.mp3"))
    view.add_item(box)
    async with connected(make_bot(), local) as bot:
        channel = bot.get_partial_messageable(world.general.id)
        sent = await channel.send(view=view, file=discord.File(io.BytesIO(b"abc"), "a.mp3"))
        assert sent.flags.components_v2
        with pytest.raises(discord.HTTPException) as error:
            await channel.send(view=view)
        assert error.value.code == 50035
    stored = local.message(sent.id)
    assert stored is not None
    file = stored.components[0]["components"][1]["file"]
    assert file["url"].startswith(local.api_url.removesuffix("/api/v10") + "/attachments/")


async def test_guilds_come_and_go_and_the_audit_log_names_the_inviter(local: LocalDiscord, world: DefaultWorld) -> None:
    async with connected(make_bot(), local) as bot:
        guild = local.world.add_guild("Second", owner=world.moderator)
        what, joined = await local.patience.bounded(bot.heard.get())
        assert what == "join"
        assert isinstance(joined, discord.Guild)
        entry = await anext(joined.audit_logs(action=discord.AuditLogAction.bot_add))
        assert entry.user is not None
        assert isinstance(entry.target, discord.Member | discord.User | discord.Object)
        assert (entry.user.id, entry.target.id) == (world.moderator.id, local.bot.id)
        local.world.bot_leaves(guild)
        assert (await local.patience.bounded(bot.heard.get()))[0] == "leave"


async def test_silence_is_a_failure_after_three_seconds_and_late_answers_are_refused(world_clock: Any) -> None:
    local, world, clock = world_clock
    bot = make_bot()
    late: asyncio.Future[discord.Interaction[Any]] = asyncio.get_running_loop().create_future()

    @bot.tree.command(description="Answers late")
    async def late_one(interaction: discord.Interaction[Any]) -> None:
        late.set_result(interaction)

    async with connected(bot, local):
        ran = await local.command(world.member, world.general, "/late_one")
        interaction = await late
        await clock.advance(3.0)
        assert (ran.state, ran.error) == (State.FAILED, "The application did not respond")
        with pytest.raises(discord.NotFound) as error:
            await interaction.response.send_message("too late")
        assert error.value.code == 10062


async def test_tokens_die_after_fifteen_minutes(world_clock: Any) -> None:
    local, world, clock = world_clock
    bot = make_bot()
    held: asyncio.Future[discord.Interaction[Any]] = asyncio.get_running_loop().create_future()

    @bot.tree.command(description="Holds on")
    async def hold(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True)
        held.set_result(interaction)

    async with connected(bot, local):
        ran = await local.command(world.member, world.general, "/hold")
        interaction = await held
        assert ran.state is State.DEFERRED
        await clock.advance(899.0)
        with pytest.raises(discord.HTTPException) as twice:
            await interaction.response._parent.client.http.request(  # a second first answer
                discord.http.Route("POST", "/interactions/{i}/{t}/callback", i=interaction.id, t=interaction.token),
                json={"type": 4, "data": {"content": "again"}},
            )
        assert twice.value.code == 40060
        await clock.advance(2.0)
        assert ran.error == "The application did not respond"
        with pytest.raises(discord.HTTPException) as error:
            await interaction.edit_original_response(content="late")
        assert (error.value.status, error.value.code) == (401, 50027)
