"""Render the list of /preset list: a person's own and the server's, one line each. Pure."""

from collections.abc import Iterable

import discord

from bot.chat.escape import safe
from bot.chat.texts import Texts
from bot.jobs.model import kind_of, prompt_of
from bot.jobs.ports import RequestPreset

_PROMPT_LIMIT = 40
_LONGEST_LIST = 2900  # two of them stay below the 6000 characters that Discord takes in all embeds of a message


def render_presets(presets: Iterable[RequestPreset], texts: Texts, locale: str) -> list[discord.Embed]:
    """Return one embed for the person's own presets and one for the server's, each only if it has any."""
    all_presets = list(presets)
    embeds = []
    for key, is_of_server in (("preset-own", False), ("preset-server", True)):
        lines = [_line(one) for one in all_presets if one.is_of_server is is_of_server]
        if lines:
            shown = "\n".join(lines)[:_LONGEST_LIST]
            embeds.append(discord.Embed(title=texts.text(key, locale)[:256], description=shown))
    return embeds or [discord.Embed(description=texts.text("preset-none", locale))]


def _line(preset: RequestPreset) -> str:
    prompt = safe(prompt_of(preset.request), _PROMPT_LIMIT)
    return " · ".join(filter(None, (f"**{safe(preset.name, 80)}**", f"/{kind_of(preset.request).value}", prompt)))
