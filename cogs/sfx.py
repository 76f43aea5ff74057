"""/sfx: parse the options, call the service, answer."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction
from bot.chat.interaction.attachments import FileKind, file_url, one_of
from bot.chat.interaction.drafts import Kept
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.refusals import refusing
from bot.jobs.model import AudioFormat, Kind, PostAs, SfxRequest
from bot.jobs.requests import MOST_AT_ONCE
from cogs._common.choices import FORM_CHOICES, duration_choices, member
from cogs._common.cog import FoleyCog, extension
from cogs._common.defaults import chosen_format, defaults_of
from cogs._common.words import named, options


class Sfx(FoleyCog, name="Foley sfx"):
    """Sound effects from a sentence, or to fit a video."""

    @app_commands.command(**named("sfx", "Make a sound effect from a sentence"))
    @options(
        "sfx",
        {
            "prompt": "Describe the sound",
            "duration": "Length in seconds",
            "video": "A video to make the sound for (mp4, mov)",
            "video_url": "The public address of a video to make the sound for",
            "asmr": "With a video: close and quiet sounds",
            "bgm_prompt": "With a video: describe the background music",
            "file_format:format": "File format",
            "form:as": "Post it as a file or as a voice message",
            "count": "How many, each a request of its own",
        },
    )
    @app_commands.choices(form=FORM_CHOICES)
    @app_commands.guild_only()
    async def sfx(
        self,
        interaction: AnyInteraction,
        prompt: app_commands.Range[str, 1, 2000],
        duration: app_commands.Range[int, 1, 60] | None = None,
        video: discord.Attachment | None = None,
        video_url: app_commands.Range[str, 1, 2048] | None = None,
        file_format: AudioFormat | None = None,
        asmr: bool = False,
        bgm_prompt: app_commands.Range[str, 1, 200] | None = None,
        form: str = PostAs.FILE.value,
        count: app_commands.Range[int, 1, MOST_AT_ONCE] = 1,
    ) -> None:
        """Make a sound effect."""
        kept = Kept()
        async with refusing(interaction, self.service, self.texts, kept):
            defaults = await defaults_of(self.service.guilds, interaction, Kind.SFX)
            typed = kept.request = SfxRequest(
                prompt=prompt,
                duration_seconds=duration,
                video_url=video_url or "",
                asmr=asmr,
                bgm_prompt=bgm_prompt or "",
                format=chosen_format(defaults, file_format),
                form=member(PostAs, form),
                count=count,
            )
            attached = file_url(video, FileKind.VIDEO)
            request = replace(typed, video_url=one_of(attached, typed.video_url, "video", "video_url"))
            await submit_request(interaction, self.service, self.texts, request)

    @sfx.autocomplete("duration")
    async def suggest_durations(self, interaction: AnyInteraction, current: str) -> list[app_commands.Choice[int]]:
        """Suggest the lengths offered."""
        return duration_choices(self.catalog.durations(Kind.SFX), current)


setup, teardown = extension(Sfx)
