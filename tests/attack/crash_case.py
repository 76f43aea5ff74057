"""Dies once at one border, starts again, and says what is wrong afterwards."""

import asyncio
from dataclasses import dataclass, field

from bot.sandbox.discord import Interaction
from tests.attack import books
from tests.attack.borders import Border
from tests.attack.scene import PATIENCE_SECONDS, Scene


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found after the restart. ``wrong`` is empty when every invariant holds."""

    border: Border
    state: str
    creates: int
    messages: int
    wrong: tuple[str, ...] = field(default=())


async def die_and_look(scene: Scene, border: Border) -> Outcome:
    """Run the border's command, be killed there, start again, and look at what came of it."""
    known = {row["id"] for row in await books.jobs(scene.url)}
    creates, tasks = scene.creates, len(scene.stage.tencent.tasks)
    if border.fault is not None:
        scene.stage.tencent.faults.add(border.fault)
    if not border.cancels:
        border.arm(scene)
    ran = await scene.stage.discord.command(scene.stage.world.member, scene.stage.world.general, border.command)
    if border.cancels:
        await _press_cancel(scene, border, ran)
    try:
        await scene.wait_for_death()
    except TimeoutError:
        scene.disarm()
        return Outcome(border, "-", scene.creates - creates, 0, ("the border was never reached",))
    scene.disarm()
    await scene.start()
    if border.cancels:
        _let_tasks_end(scene)
    await scene.until_all_is_settled()
    rows = [row for row in await books.jobs(scene.url) if row["id"] not in known]
    new_tasks = len(scene.stage.tencent.tasks) - tasks
    return await _judge(scene, border, rows, scene.creates - creates, new_tasks)


async def _press_cancel(scene: Scene, border: Border, ran: Interaction) -> None:
    """Press Cancel on a job that is being worked on: the border lies in the press, not in the command."""

    async def waits() -> bool:
        return any(row["state"] == "waiting" for row in await books.jobs(scene.url))

    await scene.until(waits, "the job is being worked on")
    async with asyncio.timeout(PATIENCE_SECONDS):
        status = await scene.stage.discord.wait_for(
            lambda: ran.message if ran.message is not None and ran.message.components else None
        )
    border.arm(scene)
    await scene.stage.discord.press(ran.user, status, "Cancel")


def _let_tasks_end(scene: Scene) -> None:
    for task in scene.stage.tencent.tasks:
        if task.ends_at is None:
            scene.stage.tencent.tasks.finish_now(task.task_id)


async def _judge(scene: Scene, border: Border, rows: list[books.Row], creates: int, tasks: int) -> Outcome:
    wrong: list[str] = []
    state = ", ".join(row["state"] for row in rows)
    messages = sum(len(scene.messages_about(row)) for row in rows)
    if state != border.state:
        wrong.append(f"ended as {state or 'no job'}, not {border.state or 'no job'}")
    if creates != border.creates:
        wrong.append(f"{creates} create calls, not {border.creates}")
    if tasks > 1:
        wrong.append(f"bought {tasks} times")
    if messages not in border.told:
        wrong.append(f"{messages} messages, not {border.told}")
    for row in rows:
        status = scene.status_of(row)
        if status is not None and status.loading:
            wrong.append("the status message still says it is thinking")
        if not messages and row["state"] != "cancelled" and not scene.notes_about(row):
            wrong.append("nobody was told")
    ids = {row["id"] for row in rows}
    wrong += await books.wrong_books(scene.url, lambda row: row["id"] in ids)
    return Outcome(border, state or "no job", creates, messages, tuple(wrong))
