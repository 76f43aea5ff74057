"""*Add to soundboard*: a form for name, emoji and start; then the cut sound goes to the server under the caller's name.

Both the caller and the bot need Discord's own right to add expressions, and an admin must have allowed it.
"""

from base64 import b64encode
from typing import Any

import discord

from bot.chat.discord_compat import compat_of
from bot.chat.interaction.answers import AnyInteraction, acknowledge, locale_of, tell
from bot.chat.interaction.flow import caller_of
from bot.chat.interaction.open_modals import OpenModal, show_modal
from bot.chat.sending.requests import once
from bot.chat.texts import Texts
from bot.errors import Conflict, InvalidRequest, MessageForbidden, MessageRefused, NotAllowed
from bot.jobs.model import Job, prompt_of
from bot.service.job_service import JobService

_SHORTEST_NAME, _LONGEST_NAME = 2, 32
_LONGEST_EMOJI = 80
# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
_FULL = 30045


async def open_soundboard_form(interaction: AnyInteraction, service: JobService, texts: Texts, job: Job) -> None:
    """Answer with the form; it must be the first answer. Raises Refusal if the form could not be used."""
    check_rights(interaction)
    await service.guilds.enforce_soundboard(caller_of(interaction))
    await show_modal(interaction, SoundboardForm(service, texts, locale_of(interaction), job))


def check_rights(interaction: AnyInteraction) -> None:
    """Refuse where the caller or the bot may not add expressions. Raises NotAllowed with who may not."""
    if interaction.guild_id is None:
        raise NotAllowed(key="refusal-not-in-server")
    for rights, key in (
        (interaction.permissions, "soundboard-no-right"),
        (interaction.app_permissions, "soundboard-bot-no-right"),
    ):
        if not (rights.create_expressions or rights.administrator):
            raise NotAllowed(key=key)


class SoundboardForm(OpenModal):
    """Name, emoji, start second."""

    def __init__(self, service: JobService, texts: Texts, locale: str, job: Job) -> None:
        super().__init__(texts, texts.text("button-soundboard", locale))
        self._service = service
        self._job = job
        name = " ".join(prompt_of(job.request).split())[:_LONGEST_NAME]
        self._name: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="name", default=name or None, min_length=_SHORTEST_NAME, max_length=_LONGEST_NAME
        )
        self._emoji: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="emoji", required=False, max_length=_LONGEST_EMOJI
        )
        self._start: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="start", default="0", required=False, max_length=6
        )
        for key, component in (("name", self._name), ("emoji", self._emoji), ("start", self._start)):
            self.add_input(texts.text(f"field-soundboard-{key}", locale), component)

    async def take(self, interaction: AnyInteraction) -> None:
        """Cut the sound and put it on the board."""
        name, emoji, start_seconds = self._name.value.strip(), read_emoji(self._emoji.value), self._start_seconds()
        if len(name) < _SHORTEST_NAME:
            raise InvalidRequest(key="soundboard-name")
        check_rights(interaction)
        await acknowledge(interaction, ephemeral=True, thinking=True)
        async with self._service.sounds.for_soundboard(caller_of(interaction), self._job.id, start_seconds) as clip:
            await _add(interaction, name, clip.path.read_bytes(), emoji)
        await tell(interaction, self.texts.text("soundboard-added", locale_of(interaction), name=name))

    def _start_seconds(self) -> float:
        text = self._start.value.strip().removesuffix("s").replace(",", ".") or "0"
        try:
            seconds = float(text)
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds < 100_000:
            raise InvalidRequest(key="soundboard-start-bad", values={"value": text[:40]})
        return seconds


def read_emoji(text: str) -> str | discord.PartialEmoji | None:
    """Return the typed emoji, None if nothing was typed. Raises InvalidRequest for words."""
    text = text.strip()
    if not text:
        return None
    emoji = discord.PartialEmoji.from_str(text)
    if emoji.is_custom_emoji():
        return emoji
    if text.isascii() or any(character.isalnum() for character in text):
        raise InvalidRequest(key="soundboard-emoji", values={"value": text[:40]})
    return text


async def _add(interaction: AnyInteraction, name: str, sound: bytes, emoji: str | discord.PartialEmoji | None) -> None:
    """Add a sound. Raises NotAllowed, Conflict for a full board, MessageError.

    Tried once: Discord can't tell a retry from a second sound, and the person sees the outcome. discord.py's own call
    takes only MP3, and an MP3 is longer than the sound that was encoded.
    """
    custom = emoji if isinstance(emoji, discord.PartialEmoji) else None
    body = {
        "name": name,
        "sound": f"data:audio/ogg;base64,{b64encode(sound).decode()}",
        "volume": 1.0,
        "emoji_id": str(custom.id) if custom is not None else None,
        "emoji_name": emoji if isinstance(emoji, str) else None,
    }
    reason = f"Foley, for {interaction.user} ({interaction.user.id})"[:512]
    path, compat = "/guilds/{guild_id}/soundboard-sounds", compat_of(interaction.client)
    try:
        await once(lambda: compat.request("POST", path, json=body, reason=reason, guild_id=interaction.guild_id))
    except MessageForbidden:
        raise NotAllowed(key="soundboard-bot-no-right") from None
    except MessageRefused as error:
        if error.code == _FULL:
            raise Conflict(key="soundboard-full") from None
        raise
