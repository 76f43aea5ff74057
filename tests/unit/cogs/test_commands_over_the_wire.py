"""Every command from a payload through the real tree: what it asks the service for, and what people are told."""

from dataclasses import replace

import pytest

from bot.catalog.voices import voice_key
from bot.jobs.model import (
    AudioFormat,
    ColumnUpdate,
    DeliveryState,
    Medium,
    MusicRequest,
    Output,
    PostAs,
    SfxRequest,
    SpeechRequest,
    State,
    Transition,
    TransitionRequest,
    VideoRequest,
    Voice,
)
from bot.jobs.ports import Preferences
from bot.sandbox.discord import CommandRejected, LocalFile
from tests.support.jobs import bring_to, make_new
from tests.unit.cogs.conftest import EMMA, LI, Hall, said

PICTURE = LocalFile("cat.png", b"\x89PNG" + b"0" * 100, "image/png")
SONG = LocalFile("song.mp3", b"ID3" + b"0" * 100, "audio/mpeg")
FILM = LocalFile("film.mp4", b"0" * 100, "video/mp4")


async def only_request(hall: Hall) -> object:
    jobs = await hall.jobs()
    assert len(jobs) == 1
    return jobs[0].request


async def test_music_takes_every_option(hall: Hall) -> None:
    ran = await hall.run(
        "/music prompt:calm rain model:minimaxmusic version:2.5 lyrics:la la la "
        "reference_url:https://example.com/a.mp3 format:wav"
    )
    expected = MusicRequest(
        "calm rain", "MiniMaxMusic", "2.5", "la la la", False, "https://example.com/a.mp3", AudioFormat.WAV
    )
    assert await only_request(hall) == expected
    assert ran.message is not None
    assert "calm rain" in str(ran.message.payload["content"])
    job = (await hall.jobs())[0]
    assert (job.place.status_message_id, job.user_id) == (ran.message.id, hall.world.member.id)


async def test_music_with_defaults(hall: Hall) -> None:
    await hall.run("/music prompt:calm rain")
    assert await only_request(hall) == MusicRequest("calm rain", "GL", "3.0-clip")


async def test_music_takes_an_attached_sound(hall: Hall) -> None:
    await hall.run("/music", options={"prompt": "like this", "model": "MiniMaxMusic", "reference": SONG})
    request = await only_request(hall)
    assert isinstance(request, MusicRequest)
    assert request.reference_url.startswith(hall.local.api_url.partition("/api")[0])


async def test_lyrics_from_a_text_file(hall: Hall) -> None:
    words = LocalFile("words.txt", "\ufeffla là\r\nla".encode(), "text/plain")
    await hall.run("/music", options={"prompt": "a song", "model": "MiniMaxMusic", "lyrics_file": words})
    request = await only_request(hall)
    assert isinstance(request, MusicRequest)
    assert request.lyrics == "la là\nla"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (LocalFile("words.txt", b"\xff\xfe\x00", "text/plain"), "not plain text"),
        (LocalFile("words.txt", b"a" * 65_537, "text/plain"), "too big"),
        (LocalFile("words.pdf", b"a", "application/pdf"), "must be one of: txt"),
    ],
)
async def test_text_files_that_can_not_be_used(hall: Hall, file: LocalFile, expected: str) -> None:
    ran = await hall.run("/music", options={"prompt": "a song", "model": "MiniMaxMusic", "lyrics_file": file})
    assert expected in said(ran)
    assert ran.message is None or ran.message.ephemeral_to is not None
    assert await hall.jobs() == []


async def test_sfx(hall: Hall) -> None:
    await hall.run("/sfx prompt:a door duration:5 format:wav as:voice message")
    expected = SfxRequest("a door", duration_seconds=5, format=AudioFormat.WAV, form=PostAs.VOICE_MESSAGE)
    assert await only_request(hall) == expected


async def test_sfx_for_a_film(hall: Hall) -> None:
    await hall.run("/sfx", options={"prompt": "a door", "video": FILM})
    request = await only_request(hall)
    assert isinstance(request, SfxRequest)
    assert request.video_url.endswith("film.mp4") or "film.mp4?" in request.video_url


async def test_video(hall: Hall) -> None:
    await hall.run("/video prompt:a cat model:Kling version:2.6 duration:10 resolution:1080P aspect:1:1 audio:true")
    assert await only_request(hall) == VideoRequest("a cat", "Kling", "2.6", 10, "1080P", "1:1", True)


async def test_video_from_pictures(hall: Hall) -> None:
    await hall.run("/video", options={"prompt": "a cat", "image": PICTURE, "last_image": PICTURE})
    request = await only_request(hall)
    assert isinstance(request, VideoRequest)
    assert (request.model, bool(request.image_url), bool(request.last_image_url)) == ("Kling", True, True)


@pytest.mark.parametrize("voice", ["Emma", EMMA.id, voice_key(EMMA.id)])
async def test_tts_takes_a_voice_by_name_id_or_choice(hall: Hall, voice: str) -> None:
    await hall.run(f"/tts text:hello voice:{voice} language:en pitch:-2 sample_rate:44100 as:voice message")
    asked = SpeechRequest("hello", EMMA.id, "Emma", "en", -2, 44100, PostAs.VOICE_MESSAGE)
    assert await only_request(hall) == replace(asked, spoken_text="hello", spoken_language="en")


async def test_tts_takes_a_voice_that_is_not_listed(hall: Hall) -> None:
    await hall.run("/tts text:hello voice:v1_my+own/cloned+voice==")
    request = await only_request(hall)
    assert isinstance(request, SpeechRequest)
    assert request.voice_id == "v1_my+own/cloned+voice=="


async def test_tts_uses_the_last_voice_and_language(hall: Hall) -> None:
    await hall.run("/tts text:one voice:Li language:Chinese")
    await hall.run("/tts text:42")
    await hall.run("/tts text:good morning everybody")
    first, second, third = (job.request for job in await hall.jobs())
    assert isinstance(first, SpeechRequest)
    assert (first.voice_id, first.language, first.spoken_language) == (LI.id, "zh", "zh")
    hinted = replace(first, language="")
    assert second == replace(hinted, text="42", spoken_text="42", spoken_language="zh")
    assert isinstance(third, SpeechRequest)
    assert third.spoken_language == "en", "the text's own language goes before the last one"
    kept = await hall.runtime.preferences.load_preferences(hall.world.member.id)
    assert kept == Preferences(LI.id, "Li", "zh")


async def test_tts_does_not_speak_the_last_language_with_a_voice_that_has_not_got_it(hall: Hall) -> None:
    await hall.run("/tts text:one voice:Li language:zh")
    await hall.run("/tts text:two voice:Emma")
    request = (await hall.jobs())[1].request
    assert isinstance(request, SpeechRequest)
    assert (request.voice_id, request.spoken_language) == (EMMA.id, "en")


@pytest.mark.parametrize(("languages", "told"), [(("de",), "de"), (("de", "en"), "de"), (("zh",), "zh"), ((), "de")])
async def test_tts_speaks_the_language_of_the_text_as_far_as_the_voice_does(
    hall: Hall, languages: tuple[str, ...], told: str
) -> None:
    anna = Voice("s1_anna+anna/anna+anna/anna==", "Anna", languages=languages)
    hall.runtime.service.voices.replace([anna])
    await hall.run("/tts text:Guten Morgen, das macht 25 Euro voice:Anna")
    request = await only_request(hall)
    assert isinstance(request, SpeechRequest)
    assert (request.language, request.spoken_language) == ("", told)


@pytest.mark.parametrize("text", ["...", "🎵 🎶", "<:name:123456789012345678>", "\u2060\u200b."])
async def test_tts_with_nothing_to_say_is_refused_before_it_costs(hall: Hall, text: str) -> None:
    ran = await hall.run("/tts", options={"text": text, "voice": "Emma"})
    assert said(ran).startswith("There's nothing to say in this text")
    assert said(ran).splitlines()[1:] == ["```", f"/tts text:{text} voice:Emma", "```"]
    ran = await hall.run("/tts", options={"text": "[](https://a.example)", "voice": "Emma"})
    assert said(ran).startswith("There's nothing to say in this text"), "found out after the first answer as well"
    assert await hall.jobs() == []


async def test_what_was_typed_is_kept_and_what_is_spoken_is_derived(hall: Hall) -> None:
    typed = "**Read** [this](https://a.example), `please` <:wave:123456789012345678>"
    await hall.run("/tts", options={"text": typed, "voice": "Emma"})
    request = await only_request(hall)
    assert isinstance(request, SpeechRequest)
    assert (request.text, request.spoken_text) == (typed, "Read this, please wave")
    assert request.sample_rate == 44100


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/tts text:hello voice:Nobody", "know that voice"),
        ("/tts text:hello voice:Emma language:Klingon", "Klingon"),
        ("/music prompt:x model:Suno", "Suno"),
        ("/music prompt:x model:GL version:3.0-pro", "lyrics"),
        ("/music prompt:x lyrics:la instrumental:true", "can't be used together"),
        ("/music prompt:x model:MiniMaxMusic reference_url:http://127.0.0.1/a", "internet"),
        ("/sfx prompt:x duration:60", "3–10"),
        ("/sfx prompt:x duration:5 video_url:https://example.com/a.mp4", "duration"),
        ("/video prompt:x model:Hailuo aspect:1:1", "aspect"),
        ("/jobs list everyone:true", "moderators"),
        ("/jobs show id:nothing", "no such job"),
        ("/jobs cancel id:00000000000000", "no such job"),
        ("/jobs retry id:00000000000000", "no such job"),
    ],
)
async def test_what_can_not_work_is_told_to_the_person_alone(hall: Hall, command: str, expected: str) -> None:
    ran = await hall.run(command)
    assert expected in said(ran)
    assert [message for message in hall.local.messages(hall.world.general) if message.ephemeral_to is None] == []
    assert await hall.jobs() == []


async def test_a_file_of_the_wrong_type_is_refused(hall: Hall) -> None:
    ran = await hall.run("/video", options={"prompt": "a cat", "image": SONG})
    assert "jpg, jpeg, png" in said(ran)
    ran = await hall.run("/sfx", options={"prompt": "a door", "video": FILM, "video_url": "https://example.com/b.mp4"})
    assert "not both" in said(ran)
    assert await hall.jobs() == []


async def test_the_client_itself_refuses_a_prompt_that_is_too_long(hall: Hall) -> None:
    with pytest.raises(CommandRejected):
        await hall.run("/music prompt:" + "x" * 2001)


# --- windows ---


async def test_long_lyrics_through_a_window(hall: Hall) -> None:
    ran = await hall.local.command(
        hall.world.member, hall.world.general, "/music prompt:a song model:MiniMaxMusic long:true"
    )
    await ran.wait_first_answer()
    assert ran.modal is not None
    sent = await hall.local.submit_modal(hall.world.member, ran, {"prompt": "a song", "lyrics": "la " * 1000})
    await sent.done()
    request = await only_request(hall)
    assert isinstance(request, MusicRequest)
    assert (request.model, len(request.lyrics)) == ("MiniMaxMusic", 2999)


# --- jobs ---


async def test_list_shows_own_jobs_and_everybodys_to_moderators(hall: Hall) -> None:
    await hall.run("/music prompt:mine")
    await hall.run("/music prompt:theirs", user=hall.world.member2)
    own = str((await hall.run("/jobs list")).ephemeral[0].payload["embeds"])
    assert "mine" in own
    assert "theirs" not in own
    everybody = await hall.run("/jobs list everyone:true", user=hall.world.moderator)
    shown = str(everybody.ephemeral[0].payload["embeds"])
    assert "mine" in shown
    assert f"<@{hall.world.member2.id}>" in shown


async def test_show_is_for_the_person_and_moderators(hall: Hall) -> None:
    await hall.run("/music prompt:mine")
    job = (await hall.jobs())[0]
    assert job.id in str((await hall.run(f"/jobs show id:{job.id}")).ephemeral[0].payload["embeds"])
    assert job.id in str(
        (await hall.run(f"/jobs show id:{job.id.upper()}", user=hall.world.moderator)).ephemeral[0].payload["embeds"]
    )
    assert "no such job" in said(await hall.run(f"/jobs show id:{job.id}", user=hall.world.member2))


async def test_show_posts_what_is_held_here(hall: Hall) -> None:
    await hall.run("/music prompt:mine")
    job = (await hall.jobs())[0]
    for transition in (Transition.COMPLETE, Transition.START_DELIVERY, Transition.HOLD_DELIVERY):
        assert (
            await hall.runtime.repository.take(TransitionRequest(job.id, transition, ColumnUpdate(at=1.0), job.task_id))
            is not None
        )
    ran = await hall.run(f"/jobs show id:{job.id}")
    assert "posted" in said(ran)
    again = (await hall.jobs())[0]
    assert (again.delivery_state.value, again.postings) == ("due", 1)
    assert again.place.status_message_id == job.place.status_message_id


async def test_cancel_says_that_it_may_still_be_billed(hall: Hall) -> None:
    await hall.run("/music prompt:mine")
    job = (await hall.jobs())[0]
    assert "Only the person" in said(await hall.run(f"/jobs cancel id:{job.id}", user=hall.world.member2)) or (
        "no such job" in said(await hall.run(f"/jobs cancel id:{job.id}", user=hall.world.member2))
    )
    assert "may still charge" in said(await hall.run(f"/jobs cancel id:{job.id}"))
    assert (await hall.jobs())[0].state is State.CANCELLED
    assert "ended already" in said(await hall.run(f"/jobs cancel id:{job.id}"))


async def test_cancel_of_what_was_made_at_once_says_that_it_may_be_billed(hall: Hall) -> None:
    """Short speech is the answer to its create: there never is a TaskId, and it is on the bill."""
    await hall.run("/music prompt:mine")
    job = (await hall.jobs())[0]
    outputs = (Output("https://x.example/a.mp3", Medium.AUDIO),)
    hall.runtime.store.rows[job.id] = replace(
        job, state=State.READY, delivery_state=DeliveryState.DUE, task_id="", outputs=outputs
    )
    assert "may still charge" in said(await hall.run(f"/jobs cancel id:{job.id}"))
    assert (await hall.jobs())[0].state is State.CANCELLED


async def test_retry_makes_the_same_request_as_a_new_job(hall: Hall) -> None:
    await hall.run("/sfx prompt:a door duration:4")
    first = (await hall.jobs())[0]
    await hall.run(f"/jobs retry id:{first.id}")
    second = (await hall.jobs())[1]
    assert (second.request, second.retry_of) == (first.request, first.id)


async def test_retry_of_an_unknown_one_works_once(hall: Hall) -> None:
    hall.runtime.first_transitions = (Transition.SUBMIT, Transition.LOSE_TRACK)
    await hall.run("/music prompt:mine")
    first = (await hall.jobs())[0]
    hall.runtime.first_transitions = (Transition.SUBMIT, Transition.ACCEPT)
    await hall.run(f"/jobs retry id:{first.id}")
    assert "already" in said(await hall.run(f"/jobs retry id:{first.id}"))
    assert len(await hall.jobs()) == 2


# --- suggestions ---


async def test_suggests_models_and_their_versions(hall: Hall) -> None:
    suggested = await hall.choices("/music prompt:x model:ly", "model")
    assert ("Google Lyria 3 Clip · 0:25 · lyrics if you like · about 60 s", "GL") in suggested
    assert ("3 s", 3) in await hall.choices("/sfx prompt:x duration:", "duration")
    versions = await hall.choices("/music prompt:x model:GL version:", "version")
    assert [value for _, value in versions] == ["3.0-clip", "3.0-pro"]
    (unlisted,) = await hall.choices("/music prompt:x model:GL version:9", "version")
    assert unlisted[1] == "9"
    assert "not in the list" in unlisted[0]
    assert await hall.choices("/music prompt:x model:Suno version:9", "version") == []


async def test_suggests_what_the_video_model_makes(hall: Hall) -> None:
    shapes = await hall.choices("/video prompt:x model:H2 aspect:9", "aspect")
    assert ("9:21", "9:21") in shapes
    assert await hall.choices("/video prompt:x model:Hailuo aspect:", "aspect") == []
    assert ("768P", "768P") in await hall.choices("/video prompt:x model:Hailuo resolution:", "resolution")
    assert [value for _, value in await hall.choices("/video prompt:x model:PixVerse version:v5.6 duration:", "duration")] == [5, 8, 10]  # fmt: skip  # noqa: E501


async def test_suggests_voices_with_short_values_and_the_last_one_first(hall: Hall) -> None:
    assert await hall.choices("/tts text:x voice:fem", "voice") == [
        ("Emma (female, youth, English)", voice_key(EMMA.id))
    ]
    await hall.run("/tts text:one voice:Li")
    found = await hall.choices("/tts text:x voice:", "voice")
    assert [value for _, value in found] == [voice_key(LI.id), voice_key(EMMA.id)]


async def test_suggests_languages(hall: Hall) -> None:
    assert ("Japanese – 日本語", "ja") in await hall.choices("/tts text:x language:日本", "language")
    await hall.run("/tts text:one voice:Li language:zh")
    assert (await hall.choices("/tts text:x language:", "language"))[0][1] == "zh"
    assert [value for _, value in await hall.choices("/tts text:x sample_rate:2", "sample_rate")] == [22050]


async def test_suggests_own_jobs_and_only_open_ones_to_cancel(hall: Hall) -> None:
    await hall.run("/music prompt:mine")
    await hall.run("/music prompt:theirs", user=hall.world.member2)
    mine = (await hall.jobs())[0]
    assert [value for _, value in await hall.choices("/jobs show id:", "id")] == [mine.id]
    assert len(await hall.choices("/jobs show id:", "id", user=hall.world.moderator)) == 2
    await hall.run(f"/jobs cancel id:{mine.id}")
    assert await hall.choices("/jobs cancel id:", "id") == []


async def test_suggests_jobs_from_before_the_start_by_the_next_key_stroke(hall: Hall) -> None:
    place = replace(make_new().place, guild_id=hall.world.guild.id)
    old = await bring_to(hall.runtime.store, make_new(place=place, user_id=hall.world.member.id), State.WAITING)
    assert await hall.choices("/jobs show id:", "id") == []
    await hall.bot.get_cog("Foley jobs").recent.settle()  # type: ignore[union-attr]  # the cog is ours
    assert [value for _, value in await hall.choices("/jobs show id:r", "id")] == [old.id]


async def test_an_export_is_for_the_person_alone(hall: Hall) -> None:
    exported = await hall.run("/privacy export")
    assert exported.ephemeral
    assert hall.local.messages(hall.world.general) == []
