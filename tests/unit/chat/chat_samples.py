"""Jobs in every state, results, and strategies, for the tests of what people see."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from bot.jobs.model import (
    Backend,
    DeliveryState,
    Fault,
    Job,
    Kind,
    Medium,
    MusicRequest,
    Output,
    Place,
    Request,
    SfxRequest,
    SpeechRequest,
    State,
    VideoRequest,
    kind_of,
)
from bot.jobs.ports import Attachment, Estimate, MediaFile, StatusView

NOW = 1_800_000_000.0
JOB_ID = "1234567890abcd"
REQUESTS: dict[Kind, Request] = {
    Kind.MUSIC: MusicRequest(prompt="calm rain", model="GL", version="3.0-clip"),
    Kind.SFX: SfxRequest(prompt="door creaks"),
    Kind.TTS: SpeechRequest(text="Hello there", voice_id="v+/=1", voice_name="Sophie"),
    Kind.VIDEO: VideoRequest(prompt="a red car", model="Kling"),
}


def a_job(**changes: Any) -> Job:
    """Return a music job that was just asked for, with what is given changed."""
    request = changes.get("request", REQUESTS[Kind.MUSIC])
    job = Job(
        id=JOB_ID,
        place=Place(100, 200, 200, 300, 10 * 1024 * 1024),
        user_id=7,
        locale="en-US",
        kind=kind_of(request),
        request=request,
        backend=Backend.MPS,
        state=State.REQUESTED,
        delivery_state=DeliveryState.NONE,
        created_at=NOW,
    )
    return replace(job, **changes)


def an_output(**changes: Any) -> Output:
    """Return an output with a link."""
    return replace(Output("https://results.example/a.mp3", Medium.AUDIO, 30.0, NOW + 43_200), **changes)


def an_attachment(
    size_bytes: int = 3 << 20, *, picture: Path | None = None, output: Output | None = None
) -> Attachment:
    """Return a sound to post."""
    file = MediaFile(Path("sound.mp3"), size_bytes, "audio/mpeg", "mp3", Medium.AUDIO, 30.2)
    return Attachment(file=file, picture=picture, output=output)


any_text = st.text(st.characters(), max_size=2500)
nasty_text = st.one_of(
    any_text,
    st.lists(
        st.sampled_from(
            ["@everyone", "<@7>", "<@&9>", "https://evil.example", "discord.gg/abc", "*", "`", "```", "\\", "||", "~~",
             "\u202e", "\u200b", "\n", "# ", "> ", "- ", "[a](b)", "<:x:1>", "<t:1:R>", "é\u0301" * 9, "字", "😀", " "]
        ),
        max_size=400,
    ).map("".join),
)  # fmt: skip


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    """Any job, whatever was typed."""
    prompt = draw(nasty_text)
    request = draw(
        st.sampled_from(
            [
                MusicRequest(prompt=prompt, model=draw(nasty_text), version=draw(nasty_text)),
                SfxRequest(prompt=prompt),
                SpeechRequest(text=prompt, voice_id=draw(nasty_text), voice_name=draw(nasty_text)),
                VideoRequest(prompt=prompt, model="Kling"),
            ]
        )
    )
    fault = draw(st.none() | st.builds(Fault, st.sampled_from(["tencent-moderation", "no-such-key"]), nasty_text))
    return a_job(
        request=request,
        state=draw(st.sampled_from(State)),
        delivery_state=draw(st.sampled_from(DeliveryState)),
        fault=fault,
        ended_at=draw(st.none() | st.just(NOW + 61)),
        waiting_at=draw(st.none() | st.just(NOW + 1)),
        cancelled_by=draw(st.none() | st.sampled_from([7, 8])),
        task_id=draw(st.sampled_from(["", "24-task"])),
        postings=draw(st.integers(0, 30)),
        result_message_id=draw(st.none() | st.just(999)),
        result_channel_id=draw(st.none() | st.sampled_from([200, 201])),
    )


@st.composite
def status_views(draw: st.DrawFn) -> StatusView:
    """Any status."""
    return StatusView(
        job=draw(jobs()),
        position=draw(st.none() | st.integers(1, 10_000)),
        queue_length=draw(st.none() | st.integers(1, 10_000)),
        estimate=draw(st.none() | st.builds(Estimate, st.floats(0, 1e6), st.floats(0, 1e6), st.integers(0, 99))),
        percent=draw(st.none() | st.integers(0, 100)),
        stage=draw(st.sampled_from(["", "fetching", "fitting", "posting"])),
        stage_percent=draw(st.none() | st.integers(0, 100)),
        maintenance=draw(nasty_text),
    )
