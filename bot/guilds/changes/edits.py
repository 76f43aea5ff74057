"""Changes to lists and limits that admins make one entry at a time. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import InvalidRequest
from bot.guilds.ports import Change
from bot.guilds.settings import GuildSettings, Limit, Scope

_SHOWN = 25  # what a select can show of a list


def chosen_of(old: frozenset[int], chosen: frozenset[int]) -> frozenset[int]:
    """Return a list after a choice in a select menu: entries that it could not show stay."""
    return (old - frozenset(sorted(old)[:_SHOWN])) | chosen


def limited(limits: Sequence[Limit], *, lift_roles: bool = False) -> Change:
    """Return the change that replaces the limits of the same slots, and removes those given without an amount.

    A role's limit without an amount exempts the role instead, unless ``lift_roles``.
    """

    def change(old: GuildSettings) -> GuildSettings:
        slots = {limit.slot for limit in limits}
        kept = [one for one in old.limits if one.slot not in slots]
        added = [one for one in limits if one.amount is not None or (one.scope is Scope.ROLE and not lift_roles)]
        return replace(old, limits=(*kept, *added))

    return change


def lifted(name: str) -> Change:
    """Return the change that removes a limit. It raises InvalidRequest where there is none of this name."""

    def change(old: GuildSettings) -> GuildSettings:
        kept = tuple(one for one in old.limits if one.name != name)
        if len(kept) == len(old.limits):
            raise InvalidRequest(key="rules-limit-missing")
        return replace(old, limits=kept)

    return change
