"""How the mentioned are called, asked of a local Discord."""

from collections.abc import Mapping

from bot.chat.sending.mention_names import DiscordMentionNames
from bot.chat.texts import Texts
from bot.sandbox.discord import DefaultWorld, LocalDiscord
from tests.support.small_bot import SmallBot


async def names(client: SmallBot, world: DefaultWorld, *mentions: str, locale: str = "en-US") -> Mapping[str, str]:
    return await DiscordMentionNames(client, Texts()).of(mentions, world.guild.id, locale)


async def test_people_roles_and_channels_by_the_names_of_the_server(client: SmallBot, world: DefaultWorld) -> None:
    member = world.member
    world.guild.members[member.id].nick = "Captain"
    role = next(iter(world.guild.roles.values()))
    channel = f"#{world.music_lab.id}"
    found = await names(client, world, f"@{member.id}", f"@{world.member2.id}", f"@&{role.id}", channel)
    assert found == {
        f"@{member.id}": "Captain",
        f"@{world.member2.id}": world.member2.global_name,
        f"@&{role.id}": role.name.removeprefix("@"),
        channel: "music lab",
    }


async def test_who_can_not_be_named_is_somebody_in_the_readers_language(client: SmallBot, world: DefaultWorld) -> None:
    unknown = 424242424242424242
    found = await names(client, world, f"@{unknown}", f"@&{unknown}", f"#{unknown}", "id:browse", locale="de")
    assert found == {
        f"@{unknown}": "jemand",
        f"@&{unknown}": "eine Rolle",
        f"#{unknown}": "ein Kanal",
        "id:browse": "Kanäle durchsuchen",
    }


async def test_every_page_of_discord_has_a_name(client: SmallBot, world: DefaultWorld) -> None:
    pages = [f"id:{page}" for page in ("customize", "browse", "guide", "home", "linked-roles")]
    assert all((await names(client, world, *pages)).values())


async def test_an_answer_of_another_form_costs_nobody_the_speech(
    local: LocalDiscord, client: SmallBot, world: DefaultWorld
) -> None:
    local.faults.respond("GET", r"/members/", 200, body={"nick": None}, count=None)
    local.faults.respond("GET", r"/users/", 200, body={"id": "1"}, count=None)
    who = f"@{world.member.id}"
    assert await names(client, world, who) == {who: "somebody"}


async def test_what_is_no_mention_of_anything_known_has_a_general_word(client: SmallBot, world: DefaultWorld) -> None:
    odd = ["@", "@x", "@&", "@&x", "#", "#x", "id:nowhere", "", "!", "@&9" + "9" * 30]
    found = await names(client, world, *odd)
    assert set(found) == set(odd)
    assert all(found.values())


async def test_a_discord_that_refuses_or_a_crowd_costs_nobody_the_speech(
    local: LocalDiscord, client: SmallBot, world: DefaultWorld
) -> None:
    local.faults.respond("GET", r"/members/|/users/", 403, count=None)
    crowd = [f"@{world.member.id + number}" for number in range(50)]
    found = await names(client, world, *crowd)
    assert set(found.values()) == {"somebody"}
    asked = [record for record in local.requests if "/members/" in record.path]
    assert len(asked) <= 10
