"""/video: parse the options, call the service, answer."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.chat.interaction.answers import AnyInteraction, locale_of
from bot.chat.interaction.attachments import FileKind, file_url
from bot.chat.interaction.drafts import Kept
from bot.chat.interaction.flow import submit_request
from bot.chat.interaction.refusals import refusing
from bot.jobs.model import Kind, VideoRequest
from cogs._common.choices import Choices, duration_choices, matching, model_choices, option_of, version_choices
from cogs._common.cog import FoleyCog, extension
from cogs._common.defaults import chosen_model, defaults_of
from cogs._common.words import named, options


class Video(FoleyCog, name="Foley video"):
    """Videos from a sentence or a picture."""

    @app_commands.command(**named("video", "Make a video from a sentence"))
    @options(
        "video",
        {
            "prompt": "Describe the video",
            "model": "Which model makes it",
            "version": "Which version of the model",
            "duration": "Length in seconds",
            "resolution": "How sharp, for example 1080P",
            "aspect": "Width to height, for example 16:9",
            "audio": "With sound",
            "image": "A picture to start from (jpg, png)",
            "negative": "What to leave out",
            "enhance": "Let the model expand your prompt first",
            "bgm": "With background music",
            "watermark": "The model's own watermark in the picture",
            "reference_1": "A picture of someone or something to show (jpg, png)",
            "reference_2": "A second picture to show",
            "reference_3": "A third picture to show",
            "reference_video": "A video for the model to go by (mp4, mov)",
            "last_image": "A picture to end on (jpg, png)",
            "off_peak": "Cheaper, made when there is room: may take up to 48 hours",
        },
    )
    @app_commands.guild_only()
    async def video(
        self,
        interaction: AnyInteraction,
        prompt: app_commands.Range[str, 1, 2000],
        model: app_commands.Range[str, 1, 60] | None = None,
        version: app_commands.Range[str, 1, 40] | None = None,
        duration: app_commands.Range[int, 1, 60] | None = None,
        resolution: app_commands.Range[str, 1, 20] | None = None,
        aspect: app_commands.Range[str, 1, 20] | None = None,
        audio: bool | None = None,
        image: discord.Attachment | None = None,
        last_image: discord.Attachment | None = None,
        negative: app_commands.Range[str, 1, 1000] | None = None,
        enhance: bool = False,
        bgm: bool = False,
        watermark: bool = False,
        reference_1: discord.Attachment | None = None,
        reference_2: discord.Attachment | None = None,
        reference_3: discord.Attachment | None = None,
        reference_video: discord.Attachment | None = None,
        off_peak: bool = False,
    ) -> None:
        """Make a video."""
        kept = Kept()
        async with refusing(interaction, self.service, self.texts, kept):
            defaults = await defaults_of(self.service.guilds, interaction, Kind.VIDEO)
            chosen, chosen_version = chosen_model(defaults, model, version)
            request = kept.request = VideoRequest(
                prompt=prompt,
                model=chosen,
                version=chosen_version,
                duration_seconds=duration,
                resolution=resolution or "",
                aspect=aspect or "",
                audio=audio,
                negative=negative or "",
                enhance=enhance,
                bgm=bgm,
                watermark=watermark,
                off_peak=off_peak,
            )
            files = {
                "image_url": (image, FileKind.IMAGE),
                "last_image_url": (last_image, FileKind.IMAGE),
                "reference_1_url": (reference_1, FileKind.IMAGE),
                "reference_2_url": (reference_2, FileKind.IMAGE),
                "reference_3_url": (reference_3, FileKind.IMAGE),
                "reference_video_url": (reference_video, FileKind.VIDEO),
            }
            # Each by itself: a refused file must not lose the others.
            for name, (attachment, file_kind) in files.items():
                url: dict[str, Any] = {name: file_url(attachment, file_kind)}
                request = kept.request = replace(request, **url)
            await submit_request(interaction, self.service, self.texts, request)

    @video.autocomplete("model")
    async def suggest_models(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest models."""
        return model_choices(self.catalog, Kind.VIDEO, current, self.texts, locale_of(interaction))

    @video.autocomplete("version")
    async def suggest_versions(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest versions of the chosen model."""
        return version_choices(interaction, self.catalog, self.texts, Kind.VIDEO, current)

    @video.autocomplete("duration")
    async def suggest_durations(self, interaction: AnyInteraction, current: str) -> list[app_commands.Choice[int]]:
        """Suggest lengths that the chosen model makes."""
        model, version = option_of(interaction, "model"), option_of(interaction, "version")
        return duration_choices(self.catalog.durations(Kind.VIDEO, model, version), current)

    @video.autocomplete("resolution")
    async def suggest_resolutions(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest resolutions of the chosen model."""
        model, version = option_of(interaction, "model"), option_of(interaction, "version")
        return matching(current, ((name, name) for name in self.catalog.resolutions(model, version)))

    @video.autocomplete("aspect")
    async def suggest_aspects(self, interaction: AnyInteraction, current: str) -> Choices:
        """Suggest shapes of the chosen model."""
        model, version = option_of(interaction, "model"), option_of(interaction, "version")
        return matching(current, ((name, name) for name in self.catalog.aspects(model, version)))


setup, teardown = extension(Video)
