"""Who asks, as Discord told us in the interaction. A value; decides nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """The person, their rights and where they stand.

    ``channel_ids``: the channel, and where there is one its parent and its category: a rule may name any of them.
    """

    user_id: int
    guild_id: int
    locale: str
    role_ids: frozenset[int] = frozenset()
    is_moderator: bool = False  # Manage Messages in this channel, or Manage Server
    is_admin: bool = False  # Manage Server
    channel_ids: frozenset[int] = frozenset()
    is_age_restricted: bool = False  # the channel, or the parent of the thread
