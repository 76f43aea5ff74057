"""The gateway may send an event twice: a command or a press that comes again must not buy or answer again."""

from bot.sandbox.discord import LocalDiscord, State
from bot.sandbox.stage import Stage
from tests.attack import database_rows
from tests.attack.scene import is_create
from tests.support.more_panel import panel_of
from tests.support.patience import STAGE_LIMITS

ENTRIES = ("Details", "Voice message")  # of the More… panel, which the first press turns into its outcome


async def settled(stage: Stage, count: int) -> list[database_rows.Row]:
    """Return the jobs once that many have ended and were told."""

    async def all_of_them() -> list[database_rows.Row] | None:
        rows = await database_rows.jobs(f"sqlite:///{stage.folder / 'foley.db'}")
        ended = [row for row in rows if database_rows.is_settled(row)]
        return rows if len(ended) >= count and ended == rows else None

    return await stage.patience.until_found(all_of_them)


async def test_a_command_that_comes_twice_makes_one_job() -> None:
    async with Stage.opened(speed=60.0, discord=LocalDiscord(limits=STAGE_LIMITS)) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        stage.discord.gateway.duplicate_next("INTERACTION_CREATE")
        ran = await stage.discord.command(stage.world.member, stage.world.general, "/music prompt:calm rain")
        assert await stage.outcome(ran) is not None
        # A second command behind both copies: when it has ended, the second copy has long been answered.
        other = await stage.discord.command(stage.world.member, stage.world.general, "/music prompt:loud rain")
        again = await stage.outcome(other)
        assert again is not None
        assert len(await settled(stage, 2)) == 2
        assert len([call for call in stage.tencent.calls if is_create(call.action)]) == 2

        stage.discord.gateway.duplicate_next("INTERACTION_CREATE")
        pressed = await stage.discord.press(stage.world.member, again, "Again")
        assert await stage.outcome(pressed) is not None
        assert len(await settled(stage, 3)) == 3
        assert len([call for call in stage.tencent.calls if is_create(call.action)]) == 3


async def test_whatever_comes_twice_is_answered_once_and_is_no_error() -> None:
    async with Stage.opened(speed=60.0, discord=LocalDiscord(limits=STAGE_LIMITS)) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        world, discord = stage.world, stage.discord
        result = await stage.outcome(await discord.command(world.member, world.general, "/sfx prompt:a door creaks"))
        assert result is not None
        lines = ("/foley panel", "/foley block word:zebra", "/foley usage", "/jobs list", "/privacy export")
        for line in lines:
            discord.gateway.duplicate_next("INTERACTION_CREATE")
            ran = await discord.command(world.admin, world.general, line)
            assert (await ran.wait_first_answer()).state in (State.DEFERRED, State.ANSWERED), line
        panels = [await panel_of(discord, world.member, result) for _ in ENTRIES]
        for message, label in (*zip(panels, ENTRIES, strict=True), (result, "More…")):
            discord.gateway.duplicate_next("INTERACTION_CREATE")
            pressed = await (await discord.press(world.member, message, label)).wait_first_answer()
            assert pressed.state in (State.DEFERRED, State.ANSWERED), label
        discord.gateway.duplicate_next("INTERACTION_CREATE")
        pressed = await (await discord.press(world.member, result, "Edit and run")).wait_first_answer()
        assert pressed.modal is not None
        discord.gateway.duplicate_next("INTERACTION_CREATE")
        sent = await discord.submit_modal(world.member, pressed, {"prompt": "a gate creaks"})
        assert await stage.outcome(sent) is not None
        # A last command behind all copies: when it has ended, they have long been heard.
        assert await stage.outcome(await discord.command(world.member, world.general, "/music prompt:calm rain"))
        assert len(await settled(stage, 3)) == 3
        assert discord.gateway.tally["events sent twice"] == len(lines) + len(ENTRIES) + 3
        troubles = [line for line in stage.bot.log if "interaction.failed" in line or "Traceback" in line]
        assert troubles == [], "\n".join(stage.bot.log)
