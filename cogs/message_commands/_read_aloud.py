"""*Read aloud*: speaks the text of a message and of its text file, with the voice that /tts would choose."""

from dataclasses import replace

import discord

from bot.chat.interaction.answers import AnyInteraction, answering
from bot.chat.interaction.attachments import FileKind, with_file
from bot.chat.interaction.flow import run_request
from bot.errors import InvalidRequest
from bot.jobs.model import Job, Place, SpeechRequest
from bot.service.job_service import Caller
from cogs._common.cog import FoleyCog
from cogs.message_commands._command import MessageCommand, file_of, text_of


async def _read_aloud(cog: FoleyCog, interaction: AnyInteraction, message: discord.Message) -> None:
    async with answering(interaction, cog.texts):
        text, file = text_of(message), file_of(message, FileKind.TEXT)
        if not text and file is None:
            raise InvalidRequest(key="menu-no-words")
        request = SpeechRequest(text=text, sample_rate=cog.catalog.speech.default_sample_rate)

        async def make_job(caller: Caller, place: Place) -> Job:
            whole = request if file is None else replace(request, text=await with_file(text, file))
            return await cog.service.submit(caller, place, whole)

        await run_request(interaction, cog.service, cog.texts, make_job, request=request if text else None)


READ_ALOUD = MessageCommand("Read aloud", "menu-read-aloud", _read_aloud)
