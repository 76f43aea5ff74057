"""The page of a server's rules keeps within Discord's limits, however much is forbidden, in every language."""

import pytest

from bot.chat.admin.settings import render_settings
from bot.chat.texts import Texts
from bot.guilds.settings import GuildSettings

TEXTS = Texts()
EVERYTHING = GuildSettings(
    1,
    blocked_user_ids=frozenset(1234567890123456000 + number for number in range(500)),
    blocked_words=tuple(f"some blocked phrase number {number}" for number in range(200)),
    blocked_patterns=tuple(f"b[a4]d +thing +with +a +long +tail +{number}" for number in range(50)),
    channel_ids=frozenset(1234567890123456000 + number for number in range(500)),
    role_ids=frozenset(1234567890123456000 + number for number in range(250)),
)


@pytest.mark.parametrize("locale", TEXTS.locales)
def test_every_list_at_its_longest(locale: str) -> None:
    embed = render_settings(EVERYTHING, TEXTS, locale)
    assert max(len(str(field.value)) for field in embed.fields) <= 1024
    assert len(embed) <= 6000
