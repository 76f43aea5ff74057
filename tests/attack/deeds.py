"""What people and the world do to a job after its command, up to where the bot is to die. Each arms the border itself.

``arm`` is called last: nothing before it may kill the bot.
"""

from collections.abc import Awaitable, Callable

from bot.jobs.model import DeliveryState
from bot.sandbox.discord import Interaction, Message, Permission
from tests.attack import database_rows
from tests.attack.scene import Scene

Arm = Callable[[Scene], None]
Deed = Callable[[Scene, Interaction, Arm], Awaitable[None]]


async def cancel_at_work(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """Press Cancel while the provider works."""
    await scene.until_job(_is_waiting, "the job is being worked on")
    await _press_cancel(scene, ran, arm)


async def cancel_unposted(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """Press Cancel on a finished job whose file can't be fetched just now."""
    await scene.until_job(
        lambda row: row["delivery_state"] == DeliveryState.DUE and row["delivery_attempts"] > 0,
        "the result was put off",
    )
    await _press_cancel(scene, ran, arm)


async def _press_cancel(scene: Scene, ran: Interaction, arm: Arm) -> None:
    status = await scene.stage.discord.wait_for(
        lambda: ran.message if ran.message is not None and ran.message.components else None
    )
    arm(scene)
    await scene.stage.discord.press(ran.user, status, "Cancel")


async def close_the_channel(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """Let the bot lose its right to write while the provider works; then let the work end."""
    await scene.until_job(_is_waiting, "the job is being worked on")
    scene.stage.discord.world.set_permissions(
        scene.stage.world.general, scene.stage.discord.bot, deny=Permission.SEND_MESSAGES
    )
    arm(scene)
    scene.let_tasks_end()


async def close_channel_and_messages(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """The same, and the caller takes no direct messages either."""
    scene.stage.discord.world.close_dms(scene.stage.world.member)
    await close_the_channel(scene, ran, arm)


async def poll_again(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """Ask once more about a job that was given up and has been finished since."""
    row = await scene.until_job(database_rows.is_settled, "the job is given up")
    scene.let_tasks_end()
    [notice] = scene.messages_about(row)
    arm(scene)
    await scene.stage.discord.press(ran.user, notice, "Look again")


async def deliver_again(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """Ask for a posted result once more."""
    row = await scene.until_job(database_rows.is_settled, "the result is posted")
    shown = await scene.stage.discord.command(ran.user, scene.stage.world.general, f"/jobs show id:{row['id']}")
    note: Message = await scene.stage.discord.wait_for(
        lambda: next((one for one in shown.ephemeral if one.components), None)
    )
    arm(scene)
    await scene.stage.discord.press(ran.user, note, "Post again")


async def delete_the_result(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """Delete a posted result, after the question."""
    row = await scene.until_job(database_rows.is_settled, "the result is posted")
    [result] = scene.messages_about(row)
    discord = scene.stage.discord
    opened = await discord.press(ran.user, result, "More…")
    panel = await discord.wait_for(lambda: next((one for one in opened.ephemeral if one.components), None))
    await discord.press(ran.user, panel, "Delete")
    await discord.wait_for(lambda: "Delete this" in panel.content or None)
    arm(scene)
    await discord.press(ran.user, panel, "Delete for everyone")


async def submit_again(scene: Scene, ran: Interaction, arm: Arm) -> None:
    """Decide to submit a job of unknown outcome once more."""
    row = await scene.until_job(database_rows.is_settled, "it was told that nobody knows")
    [notice] = scene.messages_about(row)
    arm(scene)
    await scene.stage.discord.press(ran.user, notice, "Submit again")


def _is_waiting(row: database_rows.Row) -> bool:
    return bool(row["state"] == "waiting")
