"""Dies once at one border, starts again, and says what is wrong afterwards."""

from dataclasses import dataclass, field

from tests.attack import database_rows
from tests.attack.borders import Border
from tests.attack.scene import Scene


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
    if border.settings or border.afresh:
        await scene.restart_with(**border.settings)
    scene.known = frozenset(row["id"] for row in await database_rows.jobs(scene.url))
    creates, tasks = scene.creates, len(scene.stage.tencent.tasks)
    try:
        await _die(scene, border)
        await scene.start()
        if not border.settings:  # what is to be given up never ends
            scene.let_tasks_end()
        await scene.until_all_is_settled()
        if not border.held:  # where the bot may not write, no edit may bear an embed
            await scene.until_all_is_shown()
    except AssertionError as error:
        scene.disarm()
        if not scene.bot.running:
            await scene.start()
        never = str(error).partition("\n")[0] or "the border was never reached"
        return Outcome(border, "-", scene.creates - creates, 0, (never,))
    finally:
        scene.mend_the_world()
        if border.settings:
            await scene.restart_with(**dict.fromkeys(border.settings, ""))
    rows = [row for row in await database_rows.jobs(scene.url) if row["id"] not in scene.known]
    new_tasks = len(scene.stage.tencent.tasks) - tasks
    return await _judge(scene, border, rows, scene.creates - creates, new_tasks)


async def _die(scene: Scene, border: Border) -> None:
    """Let it all happen, up to the death. Raises AssertionError when the bot lives on."""
    if border.fault is not None:
        scene.stage.tencent.faults.add(border.fault)
    if border.deed is None:
        border.arm(scene)
    ran = await scene.stage.discord.command(scene.stage.world.member, scene.stage.world.general, border.command)
    if border.deed is not None:
        await border.deed(scene, ran, border.arm)
    await scene.wait_for_death()
    scene.disarm()


async def _judge(scene: Scene, border: Border, rows: list[database_rows.Row], creates: int, tasks: int) -> Outcome:
    wrong: list[str] = []
    state = ", ".join(row["state"] for row in rows)
    messages = sum(len(scene.messages_about(row)) for row in rows)
    if state != border.state:
        wrong.append(f"ended as {state or 'no job'}, not {border.state or 'no job'}")
    if creates != border.creates:
        wrong.append(f"{creates} create calls, not {border.creates}")
    if tasks > border.tasks:
        wrong.append(f"bought {tasks} times")
    if messages not in border.told:
        wrong.append(f"{messages} messages, not {border.told}")
    for row in rows:
        status = scene.status_of(row)
        if status is not None and status.loading:
            wrong.append("the status message still says it is thinking")
        if (row["delivery_state"] == "held") != border.held:
            wrong.append("held" if not border.held else "not held")
        told_at_all = messages or scene.notes_about(row) or border.deletes
        if not told_at_all and row["state"] != "cancelled" and not border.held:
            wrong.append("nobody was told")
        if len(scene.sounds_about(row)) > 1:
            wrong.append("more than one voice message")
    wrong += scene.left_behind()
    ids = {row["id"] for row in rows}
    wrong += await database_rows.wrong_claims(scene.url, lambda row: row["id"] in ids)
    return Outcome(border, state or "no job", creates, messages, tuple(wrong))
