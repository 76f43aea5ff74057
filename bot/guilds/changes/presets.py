"""Presets: a few limits by command, from the operator's catalogue. A new server starts with one."""

from dataclasses import replace

from bot.catalog.presets import Preset
from bot.guilds.changes.slots import canonical
from bot.guilds.settings import GuildSettings, Limit, Scope
from bot.jobs.claim import Measure, Window


def limits_of(preset: Preset) -> tuple[Limit, ...]:
    """Return the limits a preset stands for."""
    return tuple(
        Limit(Scope.USER if one.is_personal else Scope.SERVER, Measure.COUNT, one.window, one.amount, kind=one.kind)
        for one in preset.limits
    )


def applied(settings: GuildSettings, preset: Preset) -> GuildSettings:
    """Return settings with a preset's limits in place of those by count, and its caps.

    Limits of roles, of seconds, of money and of what runs at the same time stay.
    """
    kept = [one for one in settings.limits if one.scope is Scope.ROLE or one.measure is not Measure.COUNT]
    return canonical(
        replace(
            settings,
            limits=(*kept, *limits_of(preset)),
            longest_video_seconds=preset.longest_video_seconds,
            sharpest_video=preset.sharpest_video,
        )
    )


def preset_in_force(settings: GuildSettings, presets: dict[str, Preset]) -> str:
    """Return the name of the preset that these settings match; empty where they match none."""
    return next((name for name, preset in presets.items() if applied(settings, preset) == canonical(settings)), "")


def daily(preset: Preset) -> dict[str, int]:
    """Return how many requests of each kind the whole server may make a day; kinds without a bound are left out."""
    return {one.kind.value: one.amount for one in preset.limits if not one.is_personal and one.window is Window.DAY}
