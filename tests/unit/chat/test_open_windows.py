"""Windows that nobody closes for us: few of each person, a bounded number in all."""

import asyncio
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.interaction.open_modals import OpenModal, OpenModals, modals_of, show_modal
from bot.chat.texts import Texts

_TEXTS = Texts()


class Plain(OpenModal):
    """A window with nothing in it."""

    def __init__(self) -> None:
        super().__init__(_TEXTS, "x")


@given(st.lists(st.integers(1, 4), max_size=60))
def test_the_newest_of_each_person_stay_within_both_bounds(users: list[int]) -> None:
    async def play() -> None:
        windows = OpenModals(of_one_person=3, in_all=8)
        shown = [(user, Plain()) for user in users]
        for user, window in shown:
            windows.add(user, window)
        kept = [(user, window) for user, window in shown if windows.find(window.custom_id) is window]
        assert len(kept) == len(windows) <= 8
        assert all(sum(user == one for user, _ in kept) <= 3 for one in range(1, 5))
        assert [window.is_finished() for _, window in shown] == [pair not in kept for pair in shown]
        if shown:
            assert shown[-1] in kept
        by_user = {user: [pair for pair in shown if pair[0] == user][-3:] for user in users}
        expected = [pair for pair in shown if pair in by_user[pair[0]]]
        assert set(kept) <= set(expected)

    asyncio.run(play())


async def test_somebody_else_is_not_pushed_out_by_one_person_alone() -> None:
    windows = OpenModals()
    bystander = Plain()
    windows.add(1, bystander)
    for _ in range(5000):
        windows.add(2, Plain())
    assert windows.find(bystander.custom_id) is bystander
    assert len(windows) == 6


async def test_a_window_that_could_not_be_shown_takes_no_place() -> None:
    class Client:
        pass

    client, fails = Client(), False

    async def send_modal(window: OpenModal) -> None:
        if fails:
            raise discord.HTTPException(SimpleNamespace(status=500, reason="x"), {"code": 0, "message": "x"})  # type: ignore[arg-type]

    interaction: Any = SimpleNamespace(
        client=client, user=SimpleNamespace(id=1), response=SimpleNamespace(send_modal=send_modal)
    )
    standing = Plain()
    await show_modal(interaction, standing)
    fails = True
    for _ in range(8):
        with pytest.raises(discord.HTTPException):
            await show_modal(interaction, Plain())
    windows = modals_of(client)  # type: ignore[arg-type]
    assert windows.find(standing.custom_id) is standing
    assert len(windows) == 1
