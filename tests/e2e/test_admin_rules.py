"""Each rule: set by command, then obeyed and refused with its own sentence, for admin, moderator and member."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bot.sandbox.discord import DefaultWorld
from bot.sandbox.discord.errors import CommandRejected
from bot.sandbox.discord.world.model import Channel, Role
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.admin_talk import ask, heard, is_taken, refusal, saved, told
from tests.e2e.conftest import open_stage, wait_row

Options = Callable[[DefaultWorld], dict[str, object]]
Where = Callable[[DefaultWorld], Channel]
PEOPLE = ("admin", "moderator", "member")


def no_options(world: DefaultWorld) -> dict[str, object]:
    return {}


def general(world: DefaultWorld) -> Channel:
    return world.general


def nsfw(world: DefaultWorld) -> Channel:
    return world.nsfw


def role_of(world: DefaultWorld, name: str) -> Role:
    return next(role for role in world.guild.roles.values() if role.name == name)


@dataclass(frozen=True)
class Rule:
    """How a rule is set and lifted, whom it refuses where, and what they are told."""

    put: str
    lift: str
    sentence: str
    options: Options = no_options
    lift_options: Options = no_options
    request: str = "/sfx prompt:a door creaks"
    where: Where = general
    refused: tuple[str, ...] = PEOPLE
    elsewhere: Where | None = None  # where it is allowed while the rule holds
    taken: tuple[str, ...] = field(default=("member",))  # asked once the rule is lifted


RULES = {
    "kind": Rule(
        "/foley set kind kind:music on:False", "/foley set kind kind:music on:True",
        "Music is switched off in this server.", request="/music prompt:calm rain",
    ),
    "channel": Rule(
        "foley set channel", "foley set channel", "Foley may not be used in this channel. Use: <#",
        options=lambda world: {"channel": world.music_lab}, elsewhere=lambda world: world.music_lab,
    ),
    "thread of an allowed channel": Rule(
        "foley set channel", "foley set channel", "Foley may not be used in this channel. Use: <#",
        options=lambda world: {"channel": world.general}, where=lambda world: world.music_lab,
        elsewhere=lambda world: world.thread,
    ),
    "role": Rule(
        "foley set role", "foley set role", "Foley is only for people with one of these roles here: <@&",
        options=lambda world: {"role": role_of(world, "Moderator")}, refused=("admin", "member"),
    ),
    "age only": Rule(
        "/foley set age rule:age_only", "/foley set age rule:age_anywhere",
        "may only be used in age-restricted channels", elsewhere=nsfw,
    ),
    "age never": Rule(
        "/foley set age rule:age_never", "/foley set age rule:age_anywhere",
        "may not be used in age-restricted channels", where=nsfw, elsewhere=general,
    ),
    "pause": Rule("/foley pause", "/foley resume", "Foley is paused in this server."),
    "blocked user": Rule(
        "foley block user", "foley unblock user", "have blocked you",
        options=lambda world: {"user_": world.member}, lift_options=lambda world: {"user_": world.member},
        refused=("member",),
    ),
    "blocked word": Rule(
        "/foley block word word:zebra", "/foley unblock word word:ZEBRA", "not allowed in this server. Please reword",
        request="/sfx prompt:a Ｚｅ\u200bｂｒá runs",
    ),
    "blocked pattern": Rule(
        "foley block pattern", "foley unblock pattern", "not allowed in this server. Please reword",
        options=lambda world: {"pattern": "(a+)+$"}, lift_options=lambda world: {"pattern": "(a+)+$"},
        request="/sfx prompt:" + "a" * 1900,
    ),
}  # fmt: skip


async def test_each_rule_is_set_obeyed_refused_with_its_sentence_and_lifted() -> None:
    async with open_stage() as stage:
        for rule in RULES.values():
            await check(stage, rule)


async def check(stage: Stage, rule: Rule) -> None:
    world = stage.world
    await saved(stage, rule.put, **rule.options(world))
    for name in PEOPLE:
        user = getattr(world, name)
        if name in rule.refused:
            assert rule.sentence in await refusal(stage, rule.request, user, rule.where(world)), (rule.put, name)
        elif rule.elsewhere is None:
            assert await is_taken(stage, rule.request, user, rule.where(world)), (rule.put, name)
    if rule.elsewhere is not None:
        assert await is_taken(stage, rule.request, world.member, rule.elsewhere(world)), rule.put
    await saved(stage, rule.lift, **rule.lift_options(world))
    for name in rule.taken:
        assert await is_taken(stage, rule.request, getattr(world, name), rule.where(world)), rule.lift


async def test_only_admins_reach_the_commands() -> None:
    async with open_stage() as stage:
        world = stage.world
        for user in (world.member, world.moderator):
            with pytest.raises(CommandRejected):
                await ask(stage, "/foley show", user)
        assert "Foley in this server" in await told(stage, "/foley show")
        # A server may hand a single command to others: the bot itself looks at the person's rights too.
        for command in stage.discord.platform.registry.visible(world.guild.id):
            command["default_member_permissions"] = None
        for user in (world.member, world.moderator):
            assert "Only people who may manage this server" in await told(stage, "/foley show", user)
            assert "Only people who may manage this server" in await told(stage, "/foley pause", user)
        assert "Paused" not in await told(stage, "/foley show")


LIMITS = (
    ("/foley limits set measure:count amount:1 window:hour", "You have used your 1 request of this hour."),
    ("/foley limits set measure:count amount:1", "You have used your 1 request of today."),
    ("/foley limits set measure:seconds amount:8", "You have used your 8 seconds of today"),
    ("/foley limits set measure:count amount:1 window:month together:True", "This server has used its 1 request"),
)


@pytest.mark.parametrize(("command", "sentence"), LIMITS, ids=lambda value: str(value)[:60])
async def test_a_limit_is_told_and_then_refuses_with_the_time_of_the_next(command: str, sentence: str) -> None:
    async with open_stage() as stage:
        world = stage.world
        await saved(stage, command)
        first = await ask(stage, "/sfx prompt:a door creaks", world.member)
        left = await stage.discord.wait_for(lambda: heard(first) or None)
        assert " of 1" in left or "of 8 seconds left" in left
        told_no = await refusal(stage, "/sfx prompt:once more", world.member, world.general)
        assert sentence in told_no
        assert "The next one is free <t:" in told_no
        if "together" not in command:
            assert await is_taken(stage, "/sfx prompt:another person", world.member2, world.general)


async def test_at_once_frees_itself_and_the_most_generous_role_wins() -> None:
    async with open_stage(speed=0.01) as stage:
        world = stage.world
        await saved(stage, "/foley limits set measure:at_once amount:1")
        assert await is_taken(stage, "/sfx prompt:one", world.moderator, world.general)
        told_no = await refusal(stage, "/sfx prompt:two", world.moderator, world.general)
        assert "You already have 1 request running" in told_no
        role = role_of(world, "Moderator")
        await saved(stage, "foley limits set", measure="at_once", amount=2, role=role)
        assert await is_taken(stage, "/sfx prompt:two", world.moderator, world.general)
        assert "already have 2" in await refusal(stage, "/sfx prompt:three", world.moderator, world.general)
        await saved(stage, "foley limits set", measure="at_once", role=role)
        assert await is_taken(stage, "/sfx prompt:three", world.moderator, world.general)
        assert "∞" in await told(stage, "/foley limits list")
        await saved(stage, "foley limits remove", measure="at_once", role=role)
        await saved(stage, "foley limits remove", measure="at_once")
        assert "none" in await told(stage, "/foley limits list")


async def test_a_failed_job_gives_its_quota_back() -> None:
    async with open_stage() as stage:
        world = stage.world
        stage.tencent.faults.add(Fault("fail", message="model fell over"))
        await saved(stage, "/foley limits set measure:count amount:1")
        failed = await ask(stage, "/music prompt:calm rain", world.member)
        assert await stage.outcome(failed) is not None
        await wait_row(stage, "state = 'failed'")
        again = await ask(stage, "/music prompt:calm rain", world.member)
        assert await stage.outcome(again) is not None
        assert "You have used your 1 request" in await refusal(stage, "/music prompt:rain", world.member, world.general)


BAD = (
    ("foley block pattern", {"pattern": "(a"}, "not a regular expression"),
    ("foley block pattern", {"pattern": "a*"}, "matches everything"),
    ("foley block word", {"word": "\u200b"}, "Nothing can be seen"),
    ("foley unblock word", {"word": "absent"}, "That is not blocked."),
    ("foley limits set", {"measure": "count"}, "Give an amount"),
    ("foley limits set", {"measure": "at_once", "amount": 1, "window": "day"}, "has no window"),
    ("foley limits remove", {"measure": "count"}, "There is no such limit."),
    ("foley set defaults", {"kind": "music", "model": "Nope"}, "There is no model"),
    ("foley set defaults", {"kind": "sfx", "voice": "Emma"}, "has no default for"),
)


async def test_what_can_not_work_is_refused_and_nothing_is_written(stage: Stage) -> None:
    for command, options, sentence in BAD:
        assert sentence in (await told(stage, command, **options)).replace("`", "").replace("\\", ""), (
            command,
            options,
        )
    forum = await told(stage, "foley set results", channel=stage.world.forum)
    assert "can't be posted in a category or forum" in forum
    closed = await told(stage, "foley set results", channel=stage.world.read_only)
    assert "Send Messages" in closed
    assert "Nothing was changed yet." in await told(stage, "/foley audit")


async def test_the_last_channel_of_a_list_never_opens_it_to_all(stage: Stage) -> None:
    for _ in range(2):  # without a list, and with one of which this is the last
        kept = await told(stage, "foley set channel", channel=stage.world.general, allowed=False)
        assert "an empty list allows me everywhere" in kept
        await saved(stage, "foley set channel", channel=stage.world.general)


async def test_a_limit_of_0_says_off_and_not_tomorrow() -> None:
    async with open_stage() as stage:
        await saved(stage, "/foley limits set measure:count amount:0")
        refused = await refusal(stage, "/music prompt:rain", stage.world.member, stage.world.general)
        assert "switched off for you" in refused
        assert "<t:" not in refused
