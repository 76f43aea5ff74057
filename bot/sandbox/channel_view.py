"""Prints a channel's messages to the terminal as they change."""

from collections.abc import Callable

from bot.sandbox.discord import Event, Interaction
from bot.sandbox.discord.people.transcript import lines_of
from bot.sandbox.stage import Stage


def show_channel(stage: Stage) -> Callable[[], None]:
    """Print every new or edited message from now on; the returned function stops that."""
    names = {user.id: user.username for user in stage.discord.world.users.values()}

    def show(event: Event) -> None:
        if event.kind == "interaction":
            _show_thinking(stage, event, names)
        if event.kind not in ("message_create", "message_update"):
            return
        message = stage.discord.message(int(event.data["message"]["id"]))
        if message is not None and not message.deleted:
            print("\n".join(lines_of(message, names, edited=event.kind == "message_update")), flush=True)

    return stage.discord.subscribe(show)


def _show_thinking(stage: Stage, event: Event, names: dict[int, str]) -> None:
    interaction: Interaction | None = stage.discord.interaction(int(event.data["id"]))
    if interaction is None or interaction.type != 2:
        return
    if interaction.state == "sent":
        print(f"{names.get(interaction.user.id)} used /{interaction.name}", flush=True)
    elif interaction.state == "failed":
        print(f"/{interaction.name}: {interaction.error}", flush=True)
