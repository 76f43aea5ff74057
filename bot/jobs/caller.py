"""The caller of a command, as described by the Discord interaction. A plain value without decisions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """The user, their permissions, and where the interaction happened.

    ``channel_ids``: the channel, and its parent and category if there are any: a rule may name each of them.
    """

    user_id: int
    guild_id: int
    locale: str
    role_ids: frozenset[int] = frozenset()
    is_moderator: bool = False  # Manage Messages in this channel, or Manage Server
    is_admin: bool = False  # Manage Server
    channel_ids: frozenset[int] = frozenset()
    is_age_restricted: bool = False  # the channel, or the parent of the thread
