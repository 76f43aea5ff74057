"""`foley backup` while the bot runs, `foley restore` after it has stopped, `foley check` and the bot on the result."""

import sqlite3

from tests.e2e.conftest import creates, open_stage, result_of, rows, wait_row
from tests.support.cli import run_foley


async def test_backup_while_running_then_restore_and_go_on() -> None:
    async with open_stage() as stage:
        await result_of(stage, "/music prompt:calm rain")
        await wait_row(stage, "delivery_state = 'sent'")
        before = [row["id"] for row in rows(stage)]

        made = await run_foley(stage, "backup", "copy.db")
        assert (made.exit_code, made.errors) == (0, "")
        assert made.output.startswith("Copied 1 jobs ")
        again = await run_foley(stage, "backup", "copy.db")
        assert again.exit_code == 78
        assert again.errors == "foley: copy.db exists already. Choose another name.\n"
        refused = await run_foley(stage, "restore", "copy.db")
        assert refused.exit_code == 78, "never under a running bot"
        assert "Another process is already using" in refused.errors

        # What came after the copy is gone with the restore; what was in it is whole.
        await result_of(stage, "/sfx prompt:a door")
        await wait_row(stage, "delivery_state = 'sent' AND kind = 'sfx'")
        await stage.stop_bot()
        await stage.discord.wait_for(lambda: stage.discord.ready_shards() == 0 or None)
        restored = await run_foley(stage, "restore", "copy.db")
        assert (restored.exit_code, restored.errors) == (0, "")
        assert [row["id"] for row in rows(stage)] == before
        checked = await run_foley(stage, "check")
        assert checked.exit_code == 0, checked.output

        # The bot goes on with it, and nothing that was done is done or bought again.
        bought = len(creates(stage))
        await stage.start_bot()
        await result_of(stage, "/music prompt:more rain")
        await wait_row(stage, "delivery_state = 'sent' AND id > '" + before[0] + "'")
        assert len(creates(stage)) == bought + 1


async def test_a_damaged_or_foreign_copy_changes_nothing() -> None:
    async with open_stage() as stage:
        await result_of(stage, "/music prompt:calm rain")
        await stage.stop_bot()
        before = (stage.folder / "foley.db").read_bytes()
        foreign = sqlite3.connect(stage.folder / "foreign.db")
        foreign.execute("CREATE TABLE guests (name TEXT)")
        foreign.close()
        (stage.folder / "damaged.db").write_bytes(before[: len(before) // 2])
        for name, sentence in (
            ("foreign.db", "belongs to another program"),
            ("damaged.db", "damaged.db is damaged"),
            ("missing.db", "does not exist"),
        ):
            ran = await run_foley(stage, "restore", name)
            assert ran.exit_code == 78, ran
            assert ran.errors.startswith("foley: ")
            assert sentence in ran.errors
            assert "Traceback" not in ran.errors
        assert (stage.folder / "foley.db").read_bytes() == before


async def test_postgres_is_told_its_own_tool() -> None:
    async with open_stage(start=False, FOLEY_DATABASE_URL="postgresql://foley:hunter2@db.example/foley") as stage:
        ran = await run_foley(stage, "backup", "copy.db")
        assert ran.exit_code == 78
        assert "pg_dump --format=custom" in ran.errors
        assert "hunter2" not in ran.errors
