"""Talking to the bot as an admin, a moderator or a member, through the real process."""

from collections.abc import Mapping

from bot.sandbox.discord import Interaction
from bot.sandbox.discord.world.model import Channel, User
from bot.sandbox.stage import Stage
from tests.e2e.conftest import rows, text_of


async def ask(
    stage: Stage,
    command: str,
    user: User | None = None,
    channel: Channel | None = None,
    options: Mapping[str, object] | None = None,
) -> Interaction:
    """Run a command, as the admin unless told otherwise, and return once it has a real answer."""
    who, where = user or stage.world.admin, channel or stage.world.general
    interaction = await stage.discord.command(who, where, command, options)
    await interaction.done()
    return interaction


def heard(interaction: Interaction) -> str:
    """What only this person was told."""
    return "\n".join(text_of(message) for message in interaction.ephemeral)


async def told(stage: Stage, command: str, user: User | None = None, **options: object) -> str:
    """Run a command and return what only this person was told. An option called user is given as ``user_``."""
    named = {name.rstrip("_"): value for name, value in options.items()}
    interaction = await ask(stage, command, user, options=named)
    await stage.discord.wait_for(lambda: interaction.ephemeral or None)
    return heard(interaction)


async def is_taken(stage: Stage, command: str, user: User, channel: Channel) -> bool:
    """Run a request and tell whether a job was made of it; what was said instead is for :func:`refusal`."""
    before = len(rows(stage))
    await ask(stage, command, user, channel)
    return len(rows(stage)) == before + 1


async def refusal(stage: Stage, command: str, user: User, channel: Channel) -> str:
    """Run a request that must be refused, and return the sentence."""
    before = len(rows(stage))
    interaction = await ask(stage, command, user, channel)
    await stage.discord.wait_for(lambda: interaction.ephemeral or len(rows(stage)) > before or None)
    assert len(rows(stage)) == before
    assert interaction.message is None or interaction.message.ephemeral_to == user.id
    return heard(interaction)
