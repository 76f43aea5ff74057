"""*Sound effect of this*, *Add sound to this video*, *Animate this picture*, *Make a song of this*."""

import discord

from bot.chat.interaction.answers import AnyInteraction, answering
from bot.chat.interaction.attachments import FileKind
from bot.chat.interaction.drafts import Draft
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.modals import open_edit_modal
from bot.chat.interaction.results.derived import effect_of, film_of, in_words, song_of, sound_for
from bot.errors import InvalidRequest
from bot.jobs.model import Kind
from cogs._common.cog import FoleyCog
from cogs._common.defaults import chosen_model, defaults_of
from cogs.message_commands._command import MessageCommand, file_of, picture_of, text_of


async def _sound_effect(cog: FoleyCog, interaction: AnyInteraction, message: discord.Message) -> None:
    async with answering(interaction, cog.texts):
        request = effect_of(text_of(message))
        if not request.prompt:
            raise InvalidRequest(key="menu-no-text")
        await submit_request(interaction, cog.service, cog.texts, request)


async def _add_sound(cog: FoleyCog, interaction: AnyInteraction, message: discord.Message) -> None:
    async with answering(interaction, cog.texts):
        video = file_of(message, FileKind.VIDEO)
        if video is None:
            raise InvalidRequest(key="menu-no-video")
        await submit_request(interaction, cog.service, cog.texts, sound_for(video.url))


async def _animate(cog: FoleyCog, interaction: AnyInteraction, message: discord.Message) -> None:
    async with answering(interaction, cog.texts):
        picture_url = picture_of(message)
        if not picture_url:
            raise InvalidRequest(key="menu-no-picture")
        model, _ = chosen_model(await defaults_of(cog.service.guilds, interaction, Kind.VIDEO), None, None)
        await submit_request(interaction, cog.service, cog.texts, film_of(cog.catalog, picture_url, model))


async def _song(cog: FoleyCog, interaction: AnyInteraction, message: discord.Message) -> None:
    """Ask for the style, with the lyrics filled in."""
    async with answering(interaction, cog.texts):
        words = in_words(text_of(message))
        if not any(character.isalpha() for character in words):
            raise InvalidRequest(key="menu-no-lyrics")
        model, _ = chosen_model(await defaults_of(cog.service.guilds, interaction, Kind.MUSIC), None, None)
        await open_edit_modal(interaction, cog.service, cog.texts, Draft(song_of(cog.catalog, words, model)))


SOUND_EFFECT = MessageCommand("Sound effect of this", "menu-sound-effect", _sound_effect)
ADD_SOUND = MessageCommand("Add sound to this video", "menu-add-sound", _add_sound)
ANIMATE = MessageCommand("Animate this picture", "menu-animate", _animate)
SONG = MessageCommand("Make a song of this", "menu-song", _song)
