"""Finds whom a message mentions, according to `allowed_mentions`, and whom it pings. Reads the world, else pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world.model import Channel
from bot.sandbox.discord.world.world import World

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a message."""

    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False
    pinged: tuple[int, ...] = ()


def find(
    world: World, channel: Channel, author_id: int, text: str, rules: Json | None, replied_to: int | None
) -> Mentions:
    """Return the mentions in `text` that `rules`, its `allowed_mentions`, allow; None allows everything."""
    parse = {"users", "roles", "everyone"} if rules is None else set(rules.get("parse") or [])
    users = [int(one) for one in re.findall(r"<@!?(\d+)>", text)]
    roles = [int(one) for one in re.findall(r"<@&(\d+)>", text)]
    if rules is not None:
        users = users if "users" in parse else _listed(users, rules.get("users"))
        roles = roles if "roles" in parse else _listed(roles, rules.get("roles"))
    may_mention_everyone = bool(world.permissions_in(channel, author_id) & Permission.MENTION_EVERYONE)
    everyone = "everyone" in parse and may_mention_everyone and bool(re.search(r"@(everyone|here)\b", text))
    if replied_to is not None and (rules is None or rules.get("replied_user", False)):
        users.append(replied_to)
    users = list(dict.fromkeys(one for one in users if one in world.users))
    guild = world.guild_of(channel)
    known_roles = {} if guild is None else guild.roles
    roles = list(dict.fromkeys(one for one in roles if one in known_roles))
    pinged = set(users)
    if guild is not None:
        for member in guild.members.values():
            if everyone or (may_mention_everyone and set(member.roles) & set(roles)):
                pinged.add(member.user_id)
    pinged.discard(author_id)
    return Mentions(tuple(users), tuple(roles), everyone, tuple(sorted(pinged)))


def _listed(ids: list[int], allowed: Any) -> list[int]:
    wanted = {int(one) for one in allowed or []}
    return [one for one in ids if one in wanted]
