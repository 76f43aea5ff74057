"""What messages look like: within Discord's limits whatever was typed, and truthful in every state."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.render import ResultPart, render_details, render_failure, render_result_part, render_status
from bot.chat.render.parts import AMBER, GREEN, Marker, footer, read_marker, read_voice_name, voice_name
from bot.chat.render.payload import Action, custom_id
from bot.chat.texts import Texts
from bot.jobs.model import (
    DeliveryState,
    Fault,
    Job,
    Kind,
    Medium,
    MusicRequest,
    Output,
    State,
    VideoRequest,
)
from bot.jobs.ports import Estimate, StatusView
from tests.unit.chat.chat_samples import (
    JOB_ID,
    NOW,
    REQUESTS,
    a_job,
    an_attachment,
    an_output,
    jobs,
    nasty_text,
    status_views,
)
from tests.unit.chat.discord_limits import assert_within_limits, units

TEXTS = Texts()
EN = "en-US"
locales = st.sampled_from(TEXTS.locales)


def described(view: StatusView, now: float = NOW) -> str:
    payload = render_status(view, TEXTS, EN, now)
    return (payload.embeds[0].description or "") if payload.embeds else payload.content


def actions(payload_rows: object) -> list[str]:
    assert isinstance(payload_rows, tuple)
    return [spec.custom_id.split(":")[1] for row in payload_rows for spec in row if spec.custom_id]


def test_details_tell_the_loudness_of_each_sound() -> None:
    outputs = (replace(an_output(), loudness_lufs=-16.24), an_output(), replace(an_output(), loudness_lufs=-20.0))
    shown = str(render_details(a_job(outputs=outputs), TEXTS, EN).embed.to_dict())
    assert "Loudness: -16.2 LUFS · -20.0 LUFS" in shown
    assert "LUFS" not in str(render_details(a_job(outputs=(an_output(),)), TEXTS, EN).embed.to_dict())


# --- limits ---


@settings(deadline=None)
@given(status_views(), locales, st.floats(NOW, NOW + 1e6))
def test_a_status_fits_whatever_was_typed(view: StatusView, locale: str, now: float) -> None:
    payload = render_status(view, TEXTS, locale, now)
    assert_within_limits(payload)
    assert payload.mention is None
    assert not payload.embeds or JOB_ID in (payload.embeds[0].footer.text or "")


@settings(deadline=None)
@given(jobs(), locales)
def test_a_failure_fits_whatever_was_typed(job: Job, locale: str) -> None:
    if job.state in (State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED):
        payload = render_failure(job, TEXTS, locale)
        assert_within_limits(payload)
        assert payload.mention == job.user_id


@settings(deadline=None)
@given(
    jobs(),
    locales,
    st.lists(st.sampled_from([20, 500, 513, 1700, 3000]), max_size=14),
    st.integers(0, 5),
    st.integers(1, 3),
)
def test_a_result_fits_whatever_was_typed(
    job: Job, locale: str, url_lengths: list[int], files: int, number: int
) -> None:
    links = tuple(
        an_output(url=f"https://a.example/{index:03d}{'x' * length}") for index, length in enumerate(url_lengths)
    )
    attachments = tuple(
        an_attachment(picture=Path("p.png"), output=an_output(url=f"https://b.example/{n}")) for n in range(files)
    )
    pictures = tuple(f"waveform-{n}.png" for n in range(files))
    part = ResultPart(job, attachments, pictures, links, ("remark-too-large",), number, 3)
    assert_within_limits(render_result_part(part, TEXTS, locale, NOW))


@settings(deadline=None)
@given(jobs(), locales, nasty_text)
def test_details_fit_and_hold_the_exact_command(job: Job, locale: str, detail: str) -> None:
    if job.fault is not None:
        job = a_job(request=job.request, fault=Fault("x", detail, detail))
    details = render_details(job, TEXTS, locale)
    assert units(details.embed.description) <= 4096
    assert all(1 <= units(field.value) <= 1024 for field in details.embed.fields)
    assert len(details.embed) <= 6000
    if details.command_file is None:
        assert "```" in (details.embed.description or "")


def test_details_of_a_command_name_every_option_that_was_set() -> None:
    video = VideoRequest("a red car", "Kling", "", 5, "1080P", "16:9", audio=False, image_url="https://a.example/b.png")
    details = render_details(a_job(request=video), TEXTS, EN)
    command = "/video prompt:a red car model:Kling duration:5 resolution:1080P aspect:16:9 audio:False"
    assert f"```\n{command}\n```" in (details.embed.description or "")
    assert details.embed.fields[-1].value == "`image`: <https://a.example/b.png>"


def test_a_command_that_no_code_block_can_hold_comes_as_a_file() -> None:
    job = a_job(request=MusicRequest("a ``` b", "GL", lyrics="la"))
    assert render_details(job, TEXTS, EN).command_file == "/music prompt:a ``` b model:GL lyrics:la format:mp3"


# --- status ---


def test_the_first_line_is_the_prompt_and_who_asked() -> None:
    job = a_job(request=MusicRequest(prompt="x" * 300, model="GL"))
    assert render_status(StatusView(job), TEXTS, EN, NOW).content == f"**{'x' * 199}…** – <@7>"


def test_the_place_in_the_line_is_shown_while_it_waits_only() -> None:
    assert "Position 2 of 5" in described(StatusView(a_job(state=State.QUEUED), 2, 5))
    assert "Position" not in described(StatusView(a_job(state=State.WAITING), 2, 5))


@pytest.mark.parametrize(("age", "slow"), [(0.0, False), (110.0, False), (110.5, True), (9000.0, True)])
def test_slower_than_usual_is_said_past_p90_and_not_before(age: float, slow: bool) -> None:
    view = StatusView(a_job(state=State.WAITING, waiting_at=NOW), estimate=Estimate(55.0, 110.0, 12))
    text = described(view, NOW + age)
    assert ("Taking longer than usual" in text) is slow
    assert ("Usually ready in 1–2 min" in text) is not slow
    assert f"<t:{int(NOW)}:R>" in text


def test_a_percent_is_shown_only_when_the_provider_gave_one() -> None:
    job = a_job(state=State.WAITING, waiting_at=NOW)
    assert "%" not in described(StatusView(job, estimate=Estimate(10.0, 20.0, 3)), NOW + 15)
    assert "25 %" in described(StatusView(job, percent=25))


@pytest.mark.parametrize(
    ("stage", "words"),
    [("fetching", "fetching the file"), ("fitting", "upload limit · 50 %"), ("posting", "uploading")],
)
def test_the_stage_of_the_delivery_is_shown(stage: str, words: str) -> None:
    job = a_job(state=State.READY, delivery_state=DeliveryState.SENDING)
    assert words in described(StatusView(job, stage=stage, stage_percent=50))


@pytest.mark.parametrize("state", State)
def test_cancel_is_offered_while_it_can_be(state: State) -> None:
    shown = actions(
        render_status(StatusView(a_job(state=state, delivery_state=DeliveryState.SENDING)), TEXTS, EN, NOW).rows
    )
    assert shown == (["cancel"] if state in (State.REQUESTED, State.QUEUED, State.WAITING) else [])


def test_a_held_result_can_be_posted_from_the_status_message() -> None:
    payload = render_status(StatusView(a_job(state=State.READY, delivery_state=DeliveryState.HELD)), TEXTS, EN, NOW)
    assert actions(payload.rows) == ["deliver"]


def test_a_done_job_links_to_its_result() -> None:
    done = a_job(
        state=State.READY,
        delivery_state=DeliveryState.SENT,
        ended_at=NOW + 80,
        result_channel_id=200,
        result_message_id=999,
    )
    assert "Done in 1 min 20 s" in described(StatusView(done))
    assert "https://discord.com/channels/100/200/999" in described(StatusView(done))


def test_a_cancelled_job_says_who_did_it_and_what_it_may_cost() -> None:
    early = described(StatusView(a_job(state=State.CANCELLED, cancelled_by=7)))
    late = described(StatusView(a_job(state=State.CANCELLED, cancelled_by=8, task_id="t")))
    outputs = (Output("https://x.example/a.mp3", Medium.AUDIO),)
    made_at_once = described(StatusView(a_job(state=State.CANCELLED, cancelled_by=7, outputs=outputs)))
    assert early == "Cancelled. Nothing was charged."
    assert "may still charge" in made_at_once, "the answer to its create was the result: there never was a TaskId"
    assert "Cancelled by <@8>" in late
    assert "may still charge" in late


def test_the_digest_changes_with_what_is_seen_and_with_nothing_else() -> None:
    one = render_status(StatusView(a_job(state=State.QUEUED), 2, 5), TEXTS, EN, NOW)
    same = render_status(StatusView(a_job(state=State.QUEUED, attempts=4), 2, 5), TEXTS, EN, NOW + 50)
    other = render_status(StatusView(a_job(state=State.QUEUED), 1, 5), TEXTS, EN, NOW)
    assert one.digest() == same.digest() != other.digest()


# --- endings ---


@pytest.mark.parametrize(
    ("state", "charged", "buttons"),
    [
        (State.FAILED, "may have charged", ["again", "edit", "details"]),
        (State.REFUSED, "Nothing was charged", ["edit", "details"]),
        (State.UNKNOWN, "may or may not have been started and charged", ["resubmit", "edit", "details"]),
        (State.ABANDONED, "may have charged", ["look", "edit", "details"]),
    ],
)
def test_a_failure_says_what_it_cost_and_what_to_do(state: State, charged: str, buttons: list[str]) -> None:
    payload = render_failure(a_job(state=state), TEXTS, EN)
    assert charged in (payload.embeds[0].description or "")
    assert actions(payload.rows) == buttons
    assert payload.embeds[0].footer.text == f"Job {JOB_ID}"
    assert "<@7>" in payload.content


def test_a_failed_video_costs_nothing_and_says_so_in_every_language() -> None:
    # "Video per second of successful output": the vendor's page of its video product.
    request = VideoRequest(prompt="a paper boat", model="Kling")
    film = a_job(state=State.FAILED, request=request)
    for locale in TEXTS.locales:
        told = render_failure(film, TEXTS, locale).embeds[0].description or ""
        assert TEXTS.text("charged-no", locale) in told, locale
        assert TEXTS.text("charged-maybe", locale) not in told, locale


@pytest.mark.parametrize("state", [State.UNKNOWN, State.ABANDONED])
def test_a_job_that_may_still_be_paid_is_never_to_be_tried_again_lightly(state: State) -> None:
    payload = render_failure(a_job(state=state), TEXTS, EN)
    assert "again" not in actions(payload.rows)
    said = payload.embeds[0].description or ""
    assert "try again" not in said.lower()
    assert {State.UNKNOWN: "possibly paying twice", State.ABANDONED: "a new, paid request"}[state] in said


def test_a_moderation_refusal_names_the_cause() -> None:
    payload = render_failure(a_job(state=State.REFUSED, fault=Fault("tencent-moderation", "X.Y")), TEXTS, EN)
    assert "content check" in (payload.embeds[0].description or "")


def test_a_result_beside_its_status_is_linked_to_and_one_elsewhere_is_said_to_be_direct() -> None:
    place = replace(a_job().place, channel_id=900)  # a results channel
    done = a_job(
        place=place, state=State.READY, delivery_state=DeliveryState.SENT, ended_at=NOW + 5, result_message_id=999
    )
    for channel_id in (900, place.status_channel_id):
        line = render_status(StatusView(replace(done, result_channel_id=channel_id)), TEXTS, EN, NOW)
        assert (line.content, line.embeds, line.rows) == (
            f"✅ Done in 5 s · [Jump to the result](https://discord.com/channels/100/{channel_id}/999)", (), (),
        )  # fmt: skip
    failed = render_status(StatusView(replace(done, state=State.FAILED, result_channel_id=900)), TEXTS, EN, NOW)
    assert failed.content == "❌ It didn't work out · [See why](https://discord.com/channels/100/900/999)"
    direct = render_status(StatusView(replace(done, result_channel_id=5)), TEXTS, EN, NOW)
    assert direct.content == "✅ Done in 5 s · sent to <@7> as a direct message"


def test_a_deleted_result_is_said_to_be_deleted_and_not_linked_to() -> None:
    done = a_job(
        state=State.READY,
        delivery_state=DeliveryState.SENT,
        ended_at=NOW + 5,
        result_channel_id=200,
        result_message_id=0,
    )
    assert render_status(StatusView(done), TEXTS, EN, NOW).content == "✅ Done in 5 s · the result was deleted"


@pytest.mark.parametrize("state", [State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED])
def test_a_failure_that_another_message_tells_leaves_one_line(state: State) -> None:
    told = a_job(state=state, delivery_state=DeliveryState.SENT, result_channel_id=200, result_message_id=999)
    payload = render_status(StatusView(told), TEXTS, EN, NOW)
    assert payload.embeds == payload.rows == ()
    assert "https://discord.com/channels/100/200/999" in payload.content


# --- results ---


def test_a_result_tells_the_facts() -> None:
    job = a_job(state=State.READY, ended_at=NOW + 65)
    part = ResultPart(job, (an_attachment(picture=Path("p"), output=an_output()),), ("waveform.png",))
    payload = render_result_part(replace(part, made_by="Google Lyria 3 Clip"), TEXTS, EN, NOW)
    [embed] = payload.embeds
    assert payload.content == (f"<@7> **calm rain**\n-# Google Lyria 3 Clip · 0:30 · 3 MB · 1 min 5 s · Job {JOB_ID}")
    assert embed.to_dict() == {
        "type": "rich", "color": GREEN, "flags": 0, "image": {"url": "attachment://waveform.png"},
    }  # fmt: skip
    assert payload.mention == 7
    assert actions(payload.rows) == ["again", "edit", "more"]
    assert len(payload.rows) == 1


def test_a_result_that_can_not_be_had_any_more_is_amber_and_says_that_it_was_charged() -> None:
    lost = (replace(an_output(), is_lost=True),)
    part = ResultPart(a_job(state=State.READY, outputs=lost), remark_keys=("remark-link-dead",))
    payload = render_result_part(part, TEXTS, EN, NOW)
    [embed] = payload.embeds
    assert embed.colour is not None
    assert embed.colour.value == AMBER
    assert embed.title == "Made, but the file is gone"
    assert "charged" in (embed.description or "")
    assert [spec.url for row in payload.rows for spec in row if spec.url] == []
    told = a_job(
        state=State.READY, outputs=lost, delivery_state=DeliveryState.SENT, result_channel_id=200, result_message_id=999
    )
    assert render_status(StatusView(told), TEXTS, EN, NOW).content.startswith("⚠️ Made, but the file is gone · [See why")


def test_a_voice_message_gives_its_facts_and_link_to_the_message_beside_it() -> None:
    job = a_job(state=State.READY, ended_at=NOW + 65)
    payload = render_result_part(ResultPart(job, spoken=(an_attachment(output=an_output()),)), TEXTS, EN, NOW)
    assert "0:30 · 3 MB" in payload.content
    assert payload.embeds == ()


def test_a_link_that_is_over_is_neither_shown_nor_offered() -> None:
    part = ResultPart(a_job(state=State.READY), links=(an_output(),))
    shown = render_result_part(part, TEXTS, EN, NOW)
    assert [one.url for row in shown.rows for one in row if one.url] == ["https://results.example/a.mp3"]
    assert f"<t:{int(NOW + 43_200)}:R>" in (shown.embeds[0].description or "")
    payload = render_result_part(part, TEXTS, EN, NOW + 43_201)
    assert [one.url for row in payload.rows for one in row if one.url] == []
    assert "<t:" not in (payload.embeds[0].description or "")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_buttons(kind: Kind) -> None:
    payload = render_result_part(ResultPart(a_job(request=REQUESTS[kind], state=State.READY)), TEXTS, EN, NOW)
    assert actions(payload.rows) == ["again", "edit", "more"]


def test_only_the_first_part_mentions_and_has_buttons() -> None:
    payload = render_result_part(ResultPart(a_job(state=State.READY), part=2, parts=3), TEXTS, EN, NOW)
    assert payload.mention is None
    assert actions(payload.rows) == []
    assert "<@" not in payload.content


def test_a_link_too_long_for_a_button_becomes_one_in_the_text() -> None:
    link = an_output(url="https://a.example/x?(y)=" + "z" * 600)
    payload = render_result_part(ResultPart(a_job(state=State.READY), links=(link,)), TEXTS, EN, NOW)
    assert len(payload.rows) == 1
    assert "](https://a.example/x?%28y%29=zz" in (payload.embeds[0].description or "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", ""])
def test_only_web_links_are_shown(url: str) -> None:
    payload = render_result_part(
        ResultPart(a_job(state=State.READY), links=(Output(url, an_output().medium),)), TEXTS, EN, NOW
    )
    assert actions(payload.rows) == ["again", "edit", "more"]
    assert [spec.url for row in payload.rows for spec in row if spec.url] == []


# --- markers and ids ---


@given(st.integers(0, 500), st.integers(1, 9), st.integers(1, 9))
def test_a_footer_is_read_back(postings: int, part: int, parts: int) -> None:
    text = footer(a_job(postings=postings), TEXTS, "en-US", part, parts)
    assert read_marker(text) == Marker(JOB_ID, postings + 1, part if parts > 1 else 1, parts)


@given(st.integers(0, 500), st.integers(0, 9))
def test_the_name_of_a_voice_message_is_read_back(postings: int, number: int) -> None:
    assert read_voice_name(voice_name(a_job(postings=postings), number)) == Marker(JOB_ID, postings + 1, number, 0)
    assert read_voice_name("voice-message.ogg") is None


@given(st.text(max_size=60))
def test_any_other_footer_is_no_marker_of_this_job(text: str) -> None:
    mark = read_marker(text)
    assert mark is None or mark.job_id != JOB_ID


@pytest.mark.parametrize("action", Action)
def test_button_ids_stay_short(action: Action) -> None:
    assert custom_id(action, JOB_ID) == f"foley:{action.value}:{JOB_ID}"
    assert len(custom_id(action, JOB_ID, 2**63)) <= 100
