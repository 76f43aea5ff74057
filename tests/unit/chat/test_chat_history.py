"""The history of a server's settings: sentences that hold for any setting, and lists as each language writes them."""

import pytest

from bot.chat.admin.panel.sentences import history_line
from bot.chat.texts import Texts
from bot.guilds.changes.audit import differences
from bot.guilds.settings import AuditEntry, GuildSettings
from tests.unit.chat.chat_samples import NOW

TEXTS = Texts()


def told(new: GuildSettings, locale: str) -> str:
    (change,) = differences(GuildSettings(1), new)
    return history_line(AuditEntry("0" * 14, 1, 7, NOW, change), TEXTS, locale, {}).partition("> ")[2]


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("en-US", "<@7> changed “Budget alerts go to”: – → <#5>"),
        ("de", "<@7> hat „Ort der Budgetwarnungen“ geändert: – → <#5>"),
        ("ja", "<@7> が「予算の通知先」を変更しました：– → <#5>"),
    ],
)
def test_a_setting_is_named_as_the_panel_names_it(locale: str, sentence: str) -> None:
    assert told(GuildSettings(1, alerts_channel_id=5), locale) == sentence


@pytest.mark.parametrize("locale", TEXTS.locales)
def test_every_language_names_setting_and_both_values(locale: str) -> None:
    assert told(GuildSettings(1, alerts_channel_id=5), locale).endswith("– → <#5>")


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-US", "“bat”, “cat”"), ("de", "„bat“, „cat“"), ("fr", "« bat », « cat »"), ("ja", "「bat」、「cat」")],
)
def test_lists_are_written_as_the_language_does(locale: str, words: str) -> None:
    assert words in told(GuildSettings(1, blocked_words=("bat", "cat")), locale)
