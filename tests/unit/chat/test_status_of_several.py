"""The status message of several jobs of one request, and of one that is made off-peak."""

from dataclasses import replace

import pytest

from bot.chat.render import render_status
from bot.chat.texts import Texts
from bot.jobs.model import DeliveryState, Group, Job, State, VideoRequest
from bot.jobs.ports import Estimate, StatusView
from bot.jobs.requests import OFF_PEAK_SECONDS
from tests.unit.chat.chat_samples import NOW, a_job

_TEXTS = Texts()
_TOLD = {"delivery_state": DeliveryState.SENT, "ended_at": NOW + 9, "result_channel_id": 200, "result_message_id": 999}


def _group(*jobs: Job) -> StatusView:
    first = f"{0:014}"
    members = [
        replace(job, id=f"{number:014}", group=Group(first, number + 1, len(jobs))) for number, job in enumerate(jobs)
    ]
    views = tuple(StatusView(one, estimate=Estimate(55.0, 110.0, 9)) for one in members)
    return replace(views[0], group=views)


def test_each_job_has_a_line_and_what_is_common_is_said_once() -> None:
    view = _group(
        a_job(state=State.READY, **_TOLD),
        a_job(state=State.WAITING, waiting_at=NOW),
        a_job(state=State.WAITING, waiting_at=NOW),
        a_job(state=State.FAILED, delivery_state=DeliveryState.DUE),
    )
    payload = render_status(view, _TEXTS, "en-US", NOW)
    lines = str(payload.embeds[0].description).split("\n")
    assert lines[0] == "**1 of 4 ready**"
    assert lines[1].startswith("`1` ✅ Done in 9 s · [Jump to the result](https://discord.com/channels/100/200/999)")
    assert [line[:13] for line in lines[2:4]] == ["`2` Composing", "`3` Composing"]
    assert lines[4].startswith("`4` **It didn't work out**")
    assert lines[5].startswith("Usually ready in 1–2 min")
    assert [spec.custom_id for row in payload.rows for spec in row] == [f"foley:cancelall:{0:014}"]


@pytest.mark.parametrize("locale", _TEXTS.locales)
def test_once_all_is_told_links_are_left(locale: str) -> None:
    told = [a_job(state=state, **_TOLD) for state in (State.READY, State.FAILED, State.UNKNOWN, State.ABANDONED)]
    payload = render_status(_group(*told), _TEXTS, locale, NOW)
    assert payload.embeds == ()
    assert payload.rows == ()
    assert payload.content.count("https://discord.com/channels/100/200/999") == 4
    assert len(payload.content) <= 2000


def test_one_that_is_held_can_be_posted_while_another_works() -> None:
    held = a_job(state=State.READY, delivery_state=DeliveryState.HELD)
    payload = render_status(_group(held, a_job(state=State.QUEUED)), _TEXTS, "en-US", NOW)
    actions = [spec.custom_id.split(":")[1] for row in payload.rows for spec in row]
    assert actions == ["cancelall", "deliver"]


def test_off_peak_says_by_when_and_no_usual_time() -> None:
    request = VideoRequest("waves", "Vidu", off_peak=True)
    job = a_job(request=request, state=State.WAITING, waiting_at=NOW)
    view = StatusView(job, estimate=Estimate(55.0, 110.0, 9))
    text = str(render_status(view, _TEXTS, "en-US", NOW + 9000).embeds[0].description)
    assert f"ready <t:{int(NOW + OFF_PEAK_SECONDS)}:R> at the latest" in text
    assert "sually" not in text
