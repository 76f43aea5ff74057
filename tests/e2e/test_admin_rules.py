"""Each rule: set by command, then obeyed and refused with its own sentence, for admin, moderator and member."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot.chat.admin.panel.controls import Page
from bot.sandbox.discord import DefaultWorld
from bot.sandbox.discord.errors import CommandRejected
from bot.sandbox.discord.world.model import Channel, Role
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.admin_talk import ask, heard, is_taken, refusal, told
from tests.e2e.conftest import open_stage, rows, wait_row
from tests.e2e.panel_talk import Form, PanelTalk

Do = Callable[[PanelTalk], Awaitable[str]]
Where = Callable[[DefaultWorld], Channel]
PEOPLE = ("admin", "moderator", "member")


def general(world: DefaultWorld) -> Channel:
    return world.general


def nsfw(world: DefaultWorld) -> Channel:
    return world.nsfw


def role_of(world: DefaultWorld, name: str) -> Role:
    return next(role for role in world.guild.roles.values() if role.name == name)


async def undo(panel: PanelTalk) -> str:
    """Take back what the last answer told of."""
    return await panel.on_answer("Undo")


async def save_anyway(panel: PanelTalk) -> str:
    return await panel.on_answer("Save anyway")


@dataclass(frozen=True)
class Rule:
    """How a rule is set, whom it refuses where, and what they are told; it is lifted with Undo."""

    put: Do
    sentence: str
    request: str = "/sfx prompt:a door creaks"
    where: Where = general
    refused: tuple[str, ...] = PEOPLE
    elsewhere: Where | None = None  # where it is allowed while the rule holds
    taken: tuple[str, ...] = field(default=("member",))  # asked once the rule is lifted


RULES = {
    "kind": Rule(
        lambda panel: panel.choose("kinds", "sfx", "tts", "video"),
        "Music is switched off in this server.", request="/music prompt:calm rain",
    ),
    "channel": Rule(
        lambda panel: panel.choose("channels", panel.stage.world.music_lab),
        "I can't be used in this channel. Use: <#", elsewhere=lambda world: world.music_lab,
    ),
    "thread of an allowed channel": Rule(
        lambda panel: panel.choose("channels", panel.stage.world.general),
        "I can't be used in this channel. Use: <#", where=lambda world: world.music_lab,
        elsewhere=lambda world: world.thread,
    ),
    "role": Rule(
        lambda panel: panel.choose("roles", role_of(panel.stage.world, "Moderator")),
        "Only people with one of these roles can use me here: <@&", refused=("admin", "member"),
    ),
    "age only": Rule(
        lambda panel: panel.press("age", {"age": "only"}),
        "can only be used in age-restricted channels", elsewhere=nsfw,
    ),
    "age never": Rule(
        lambda panel: panel.press("age", {"age": "never"}),
        "can't be used in age-restricted channels", where=nsfw, elsewhere=general,
    ),
    "pause": Rule(lambda panel: panel.press("pause"), "I'm paused in this server."),
    "blocked user": Rule(
        lambda panel: panel.choose("people", panel.stage.world.member), "have blocked you", refused=("member",),
    ),
    "blocked word": Rule(
        lambda panel: panel.press("words", {"words-add": "zebra\nyak"}), "isn't allowed in this server. Please reword",
        request="/sfx prompt:a Ｚｅ\u200bｂｒá runs",
    ),
    "blocked pattern": Rule(
        lambda panel: panel.press("words", {"patterns-add": "(a+)+$"}), "isn't allowed in this server. Please reword",
        request="/sfx prompt:" + "a" * 1900,
    ),
    "cap": Rule(
        lambda panel: panel.press("caps", {"longest": "4"}), "a video may be at most 4 s",
        request="/video prompt:waves",
    ),
}  # fmt: skip


async def test_each_rule_is_set_obeyed_refused_with_its_sentence_and_lifted() -> None:
    async with open_stage() as stage:
        for rule in RULES.values():
            await check(stage, rule)


async def check(stage: Stage, rule: Rule) -> None:
    world, panel = stage.world, await PanelTalk.open(stage)
    answer = await rule.put(panel)
    assert answer.startswith("✅"), answer
    for name in PEOPLE:
        user = getattr(world, name)
        if name in rule.refused:
            assert rule.sentence in await refusal(stage, rule.request, user, rule.where(world)), (answer, name)
        elif rule.elsewhere is None:
            assert await is_taken(stage, rule.request, user, rule.where(world)), (answer, name)
    if rule.elsewhere is not None:
        assert await is_taken(stage, rule.request, world.member, rule.elsewhere(world)), answer
    await undo(panel)
    for name in rule.taken:
        assert await is_taken(stage, rule.request, getattr(world, name), rule.where(world)), answer


async def test_only_admins_reach_the_commands() -> None:
    async with open_stage() as stage:
        world = stage.world
        for user in (world.member, world.moderator):
            with pytest.raises(CommandRejected):
                await ask(stage, "/foley panel", user)
        assert "Overview" in await told(stage, "/foley panel")
        # A server may hand a single command to others: the bot itself looks at the person's rights too.
        for command in stage.discord.platform.registry.visible(world.guild.id):
            command["default_member_permissions"] = None
        for user in (world.member, world.moderator):
            assert "Only people who may manage this server" in await told(stage, "/foley panel", user)
            assert "Only people who may manage this server" in await told(stage, "/foley pause", user)
        assert "Paused" not in await told(stage, "/foley panel")


LIMITS: tuple[tuple[Form, str], ...] = (
    ({"measure": "count", "amount": "1", "window": "hour"}, "over your limit of 1 request an hour."),
    ({"measure": "count", "amount": "1", "command": "sfx"}, "over your limit of 1 sound effect a day."),
    ({"measure": "seconds", "amount": "8"}, "over your limit of 8 s of sound and video a day."),
    (
        {"measure": "count", "amount": "1", "window": "month", "whom": "server"},
        "over this server's limit of 1 request a month.",
    ),
)


@pytest.mark.parametrize(("form", "sentence"), LIMITS, ids=lambda value: str(value)[:60])
async def test_a_limit_is_told_and_then_refuses_with_the_time_it_resets(form: Form, sentence: str) -> None:
    async with open_stage() as stage:
        world, panel = stage.world, await PanelTalk.open(stage)
        answer = await panel.press("limit-other", form)
        if "⚠️" in answer:  # most models make more than 8 s
            await save_anyway(panel)
        first = await ask(stage, "/sfx prompt:a door creaks", world.member)
        left = await stage.discord.wait_for(lambda: heard(first) or None)
        assert " left of 1 " in left or "left of 8 s" in left
        told_no = await refusal(stage, "/sfx prompt:once more", world.member, world.general)
        assert sentence in told_no
        assert "Resets <t:" in told_no
        if "whom" not in form:
            assert await is_taken(stage, "/sfx prompt:another person", world.member2, world.general)


async def test_at_once_frees_itself_and_the_most_generous_role_wins() -> None:
    async with open_stage(speed=0.01) as stage:
        world, panel = stage.world, await PanelTalk.open(stage)
        await panel.press("limit-other", {"measure": "at_once", "amount": "1"})
        assert await is_taken(stage, "/sfx prompt:one", world.moderator, world.general)
        told_no = await refusal(stage, "/sfx prompt:two", world.moderator, world.general)
        assert "You already have 1 request running" in told_no
        role = role_of(world, "Moderator")
        await panel.choose("limit-role", role, form={"measure": "at_once", "amount": "2"})
        assert await is_taken(stage, "/sfx prompt:two", world.moderator, world.general)
        assert "already have 2" in await refusal(stage, "/sfx prompt:three", world.moderator, world.general)
        await panel.choose("limit-role", role, form={"measure": "at_once", "amount": ""})
        assert await is_taken(stage, "/sfx prompt:three", world.moderator, world.general)
        assert "∞" in await panel.page(Page.LIMITS)
        await panel.choose("lift", f"limit.role.{role.id}.at_once")
        await panel.choose("lift", "limit.user.at_once")
        assert "Limits none" in await panel.page(Page.LIMITS)


async def test_a_failed_job_gives_its_quota_back() -> None:
    async with open_stage() as stage:
        world = stage.world
        stage.tencent.faults.add(Fault("fail", message="model fell over"))
        panel = await PanelTalk.open(stage)
        await panel.press("limit-other", {"measure": "count", "amount": "1"})
        failed = await ask(stage, "/music prompt:calm rain", world.member)
        assert await stage.outcome(failed) is not None
        await wait_row(stage, "state = 'failed'")
        again = await ask(stage, "/music prompt:calm rain", world.member)
        assert await stage.outcome(again) is not None
        refused = await refusal(stage, "/music prompt:rain", world.member, world.general)
        assert "over your limit of 1 request a day" in refused


BAD: tuple[tuple[str, tuple[object, ...], Form, str], ...] = (
    ("words", (), {"patterns-add": "(a"}, "not a regular expression"),
    ("words", (), {"patterns-add": "a*"}, "matches everything"),
    ("words", (), {"words-add": "\u200b"}, "no visible characters"),
    ("words", (), {"words-remove": "absent"}, "That is not blocked."),
    ("limit-other", (), {"measure": "count", "amount": "many"}, "is not a whole number"),
    ("data", (), {"grace": "9999"}, "after I was removed"),
    ("caps", (), {"longest": "0"}, "from 1 to 600 s"),
    ("defaults", ("tts",), {"language": "Klingon"}, "Klingon"),
)


async def test_what_can_not_work_is_refused_and_nothing_is_written(stage: Stage) -> None:
    panel = await PanelTalk.open(stage)
    for action, values, form, sentence in BAD:
        answer = await (panel.choose(action, *values, form=form) if values else panel.press(action, form))
        assert sentence in answer.replace("`", "").replace("\\", ""), (action, form)
    assert "Send Messages" in await panel.choose("results", stage.world.read_only)
    assert "Say what to block" in await told(stage, "/foley block")
    assert "Nothing has been changed yet." in await panel.page(Page.HISTORY)


async def test_a_limit_of_0_is_warned_of_and_says_off_and_not_tomorrow() -> None:
    async with open_stage() as stage:
        panel = await PanelTalk.open(stage)
        answer = await panel.press("limit-other", {"measure": "count", "amount": "0"})
        assert answer == "⚠️ A limit of 0 requests a day switches this off."
        assert await save_anyway(panel) == "✅ – → 0 requests a day · Each person"
        refused = await refusal(stage, "/music prompt:rain", stage.world.member, stage.world.general)
        assert "switched off for you" in refused
        assert "<t:" not in refused


async def test_of_100_seconds_a_day_four_songs_of_25_pass_and_the_fifth_is_told_when() -> None:
    async with open_stage() as stage:
        panel = await PanelTalk.open(stage)
        answer = await panel.press("limit-other", {"measure": "seconds", "amount": "100"})
        assert answer.startswith("⚠️ With 100 s of sound and video a day nobody can make anything with"), answer
        await save_anyway(panel)
        for number in range(1, 5):
            await is_taken(stage, f"/music prompt:song {number}", stage.world.member, stage.world.general)
        assert len(rows(stage)) == 4
        refused = await refusal(stage, "/music prompt:one more", stage.world.member, stage.world.general)
        assert "over your limit of 100 s of sound and video a day. Resets <t:" in refused
