"""The pages of the panel keep within Discord's limits, however much is forbidden, in every language."""

import pytest

from bot.chat.admin.panel.pages import Facts, Pages
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
    pages = Pages(TEXTS, locale)
    for build in (pages.overview, pages.places, pages.limits, pages.budget, pages.defaults, pages.words):
        shown = build(EVERYTHING, Facts())
        assert max(len(str(field.value)) for field in shown.embed.fields) <= 1024
        assert len(shown.embed) <= 6000
        assert len(shown.view.to_components()) <= 5
