"""Saved requests through the real process: kept over a restart, used with other words, shown and gone with /privacy."""

import json

from tests.e2e.admin_talk import ask, heard
from tests.e2e.conftest import open_stage, result_of, rows, run, stored_file, text_of


async def test_a_preset_outlives_the_process_and_goes_with_its_persons_data() -> None:
    async with open_stage() as stage:
        world = stage.world
        await result_of(stage, "/sfx prompt:a door creaks duration:5")
        assert "Saved as **Door**" in heard(await ask(stage, "/preset save name:Door", world.member))
        await ask(stage, "/sfx prompt:a bell")
        assert "Saved as **Bell**" in heard(await ask(stage, "/preset save name:Bell server:true"))
        await stage.kill_bot()
        await stage.start_bot()

        made = await result_of(stage, "/preset use name:door prompt:a gate creaks")
        assert "a gate creaks" in text_of(made)
        assert '"duration_seconds":5' in rows(stage)[-1]["request"]
        opened = await stage.discord.command(world.member, world.general, "/preset use name:bell")
        await opened.wait_first_answer()
        assert "a bell" in str(opened.modal)

        slow = await run(stage, "/video prompt:waves model:Vidu off_peak:true")
        status = slow.message
        assert status is not None
        await stage.discord.wait_for(lambda: "at the latest" in text_of(status) or None)
        [call] = stage.tencent.calls.of("CreateAigcVideoTask")
        assert (call.request or {})["ExtraParameters"] == {"OffPeak": True}
        assert (await (await stage.discord.press(world.member, status, "Cancel")).done()).in_time

        told = await ask(stage, "/privacy export", world.member)
        [file] = told.ephemeral[0].payload["attachments"]
        presets = json.loads(stored_file(stage, file))["presets"]
        assert [(one["name"], one["request"]["prompt"]) for one in presets] == [("Door", "a door creaks")]
        question = await ask(stage, "/privacy delete", world.member)
        await (await stage.discord.press(world.member, question.ephemeral[0], "Delete my data")).done()
        assert [row["name"] for row in rows(stage, "SELECT name FROM request_presets")] == ["Bell"]
