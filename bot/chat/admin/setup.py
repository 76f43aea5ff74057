"""Render the setup guide for admins: missing permissions, current settings, next steps. Pure."""

from collections.abc import Sequence

import discord

from bot.chat.admin.permissions import ChannelLack
from bot.chat.admin.settings import default_words, limit_lines
from bot.chat.escape import joined
from bot.chat.render.parts import AMBER, GREEN
from bot.chat.texts import Texts, Verbatim
from bot.guilds.settings import GuildSettings
from bot.jobs.model import Kind

_SHOWN_CHANNELS = 15


def render_setup(
    settings: GuildSettings, lacks: Sequence[ChannelLack], fine: int, texts: Texts, locale: str
) -> discord.Embed:
    """Return the guide. ``lacks``: channels with missing permissions; ``fine``: how many have none missing."""
    embed = discord.Embed(
        title=texts.text("setup-title", locale)[:256],
        description=texts.text("setup-intro", locale),
        colour=AMBER if lacks else GREEN,
    )
    embed.add_field(
        name=texts.text("setup-permissions", locale)[:256],
        value=_permissions(lacks, fine, texts, locale),
        inline=False,
    )
    embed.add_field(
        name=texts.text("setup-now", locale)[:256], value=_current_settings(settings, texts, locale), inline=False
    )
    embed.add_field(name=texts.text("setup-next", locale)[:256], value=texts.text("setup-steps", locale), inline=False)
    return embed


def _permissions(lacks: Sequence[ChannelLack], fine: int, texts: Texts, locale: str) -> str:
    lines = [texts.text("setup-fine", locale, count=fine)] if fine else []
    for lack in lacks[:_SHOWN_CHANNELS]:
        names = texts.listed((texts.text(key, locale) for key in lack.missing_keys), locale)
        channel = Verbatim(f"<#{lack.channel_id}>")
        lines.append(texts.text("setup-lack", locale, channel=channel, permissions=names))
    if len(lacks) > _SHOWN_CHANNELS:
        lines.append(f"… +{len(lacks) - _SHOWN_CHANNELS}")
    return joined(lines, "\n", 1024) or texts.text("admin-none", locale)


def _current_settings(settings: GuildSettings, texts: Texts, locale: str) -> str:
    names = {kind: texts.command(kind.value, locale) for kind in Kind}
    kinds = " · ".join(
        f"{name} {texts.text('admin-off' if kind in settings.kinds_off else 'admin-on', locale)}"
        for kind, name in names.items()
    )
    results = f"<#{settings.results_channel_id}>" if settings.results_channel_id else texts.text("admin-same", locale)
    defaults = [f"{names[kind]}: {words}" for kind in Kind if (words := default_words(settings.defaults_for(kind)))]
    lines = [
        kinds,
        f"{texts.text('admin-results', locale)}: {results}",
        f"{texts.text('admin-defaults', locale)}: {' | '.join(defaults) or texts.text('admin-catalog', locale)}",
        f"{texts.text('admin-limits', locale)}: {limit_lines(settings.limits[:4], texts, locale)}",
    ]
    return joined(lines, "\n", 1024)
