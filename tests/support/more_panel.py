"""The More… panel of a result, opened and used as a person would, with any local Discord."""

from bot.sandbox.discord import Interaction, LocalDiscord, Message
from bot.sandbox.discord.world.model import User


async def panel_of(discord: LocalDiscord, user: User, message: Message) -> Message:
    """Open a result's More… panel."""
    pressed = await discord.press(user, message, "More…")
    await discord.wait_for(lambda: pressed.ephemeral and not pressed.ephemeral[-1].loading)
    return pressed.ephemeral[-1]


async def chosen(discord: LocalDiscord, user: User, message: Message, which: str) -> Message:
    """Press an entry of the panel and return what the panel has turned into, or the objection beside it."""
    panel = await panel_of(discord, user, message)
    before = (panel.content, panel.embeds)
    pressed = await discord.press(user, panel, which)
    return await discord.wait_for(lambda: _outcome(panel, before, pressed))


def _outcome(panel: Message, before: tuple[object, object], pressed: Interaction) -> Message | None:
    if pressed.ephemeral:
        return pressed.ephemeral[-1]
    is_under_way = (panel.content, panel.embeds) == before or panel.content.endswith("…")
    return None if is_under_way else panel


async def deleted(discord: LocalDiscord, user: User, message: Message) -> str:
    """Delete a result by its panel, and return what was said."""
    question = await chosen(discord, user, message, "Delete")
    assert not message.deleted
    [sure] = [one for row in question.components for one in row["components"]]
    asked = question.content
    await discord.press(user, question, str(sure["label"]))
    await discord.wait_for(lambda: question.content != asked or None)
    return question.content
