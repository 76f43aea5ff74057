"""Refusals and failures of every kind, each corrected with at most two presses and delivered; no typed word is lost."""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.discord import Interaction, Message
from bot.sandbox.discord.world.model import LocalFile
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from bot.sandbox.tencent.results.media import MediaSpec, make
from tests.e2e.conftest import open_stage, rows, run
from tests.e2e.panel_talk import PanelTalk
from tests.e2e.test_admin_rules import save_anyway, undo

LONG_LYRICS = "\n".join(f"line {number} of a song that does not end" for number in range(150))
Mend = Callable[[Stage, Message], Awaitable[Interaction]]
Step = Callable[[PanelTalk], Awaitable[object]]


def selected(label: str) -> Mend:
    """Choose what the select offers; it goes on at once."""

    async def mend(stage: Stage, note: Message) -> Interaction:
        [select] = [one for row in note.components for one in row["components"] if one["type"] == 3]
        labels = [one["label"] for one in select["options"]]
        chosen = next((one for one in labels if one.startswith(label)), "")
        assert chosen, (label, labels)
        return await stage.discord.select(stage.world.member, note, select["custom_id"], chosen)

    return mend


def edited(values: dict[str, str], holds: str, files: dict[str, list[LocalFile]] | None = None) -> Mend:
    """Press Edit and run, see what was typed in the form, change it and send it."""

    async def mend(stage: Stage, note: Message) -> Interaction:
        opened = await (await stage.discord.press(stage.world.member, note, "Edit and run")).wait_first_answer()
        assert opened.modal is not None
        assert holds in str(opened.modal)
        return await stage.discord.submit_modal(stage.world.member, opened, values, files)

    return mend


async def tried_again(stage: Stage, note: Message) -> Interaction:
    """Press Try again."""
    return await stage.discord.press(stage.world.member, note, "Try again")


@dataclass(frozen=True)
class Case:
    """``before`` and ``after``: what an admin does in the panel; ``after`` comes before the correction."""

    name: str
    command: str
    says: str
    mend: Mend
    before: Step | None = None
    after: Step | None = None
    options: dict[str, Any] = field(default_factory=dict)
    fault: Fault | None = None


async def _eight_seconds(panel: PanelTalk) -> None:
    await panel.press("limit-other", {"measure": "seconds", "amount": "8"})
    await save_anyway(panel)


async def _lift_and_pause(panel: PanelTalk) -> None:
    await undo(panel)
    await panel.press("pause")


def cases() -> Iterator[Case]:
    effect = "/sfx prompt:a door creaks duration:10"
    yield Case(
        "quota",
        effect,
        "the limit is 8 s of sound and video a day",
        edited({"duration": "3"}, "a door creaks"),
        before=_eight_seconds,
    )
    yield Case(
        "paused", "/sfx prompt:a gate", "paused", tried_again,
        before=_lift_and_pause, after=undo,
    )  # fmt: skip
    yield Case(
        "blocked word", "/sfx prompt:a zebra snorts", "isn't allowed", edited({"prompt": "a horse snorts"}, "a zebra"),
        before=lambda panel: panel.press("words", {"words-add": "zebra"}),
    )  # fmt: skip
    yield Case("moderation", "/music prompt:forbidden words", "content check", edited({"prompt": "rain"}, "forbidden"))
    yield Case("unknown voice", "/tts text:hello there voice:Nobodyyy", "voice", selected("voice: "))
    yield Case("unknown language", "/tts text:hello voice:Emma language:Klingon", "language", selected("Without lang"))
    yield Case(
        "combination", "/music prompt:x lyrics:la la instrumental:True", "used together", selected("Without instr")
    )
    yield Case("unknown model", "/video prompt:a boat model:NoSuchModel", "NoSuchModel", selected("model: Kling"))
    yield Case(
        "length", "/video prompt:a boat model:PixVerse version:v5.6 duration:7", "7 seconds", selected("duration: 8 s")
    )
    yield Case("shape", "/video prompt:a boat aspect:7:5", "7:5", selected("aspect: 16:9"))
    yield Case(
        "over-long text", "/music", "characters", selected("lyrics: 1–"),
        options={"prompt": "a song", "lyrics": LONG_LYRICS},
    )  # fmt: skip
    yield Case(
        "dead reference", "/music prompt:x model:MiniMaxMusic reference_url:https://nobody.invalid/a.mp3",
        "can't be reached", selected("Without reference"),
    )  # fmt: skip
    sound = LocalFile("hum.mp3", make(MediaSpec("mp3", "mp3", 2.0)).data, "audio/mpeg")
    yield Case(
        "wrong file", "/music", "notes.txt", edited({}, "a song", {"reference": [sound]}),
        options={"prompt": "a song", "model": "MiniMaxMusic", "reference": LocalFile("notes.txt", b"hm", "text/plain")},
    )  # fmt: skip
    yield Case(
        "failed", "/music prompt:a song that fails", "failed", edited({"prompt": "a song"}, "a song that fails"),
        fault=Fault("fail"),
    )  # fmt: skip


async def test_fourteen_refusals_and_failures_are_corrected_with_at_most_two_presses_and_delivered() -> None:
    async with open_stage() as stage:
        panel = await PanelTalk.open(stage)
        for case in cases():
            if case.before is not None:
                await case.before(panel)
            if case.fault is not None:
                stage.tencent.faults.add(case.fault)
            given = {key: value for key, value in case.options.items() if not isinstance(value, LocalFile)}
            files = {key: value for key, value in case.options.items() if isinstance(value, LocalFile)}
            ran = await stage.discord.command(
                stage.world.member, stage.world.general, case.command, options=given, attachments=files
            )
            ended = await stage.outcome(ran)
            note = ended if ended is not None else await told_with_a_way_on(stage, ran)
            assert case.says in note.content + str(note.embeds), case.name
            if case.after is not None:
                await case.after(panel)
            result = await stage.outcome(await case.mend(stage, note))
            assert result is not None, case.name
            assert result.attachments, case.name
        delivered = [row for row in rows(stage) if row["state"] == "ready"]
        assert len(delivered) == len(list(cases()))


async def told_with_a_way_on(stage: Stage, ran: Interaction) -> Message:
    """The refusal that only the caller sees."""
    return await stage.discord.wait_for(lambda: next((one for one in ran.ephemeral if one.components), None))


async def test_what_the_form_can_not_read_is_still_in_it_the_next_time_and_a_way_on_is_taken_once() -> None:
    async with open_stage() as stage:
        world = stage.world
        ran = await run(stage, "/sfx prompt:a door creaks duration:40")
        note = await told_with_a_way_on(stage, ran)
        assert "```\n/sfx prompt:a door creaks duration:40\n```" in note.content, "what was typed stands there"
        opened = await (await stage.discord.press(world.member, note, "Edit and run")).wait_first_answer()
        sent = await stage.discord.submit_modal(world.member, opened, {"duration": "ten", "prompt": "a gate creaks"})
        again = await told_with_a_way_on(stage, sent)
        form = await (await stage.discord.press(world.member, again, "Edit and run")).wait_first_answer()
        assert "ten" in str(form.modal)
        assert "a gate creaks" in str(form.modal)
        way = selected("duration: 3 s")
        first, second = await way(stage, note), await way(stage, note)
        assert await stage.outcome(first) is not None
        assert "sent already" in (await stage.discord.wait_for(lambda: second.ephemeral or None))[-1].content
        assert len(rows(stage)) == 1


async def test_a_refused_file_loses_no_other_option_and_no_other_file() -> None:
    picture = LocalFile("boat.png", b"\x89PNG" + b"0" * 100, "image/png")
    notes = LocalFile("notes.txt", b"hm", "text/plain")
    async with open_stage() as stage:
        options = {"prompt": "a boat", "model": "Vidu", "off_peak": True, "watermark": True}
        ran = await stage.discord.command(
            stage.world.member,
            stage.world.general,
            "/video",
            options=options,
            attachments={"image": picture, "last_image": notes},
        )
        note = await told_with_a_way_on(stage, ran)
        assert "notes.txt" in note.content
        sent = await edited({"prompt": "a ship"}, "a boat")(stage, note)
        await sent.wait_first_answer()
        request = json.loads((await stage.discord.wait_for(lambda: rows(stage) or None))[0]["request"])
        assert (request["prompt"], request["off_peak"], request["watermark"]) == ("a ship", True, True)
        assert "boat.png" in request["image_url"]
