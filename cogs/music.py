"""/music: parse the options, call the service, answer."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.interaction.attachments import FileKind, check_file, file_url, one_of, read_text
from bot.chat.interaction.drafts import Kept
from bot.chat.interaction.flow import run_request, submit_request
from bot.chat.interaction.modals import open_lyrics_modal
from bot.chat.interaction.refusals import refusing
from bot.errors import InvalidRequest
from bot.jobs.model import AudioFormat, Job, Kind, MusicRequest, Place
from bot.jobs.requests import MOST_AT_ONCE
from bot.service.job_service import Caller
from cogs._common.choices import GENDER_CHOICES, Choices, model_choices, version_choices
from cogs._common.cog import FoleyCog, extension
from cogs._common.defaults import chosen_format, chosen_model, defaults_of
from cogs._common.words import named, options

_LYRICS_PLACEHOLDER = "…"  # for checking the rest of a request before the lyrics are read


class Music(FoleyCog, name="Foley music"):
    """Music from a sentence, with or without lyrics."""

    @app_commands.command(**named("music", "Make music from a sentence"))
    @options(
        "music",
        {
            "prompt": "What it should sound like: style, mood, instruments",
            "model": "Which model makes it",
            "version": "Which version of the model",
            "lyrics": "Lyrics",
            "instrumental": "Without singing",
            "reference": "A sound for the model to go by (mp3, wav)",
            "reference_url": "The public address of a sound for the model to go by",
            "file_format:format": "File format",
            "video": "A video to make the music for (mp4, mov)",
            "video_url": "The public address of a video to make the music for",
            "gender": "Who sings",
            "watermark": "The model's own watermark in the sound",
            "long": "Write long lyrics in a form",
            "lyrics_file": "Lyrics as a .txt file",
            "count": "How many, each a request of its own",
        },
    )
    @app_commands.choices(gender=GENDER_CHOICES)
    @app_commands.guild_only()
    async def music(
        self,
        interaction: AnyInteraction,
        prompt: app_commands.Range[str, 1, 2000],
        model: app_commands.Range[str, 1, 60] | None = None,
        version: app_commands.Range[str, 1, 40] | None = None,
        lyrics: app_commands.Range[str, 1, 6000] | None = None,
        instrumental: bool = False,
        reference: discord.Attachment | None = None,
        reference_url: app_commands.Range[str, 1, 2048] | None = None,
        file_format: AudioFormat | None = None,
        video: discord.Attachment | None = None,
        video_url: app_commands.Range[str, 1, 2048] | None = None,
        gender: str = "",
        watermark: bool = False,
        long: bool = False,
        lyrics_file: discord.Attachment | None = None,
        count: app_commands.Range[int, 1, MOST_AT_ONCE] = 1,
    ) -> None:
        """Make music."""
        kept = Kept()
        async with refusing(interaction, self.service, self.texts, kept):
            defaults = await defaults_of(self.service.guilds, interaction, Kind.MUSIC)
            chosen, chosen_version = chosen_model(defaults, model, version)
            request = kept.request = MusicRequest(
                prompt=prompt,
                model=chosen,
                version=chosen_version,
                lyrics=lyrics or "",
                instrumental=instrumental,
                reference_url=reference_url or "",
                video_url=video_url or "",
                gender=gender,
                watermark=watermark,
                format=chosen_format(defaults, file_format),
                count=count,
            )
            # Each by itself: a refused file must not lose the other one.
            attached = file_url(reference, FileKind.AUDIO)
            reference_url = one_of(attached, request.reference_url, "reference", "reference_url")
            request = kept.request = replace(request, reference_url=reference_url)
            attached = file_url(video, FileKind.VIDEO)
            request = kept.request = replace(
                request, video_url=one_of(attached, request.video_url, "video", "video_url")
            )
            if lyrics_file is not None:
                await self._with_file(interaction, request, lyrics_file, kept)
            elif long and not lyrics:
                await open_lyrics_modal(interaction, self.service, self.texts, request)
            else:
                await submit_request(interaction, self.service, self.texts, request)

    async def _with_file(
        self, interaction: AnyInteraction, request: MusicRequest, file: discord.Attachment, kept: Kept
    ) -> None:
        check_file(file, FileKind.TEXT)
        if request.lyrics:
            raise InvalidRequest(key="option-both", values={"first": "lyrics", "second": "lyrics_file"})

        async def make_job(caller: Caller, place: Place) -> Job:
            whole = kept.request = replace(request, lyrics=await read_text(file))
            return await self.service.submit(caller, place, whole)

        draft = replace(request, lyrics=_LYRICS_PLACEHOLDER)
        await run_request(interaction, self.service, self.texts, make_job, request=draft, kept=kept)

    @music.autocomplete("model")
    async def suggest_models(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest models."""
        return model_choices(self.catalog, Kind.MUSIC, current, self.texts, locale_of(interaction))

    @music.autocomplete("version")
    async def suggest_versions(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest versions of the chosen model."""
        return version_choices(interaction, self.catalog, self.texts, Kind.MUSIC, current)


setup, teardown = extension(Music)
