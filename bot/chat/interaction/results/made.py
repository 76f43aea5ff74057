"""What *More…* makes of a result: a cover of a song, sound and music for a video, a song of what was spoken.

Each opens the prefilled form of its command, and the new job records its source job. The input is the file as it is
posted, whose link is signed again when the provider is called.
"""

import asyncio
from collections.abc import Callable

import discord

from bot.chat.interaction.answers import AnyInteraction
from bot.chat.interaction.drafts import Draft
from bot.chat.interaction.modals import open_edit_modal
from bot.chat.interaction.results import soundboard
from bot.chat.interaction.results.derived import cover_of, music_for, song_of, sound_for
from bot.chat.interaction.results.entry import Act, Entry, Pressed, has_sound
from bot.chat.sending.requests import FAILURES
from bot.errors import InvalidRequest, Unavailable
from bot.jobs.model import Job, Kind, Medium, Request, SpeechRequest, State

# A form must be the first answer, so fetching the message may only take this long.
_FETCH_SECONDS = 1.5


async def _cover(pressed: Pressed) -> None:
    service = pressed.tools.service
    await _open(pressed, cover_of(service.catalog, await _file_url(pressed, Medium.AUDIO), made_from=pressed.job.id))


async def _sound(pressed: Pressed) -> None:
    await _open(pressed, sound_for(await _file_url(pressed, Medium.VIDEO), pressed.job.id))


async def _score(pressed: Pressed) -> None:
    service = pressed.tools.service
    await _open(pressed, music_for(service.catalog, await _file_url(pressed, Medium.VIDEO), made_from=pressed.job.id))


async def _song(pressed: Pressed) -> None:
    request, catalog = pressed.job.request, pressed.tools.service.catalog
    if isinstance(request, SpeechRequest):
        await _open(pressed, song_of(catalog, request.text, made_from=pressed.job.id))


async def _soundboard(pressed: Pressed) -> None:
    tools = pressed.tools
    await soundboard.open_soundboard_form(pressed.interaction, tools.service, tools.texts, pressed.job)


async def _open(pressed: Pressed, request: Request) -> None:
    tools = pressed.tools
    await open_edit_modal(pressed.interaction, tools.service, tools.texts, Draft(request))


async def _file_url(pressed: Pressed, medium: Medium) -> str:
    """Return the URL of the posted file, else the provider's own. Raises InvalidRequest, Unavailable."""
    message = await _fetch_message(pressed.interaction, pressed.channel_id, pressed.message_id)
    posted = (one.url for one in message.attachments if (one.content_type or "").startswith(f"{medium.value}/"))
    now = pressed.tools.clock.now()
    linked = (one.url for one in pressed.job.outputs if one.medium is medium and (one.expires_at or 0.0) > now)
    url = next(posted, None) or next(linked, None)
    if url is None:
        raise InvalidRequest(key="more-no-file")
    return url


async def _fetch_message(interaction: AnyInteraction, channel_id: int, message_id: int) -> discord.Message:
    channel = interaction.client.get_partial_messageable(channel_id, guild_id=interaction.guild_id)
    try:
        async with asyncio.timeout(_FETCH_SECONDS):
            message: discord.Message = await channel.fetch_message(message_id)
            return message
    except (TimeoutError, *FAILURES) as error:
        raise Unavailable(type(error).__name__) from error


def _is_made(job: Job, kind: Kind) -> bool:
    return job.state is State.READY and job.kind is kind and not job.is_lost


def _form(action: str, act: Act, emoji: str, fits: Callable[[Job], bool], *, for_all: bool = True) -> Entry:
    return Entry(action, act, emoji, fits=fits, for_all=for_all, in_servers=True, opens_form=True)


MADE_ENTRIES = (
    _form("soundboard", _soundboard, "🔊", lambda job: has_sound(job) and job.kind is not Kind.MUSIC),
    _form("cover", _cover, "🎸", lambda job: _is_made(job, Kind.MUSIC)),
    _form("sound", _sound, "🎧", lambda job: _is_made(job, Kind.VIDEO)),
    _form("score", _score, "🎼", lambda job: _is_made(job, Kind.VIDEO)),
    # Its form shows the whole text, which others may not read.
    _form("song", _song, "🎤", lambda job: _is_made(job, Kind.TTS), for_all=False),
)
