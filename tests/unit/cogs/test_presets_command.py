"""/preset over the wire: saved, suggested, used with other words or through its form, deleted, and who may."""

import pytest

from bot.chat.texts import Texts
from bot.jobs.model import MusicRequest, SfxRequest
from bot.service.presets import MOST_PRESETS
from tests.unit.cogs.conftest import Hall, said


async def _saved(hall: Hall, name: str = "Rainy", **options: object) -> str:
    return said(await hall.run("/preset save", options={"name": name, **options}))


async def test_a_saved_request_is_made_again_with_other_words(hall: Hall) -> None:
    await hall.run("/music prompt:calm rain model:GL instrumental:true count:2")
    assert "Saved as **Rainy**" in await _saved(hall)
    assert "in place of" in await _saved(hall, "rAINY")
    used = await hall.run("/preset use name:rainy prompt:loud rain")
    assert used.in_time
    request = (await hall.jobs())[-1].request
    assert isinstance(request, MusicRequest)
    assert (request.prompt, request.model, request.instrumental, request.count) == ("loud rain", "GL", True, 1)


async def test_without_words_its_form_opens_filled_in(hall: Hall) -> None:
    await hall.run("/sfx prompt:a door creaks duration:5")
    await _saved(hall)
    opened = await (await hall.run("/preset use name:Rainy")).wait_first_answer()
    assert opened.modal is not None
    assert "a door creaks" in str(opened.modal)
    await (await hall.local.submit_modal(hall.world.member, opened, {"prompt": "a gate creaks"})).done()
    await hall.settle()
    request = (await hall.jobs())[-1].request
    assert isinstance(request, SfxRequest)
    assert (request.prompt, request.duration_seconds) == ("a gate creaks", 5)


async def test_names_are_suggested_with_where_they_belong(hall: Hall) -> None:
    await hall.run("/sfx prompt:a door creaks")
    await _saved(hall, "Door")
    await hall.run("/sfx prompt:a bell", user=hall.world.admin)
    await hall.run("/preset save", options={"name": "Bell", "server": True}, user=hall.world.admin)
    await hall.choices("/preset use", "name")  # reads them for the next key stroke
    found: list[tuple[str, object]] = []
    await hall.local.wait_for(lambda: True)
    for _ in range(50):
        found = await hall.choices("/preset use", "name")
        if len(found) == 2:
            break
    assert found == [("Door · /sfx", "own:Door"), ("Bell · /sfx · This server's", "server:Bell")]
    await hall.run("/preset use", options={"name": "server:Bell", "prompt": "two bells"})
    assert (await hall.jobs())[-1].request.prompt == "two bells"  # type: ignore[union-attr]  # an effect


async def test_a_servers_are_its_admins_to_save_and_delete(hall: Hall) -> None:
    await hall.run("/sfx prompt:a door creaks")
    no = Texts().text("rules-admins-only", hall.world.member.locale)
    assert await _saved(hall, server=True) == no
    await hall.run("/sfx prompt:a bell", user=hall.world.admin)
    await hall.run("/preset save", options={"name": "Bell", "server": True}, user=hall.world.admin)
    assert said(await hall.run("/preset delete name:bell")) == no
    assert "Deleted **Bell**" in said(await hall.run("/preset delete name:bell", user=hall.world.admin))
    unknown = Texts().text("preset-unknown", hall.world.member.locale)
    assert said(await hall.run("/preset delete name:bell")) == unknown


async def test_what_cannot_be_saved_or_used_is_said_in_a_sentence(hall: Hall) -> None:
    texts, locale = Texts(), hall.world.member.locale
    assert await _saved(hall) == texts.text("preset-nothing", locale)
    assert said(await hall.run("/preset use name:nothing")) == texts.text("preset-unknown", locale)
    await hall.run("/sfx prompt:a door creaks")
    assert await _saved(hall, "a:b") == texts.text("preset-name", locale)
    for number in range(MOST_PRESETS):
        await _saved(hall, f"number {number}")
    assert await _saved(hall, "one more") == texts.text("preset-too-many", locale, limit=MOST_PRESETS)
    strangers = (await hall.jobs())[0].id
    other = await hall.run("/preset save", options={"name": "x", "id": strangers}, user=hall.world.member2)
    assert said(other) == texts.text("refusal-job-not-found", hall.world.member2.locale)


@pytest.mark.parametrize("is_empty", [True, False])
async def test_the_list_shows_ones_own_and_the_servers(hall: Hall, is_empty: bool) -> None:
    if not is_empty:
        await hall.run("/sfx prompt:a door creaks")
        await _saved(hall, "Door")
    shown = await hall.run("/preset list")
    [message] = shown.ephemeral
    told = str(message.payload["embeds"])
    assert ("No presets yet" in told) is is_empty
    assert ("**Door** · /sfx · a door creaks" in told) is not is_empty
