"""The gateway may send an event twice: a command or a press that comes again must not buy or answer again."""

import asyncio

from bot.sandbox.stage import Stage
from tests.attack import books
from tests.attack.scene import is_create


async def settled(url: str, count: int) -> list[books.Row]:
    """Return the jobs once that many have ended and were told."""
    async with asyncio.timeout(60):
        while True:
            rows = await books.jobs(url)
            if sum(map(books.is_settled, rows)) >= count and all(map(books.is_settled, rows)):
                return rows
            await asyncio.sleep(0.05)


async def test_a_command_that_comes_twice_makes_one_job() -> None:
    async with Stage.opened(speed=60.0) as stage:
        await stage.start_bot()
        await stage.wait_for_commands()
        url = f"sqlite:///{stage.folder / 'foley.db'}"
        stage.discord.gateway.duplicate_next("INTERACTION_CREATE")
        ran = await stage.discord.command(stage.world.member, stage.world.general, "/music prompt:calm rain")
        assert await stage.outcome(ran) is not None
        # A second command behind both copies: when it has ended, the second copy has long been answered.
        other = await stage.discord.command(stage.world.member, stage.world.general, "/music prompt:loud rain")
        again = await stage.outcome(other)
        assert again is not None
        assert len(await settled(url, 2)) == 2
        assert len([call for call in stage.tencent.calls if is_create(call.action)]) == 2

        stage.discord.gateway.duplicate_next("INTERACTION_CREATE")
        pressed = await stage.discord.press(stage.world.member, again, "Again")
        assert await stage.outcome(pressed) is not None
        assert len(await settled(url, 3)) == 3
        assert len([call for call in stage.tencent.calls if is_create(call.action)]) == 3
