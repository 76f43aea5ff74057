"""Changes of lists and limits that admins make one entry at a time. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import InvalidRequest
from bot.guilds.ports import Change
from bot.guilds.settings import GuildSettings, Limit, Scope

_SHOWN = 25  # what a select can show of a list


def chosen_of(old: frozenset[int], chosen: frozenset[int]) -> frozenset[int]:
    """Return a list after a choice in a select: what that could not show stays."""
    return (old - frozenset(sorted(old)[:_SHOWN])) | chosen


def limited(limits: Sequence[Limit], *, lift_roles: bool = False) -> Change:
    """Return the change that puts limits in the place of those of their slots; without an amount they are lifted.

    A role's limit without an amount lets the role off instead, unless ``lift_roles``.
    """

    def change(old: GuildSettings) -> GuildSettings:
        slots = {limit.slot for limit in limits}
        kept = [one for one in old.limits if one.slot not in slots]
        lets_off = [one for one in limits if one.amount is not None or (one.scope is Scope.ROLE and not lift_roles)]
        return replace(old, limits=(*kept, *lets_off))

    return change


def lifted(name: str) -> Change:
    """Return the change that takes a limit away. It raises InvalidRequest where there is none of this name."""

    def change(old: GuildSettings) -> GuildSettings:
        kept = tuple(one for one in old.limits if one.name != name)
        if len(kept) == len(old.limits):
            raise InvalidRequest(key="rules-limit-missing")
        return replace(old, limits=kept)

    return change
