"""Submit again: for a job whose outcome is not known, and for no other, whatever an old message still shows."""

from dataclasses import replace

from bot.jobs.caller import Caller
from bot.jobs.model import State
from bot.sandbox.discord import DefaultWorld, LocalDiscord
from tests.integration.chat.chat_bench import Bench, posted, ran, said
from tests.support.small_bot import SmallBot


async def test_what_is_known_is_not_submitted_again(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    """The button of a job that was unknown when its message was sent, and whose repeat is open by now."""
    bench.answer = bench.lose
    await ran(local, world)
    (job,) = bench.jobs
    message = await posted(bot, bench, world, job, local)
    bench.store.rows[job.id] = replace(job, state=State.READY)
    bench.answer = bench.accept
    await bench.service.again(Caller(job.user_id, job.place.guild_id, "en-US"), job.id, job.place)
    pressed = await local.press(world.member, message, "Submit again")
    assert bench.texts.text("refusal-not-unknown", "en-US") in await said(pressed)
