"""Buttons on the wire: for the right people only, one job a wish, never dead."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.interaction.open_modals import modals_of
from bot.jobs.caller import Caller
from bot.jobs.model import DeliveryState, MusicRequest, State, Transition, TransitionRequest, prompt_of
from bot.sandbox.discord import DefaultWorld, LocalDiscord, Message
from tests.integration.chat.chat_bench import Bench, finished, posted, ran, said
from tests.support.small_bot import SmallBot, connected
from tests.unit.chat.chat_samples import a_job


async def test_cancel_by_the_caller(local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot) -> None:
    command = await ran(local, world)
    assert command.message is not None
    pressed = await local.press(world.member, command.message, "Cancel")
    assert "can't be stopped any more and may still charge" in await said(pressed)
    assert bench.jobs[0].state is State.CANCELLED
    assert "Cancelled." in command.message.embeds[0]["description"]
    assert command.message.components == []


@pytest.mark.parametrize("action", ["edit", "details", "delete", "remove"])
async def test_a_stranger_gets_a_sentence(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, action: str
) -> None:
    message = await finished(bot, bench, world, local)
    message.raw["components"][0]["components"][0]["custom_id"] = f"foley:{action}:{bench.jobs[0].id}"
    pressed = await local.press(world.member2, message, "Again")
    assert "Only the person who asked for this" in await said(pressed)
    assert not message.deleted
    assert len(bench.jobs) == 1


async def test_a_stranger_cannot_cancel_and_a_moderator_can(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await ran(local, world)
    assert command.message is not None
    stranger = await local.press(world.member2, command.message, "Cancel")
    assert "Only the person who asked" in await said(stranger)
    assert bench.jobs[0].state is State.WAITING
    moderator = await local.press(world.moderator, command.message, "Cancel")
    await said(moderator)
    assert bench.jobs[0].cancelled_by == world.moderator.id


async def test_ten_fast_presses_of_again_make_one_job(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    raw = json.loads(json.dumps(message.components))
    presses = []
    for _ in range(10):
        message.raw["components"] = json.loads(json.dumps(raw))  # ten people-fast presses see it enabled
        presses.append(await local.press(world.member, message, "Again"))
    await asyncio.gather(*(one.done() for one in presses))
    await local.wait_for(lambda: sum(bool(one.ephemeral) for one in presses) == 9)
    assert len(bench.jobs) == 2
    assert bench.jobs[1].retry_of == bench.jobs[0].id
    public = [one for one in local.messages(world.general) if "<@" in one.content]
    assert len(public) == 3  # two status messages and the result
    first = next(one for one in presses if one.ephemeral)
    assert "already running: https://discord.com/channels/" in await said(first)


async def test_again_greys_its_button_while_it_works_and_not_after(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    await (await local.press(world.member, message, "Again")).done()
    await local.wait_for(lambda: len(message.edits) >= 2)
    states = [
        [one.get("disabled", False) for one in seen["components"][0]["components"]]
        for seen in [*message.edits, message.payload]
    ]
    assert states == [[False] * 3, [True, False, False], [False] * 3]


async def test_edit_and_run_opens_a_window_with_the_old_request(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    window = await (await local.press(world.member, message, "Edit and run")).wait_first_answer()
    assert window.modal is not None
    assert len(window.modal["components"]) == 5
    sent = await local.submit_modal(world.member, window, {"prompt": "loud rain", "vocals": "instrumental"})
    await sent.done()
    assert len(bench.jobs) == 2
    # Ids of one millisecond are in no order.
    [request] = [job.request for job in bench.jobs if prompt_of(job.request) == "loud rain"]
    assert isinstance(request, MusicRequest)
    assert (request.instrumental, request.model) == (True, "GL")
    assert sent.message is not None
    assert sent.message.content.startswith("**loud rain**")


@pytest.mark.parametrize("action", ["voice", "deliver"])
@pytest.mark.parametrize("rule", ["blocked", "paused", "elsewhere"])
async def test_a_servers_rules_hold_for_work_on_old_results_too(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, action: str, rule: str
) -> None:
    message = await finished(bot, bench, world, local)
    job = bench.jobs[0]
    bench.store.rows[job.id] = replace(job, delivery_state=DeliveryState.HELD)
    message.raw["components"][0]["components"][0]["custom_id"] = f"foley:{action}:{job.id}"
    admin = Caller(world.admin.id, world.guild.id, "en-US", is_admin=True)
    changes: dict[str, dict[str, Any]] = {
        "blocked": {"blocked_user_ids": frozenset({world.member.id})},
        "paused": {"paused": True},
        "elsewhere": {"channel_ids": frozenset({world.music_lab.id})},
    }
    await bench.service.guilds.change(admin, lambda old: replace(old, **changes[rule]))
    words = {"blocked": "have blocked you", "paused": "I'm paused", "elsewhere": "can't be used in this channel"}
    pressed = await local.press(world.member, message, "Again")
    await local.wait_for(lambda: any(words[rule] in one.content for one in pressed.ephemeral))
    assert bench.media.fetching == 0
    assert bench.store.rows[job.id].delivery_state is DeliveryState.HELD


async def test_a_window_of_before_a_restart_is_answered_and_gives_the_text_back(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    window = await (await local.press(world.member, message, "Edit and run")).wait_first_answer()
    await bot.close()
    async with connected(bench.make_bot(), local):
        written = "a very long prompt " * 20
        sent = await local.submit_modal(world.member, window, {"prompt": written})
        assert "This form has expired" in await said(sent)
        [file] = sent.ephemeral[-1].attachments
        assert local.platform.files.by_id[int(file["id"])].data.decode() == written
    assert len(bench.jobs) == 1


async def test_a_window_whose_time_was_over_is_not_said_to_be_on_its_way(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    window = await (await local.press(world.member, message, "Edit and run")).wait_first_answer()
    assert window.modal is not None
    shown = modals_of(bot).find(window.modal["custom_id"])
    assert shown is not None
    shown.stop()  # as when its hour has passed
    sent = await local.submit_modal(world.member, window, {"prompt": "loud rain"})
    assert "This form has expired" in await said(sent)
    assert len(bench.jobs) == 1


async def test_submit_again_works_once_and_for_the_right_people(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.answer = bench.lose
    await ran(local, world)
    message = await posted(bot, bench, world, bench.jobs[0], local)
    stranger = await local.press(world.member2, message, "Submit again")
    assert "Only the person who asked" in await said(stranger)
    await local.wait_for(lambda: not message.components[0]["components"][0].get("disabled"))
    bench.answer = bench.accept
    await (await local.press(world.member, message, "Submit again")).done()
    await local.wait_for(lambda: message.components[0]["components"][0].get("disabled"))
    message.raw["components"][0]["components"][0]["disabled"] = False  # a client that has not heard of it
    twice = await local.press(world.member, message, "Submit again")
    assert await said(twice)
    assert len(bench.jobs) == 2


async def test_a_held_result_is_asked_to_be_posted(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    job = bench.jobs[0]
    bench.store.rows[job.id] = replace(job, delivery_state=DeliveryState.HELD)
    components = [{"type": 1, "components": [{"type": 2, "style": 2, "label": "Post it now", "id": 9}]}]
    components[0]["components"][0]["custom_id"] = f"foley:deliver:{job.id}"  # type: ignore[index]
    message.raw["components"] = components
    pressed = await local.press(world.member, message, "Post it now")
    assert "posted again in a moment" in await said(pressed)
    assert bench.store.rows[job.id].delivery_state is DeliveryState.DUE


@pytest.mark.parametrize(
    "forged",
    ["foley:again:zzzzzzzzzzzzzz", "foley:again:", "foley:again", "foley::", "foley:nonsense:1234567890abcd",
     "foley:cancel:1234567890abcdEXTRA", "foley:delete:'; drop"],
)  # fmt: skip
async def test_a_forged_or_cut_id_is_not_found(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, forged: str
) -> None:
    message = await finished(bot, bench, world, local)
    message.raw["components"][0]["components"][0]["custom_id"] = forged
    pressed = await local.press(world.member, message, "Again")
    assert "no such job" in await said(pressed)
    assert len(bench.jobs) == 1


@pytest.mark.parametrize(
    "action", ["again", "edit", "voice", "details", "cancel", "resubmit", "delete", "deliver", "more", "remove"]
)
async def test_an_id_of_another_server_is_not_found(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot, action: str
) -> None:
    message = await finished(bot, bench, world, local)
    foreign = a_job(id="1234567890abcd", user_id=world.member.id, state=State.READY, delivery_state=DeliveryState.SENT)
    bench.store.rows[foreign.id] = foreign
    message.raw["components"][0]["components"][0]["custom_id"] = f"foley:{action}:{foreign.id}"
    pressed = await local.press(world.member, message, "Again")
    assert "no such job" in await said(pressed)
    assert bench.store.rows[foreign.id] == foreign


async def test_buttons_work_for_a_bot_that_was_started_again(
    local: LocalDiscord, world: DefaultWorld, bench: Bench
) -> None:
    async with connected(bench.make_bot(), local) as first:
        message = await finished(first, bench, world, local)
    async with connected(bench.make_bot(), local):
        await (await local.press(world.member, message, "Again")).done()
    assert len(bench.jobs) == 2


def greyed(message: Message) -> list[str]:
    """The labels of the buttons that can't be pressed."""
    return [str(one["label"]) for row in message.components for one in row["components"] if one.get("disabled")]


async def test_a_button_comes_back_although_the_first_try_to_give_it_back_failed(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    fault = local.faults.respond("PATCH", r"^/channels/\{channel_id\}/messages", 503, nth=2)
    await (await local.press(world.member, message, "Again")).done()
    await local.wait_for(lambda: fault.fired or None)
    assert greyed(message) == ["Again"]
    while greyed(message):
        await bench.clock.advance(1)
        await asyncio.sleep(0)
    assert fault.fired == 1


async def test_a_button_that_a_crash_left_grey_is_given_back_by_the_next_press_of_another(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    message = await finished(bot, bench, world, local)
    for item in message.raw["components"][0]["components"]:
        item["disabled"] = item["custom_id"].startswith("foley:again")
    assert greyed(message) == ["Again"]
    await (await local.press(world.member, message, "More…")).done()
    await local.wait_for(lambda: not greyed(message) or None)


async def test_submit_again_stays_grey_once_it_has_worked(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    bench.answer = bench.lose
    await ran(local, world)
    await bench.repository.take(TransitionRequest(bench.jobs[-1].id, Transition.START_DELIVERY))
    message = await posted(bot, bench, world, bench.jobs[-1], local)
    bench.answer = bench.accept
    await (await local.press(world.member, message, "Submit again")).done()
    await local.wait_for(lambda: "Submit again" in greyed(message) or None)
    await (await local.press(world.member, message, "Details")).done()
    assert greyed(message) == ["Submit again"]
    assert len(bench.jobs) == 2


async def test_a_cancel_whose_first_answer_was_stored_and_lost_is_carried_out(
    local: LocalDiscord, world: DefaultWorld, bench: Bench, bot: SmallBot
) -> None:
    command = await ran(local, world)
    assert command.message is not None
    fault = local.faults.respond("POST", "/callback", 500, after_storing=True)
    pressed = await local.press(world.member, command.message, "Cancel")
    assert "Cancelled" in await said(pressed)
    assert fault.fired == 1
    assert bench.jobs[0].state is State.CANCELLED
