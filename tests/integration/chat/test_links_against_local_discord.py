"""Links to attachments: renewed when their day is over, refused when nobody has the file any more."""

import pytest

from bot.chat.sending.attachment_links import AttachmentLinks, expires_at
from bot.errors import InvalidRequest, NotSent, Rejected
from bot.jobs.model import MusicRequest, VideoRequest
from bot.sandbox.discord import DefaultWorld, LocalDiscord, LocalFile
from tests.support.instant_clock import InstantClock
from tests.support.small_bot import SmallBot

# The tests' clock is far ahead of the local Discord's, which signs for a day: every link of its is an old one.
_SIGNED = "http://127.0.0.1/attachments/5/6/a.png?ex=1&is=0&hm=00&"


@pytest.fixture
def links(client: SmallBot, clock: InstantClock) -> AttachmentLinks:
    return AttachmentLinks(client, clock)


async def attached(local: LocalDiscord, world: DefaultWorld) -> str:
    picture = LocalFile("boat.png", b"\x89PNG\r\n\x1a\n", "image/png")
    message = await local.say(world.member, world.general, "look", [picture])
    return str(message.payload["attachments"][0]["url"])


async def test_a_link_whose_day_is_over_is_signed_anew(
    local: LocalDiscord, world: DefaultWorld, links: AttachmentLinks
) -> None:
    old = (await attached(local, world)).partition("?")[0] + "?ex=1&is=0&hm=00&"
    request = VideoRequest("a boat", "Kling", image_url=old, last_image_url="https://pictures.example/mine.png?ex=1")
    renewed = await links.renew(request)
    assert isinstance(renewed, VideoRequest)
    until = expires_at(renewed.image_url)
    assert until is not None
    assert until > local.platform.clock.wall()
    assert renewed.image_url.partition("?")[0] == old.partition("?")[0]
    assert renewed.last_image_url == request.last_image_url


async def test_a_file_that_is_gone_is_refused_with_what_to_do(links: AttachmentLinks) -> None:
    with pytest.raises(InvalidRequest) as caught:
        await links.renew(VideoRequest("a boat", "Kling", image_url=_SIGNED))
    assert caught.value.key == "attachment-expired"


async def test_discord_away_is_a_refusal_before_anything_is_paid(local: LocalDiscord, links: AttachmentLinks) -> None:
    local.faults.respond("POST", "refresh-urls", 503, count=None)
    with pytest.raises(InvalidRequest):
        await links.renew(VideoRequest("a boat", "Kling", image_url=_SIGNED))


async def test_a_link_is_renewed_when_its_create_leaves(
    local: LocalDiscord, world: DefaultWorld, clock: InstantClock, links: AttachmentLinks
) -> None:
    bare = (await attached(local, world)).partition("?")[0]
    in_two_hours = f"{bare}?ex={int(clock.now()) + 7200:x}&is=0&hm=00&"
    request = VideoRequest("a boat", "Kling", image_url=in_two_hours)
    assert await links.renew(request) is request, "good enough while somebody waits"
    renewed = await links.renew_to_leave(request)
    assert isinstance(renewed, VideoRequest)
    assert renewed.image_url != in_two_hours
    local.faults.respond("POST", "refresh-urls", 503, count=None)
    assert await links.renew_to_leave(request) is request, "still good while Discord is away"
    with pytest.raises(NotSent):
        await links.renew_to_leave(VideoRequest("a boat", "Kling", image_url=_SIGNED))


async def test_a_create_whose_file_is_gone_is_refused(links: AttachmentLinks) -> None:
    with pytest.raises(Rejected) as caught:
        await links.renew_to_leave(VideoRequest("a boat", "Kling", image_url=_SIGNED))
    assert caught.value.key == "attachment-expired"


async def test_other_links_and_fresh_ones_ask_nobody(
    local: LocalDiscord, clock: InstantClock, links: AttachmentLinks
) -> None:
    fresh = f"https://cdn.discordapp.com/attachments/1/2/a.png?ex={int(clock.now()) + 80_000:x}&is=1&hm=aa&"
    far = f"https://music.example/a.mp3?ex={'f' * 300}&is=1&hm=2"
    for link in (fresh, "", "https://music.example/a.mp3", "https://music.example/a.mp3?ex=zz&is=1&hm=2", far):
        request = MusicRequest("calm rain", "GL", reference_url=link)
        assert await links.renew(request) is request
    assert not any("refresh-urls" in one.route for one in local.requests)
