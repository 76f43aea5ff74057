"""Every function that draws something for people, with whatever was typed: nothing of it acts in what comes out."""

from dataclasses import replace
from typing import Any

import discord
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chat.admin.jobs import render_picked
from bot.chat.admin.panel.pages import Facts, Pages
from bot.chat.admin.panel.sentences import change_line, history_line
from bot.chat.admin.setup import render_setup
from bot.chat.render import ResultPart, render_details, render_failure, render_result_part, render_status
from bot.chat.render.payload import Payload
from bot.chat.texts import Texts
from bot.errors import Conflict, InvalidRequest, ProviderError
from bot.guilds.changes.audit import differences
from bot.guilds.changes.slots import canonical
from bot.guilds.settings import AuditEntry, GuildSettings, KindDefaults
from bot.jobs.model import Job, Kind, State
from bot.jobs.ports import StatusView
from cogs._common.job_list import render_job_list
from tests.attack.hostile_values import live_in, live_parts
from tests.unit.chat.chat_samples import NOW, an_attachment, an_output, jobs, nasty_text, status_views

TEXTS = Texts()
LOCALE = st.sampled_from(TEXTS.locales)
LINK = "https://a.example/file"


def acting(*drawn: Payload | discord.Embed | discord.ui.View) -> list[str]:
    """What would act of everything in it that is drawn."""
    found = []
    for one in drawn:
        shown: dict[str, Any] = {}
        match one:
            case Payload():
                view = one.view().to_components() if one.rows else []
                shown = {"content": one.content, "embeds": [each.to_dict() for each in one.embeds], "components": view}
            case discord.Embed():
                shown = {"embeds": [one.to_dict()]}
            case _:
                shown = {"components": one.to_components()}
        found += live_parts(shown)
    return found


@settings(deadline=None)
@given(status_views(), LOCALE)
def test_status(view: StatusView, locale: str) -> None:
    assert acting(render_status(view, TEXTS, locale, NOW)) == []


@settings(deadline=None)
@given(jobs(), LOCALE, st.booleans())
def test_endings(job: Job, locale: str, direct: bool) -> None:
    part = ResultPart(job, (an_attachment(output=an_output(url=LINK)),), ("w.png",), (an_output(url=LINK),), (), 1, 2)
    assert acting(render_result_part(part, TEXTS, locale, NOW)) == []
    if job.state in (State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED):
        assert acting(render_failure(job, TEXTS, locale, direct=direct)) == []


@settings(deadline=None)
@given(st.lists(jobs(), min_size=1, max_size=5), LOCALE)
def test_lists_and_details(found: list[Job], locale: str) -> None:
    embeds = [render_job_list(found, TEXTS, locale, with_people=True), render_details(found[0], TEXTS, locale).embed]
    assert acting(*embeds, render_picked(found[0], TEXTS, locale)) == []


words = st.lists(nasty_text, max_size=30).map(tuple)
defaults = st.builds(KindDefaults, model=nasty_text, version=nasty_text, voice_name=nasty_text, language=nasty_text)
rules = st.builds(
    GuildSettings,
    st.just(1),
    blocked_words=words,
    blocked_patterns=words,
    defaults=st.dictionaries(st.sampled_from(Kind), defaults),
)


MANY = tuple(f"{'x' * 9}https://evil.example" for _ in range(40))


async def test_the_pages_of_jobs_and_of_rules() -> None:
    @settings(deadline=None, max_examples=50)
    @given(st.lists(jobs(), min_size=1, max_size=5), rules, LOCALE)
    @example([], GuildSettings(1, blocked_patterns=MANY, blocked_words=MANY), "en-US")  # once cut in the middle of one
    def attempt(found: list[Job], set_: GuildSettings, locale: str) -> None:
        pages = Pages(TEXTS, locale)
        shown = [build(set_, Facts()) for build in (pages.overview, pages.places, pages.defaults, pages.words)]
        shown.append(pages.jobs(discord.Embed(), found, ""))
        assert acting(*(one.embed for one in shown), *(one.view for one in shown)) == []

    attempt()


@settings(deadline=None, max_examples=60)
@given(rules, LOCALE)
def test_guide(found: GuildSettings, locale: str) -> None:
    assert acting(render_setup(found, [], 1, TEXTS, locale)) == []


@settings(deadline=None, max_examples=60)
@given(rules, rules, LOCALE)
def test_history(old: GuildSettings, new: GuildSettings, locale: str) -> None:
    changes = differences(canonical(old), canonical(new))
    changes += [replace(change, exact="") for change in changes]
    lines = [history_line(AuditEntry("0" * 14, 1, 7, NOW, change), TEXTS, locale, {}) for change in changes]
    assert live_in([*lines, *(change_line(change, TEXTS, locale) for change in changes)]) == []


@settings(deadline=None)
@given(nasty_text, LOCALE)
def test_sentences_of_errors(typed: str, locale: str) -> None:
    for error in (
        InvalidRequest(key="refusal-number", values={"value": typed, "field": typed}),
        InvalidRequest(key="attachment-type", values={"file": typed, "types": typed}),
        Conflict(typed),
        ProviderError(typed, code=typed, request_id=typed),
    ):
        assert live_in([TEXTS.error(error, locale)]) == []
