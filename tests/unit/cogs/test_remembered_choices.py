"""What people chose last, as suggestions use it."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.errors import StoreUnavailable
from bot.jobs.ports import Preferences
from cogs._common.suggestions import RecentPeople


class Desk:
    """What is on disk, and who hears that something of it is removed."""

    def __init__(self) -> None:
        self.disk: dict[int, Preferences] = {}
        self.away = False
        self.slow = asyncio.Event()
        self.slow.set()
        self._watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def delete(self, user_id: int) -> None:
        self.disk.pop(user_id, None)
        for watcher in self._watchers:
            watcher()

    async def load_preferences(self, user_id: int) -> Preferences:
        found = self.disk.get(user_id, Preferences())
        await self.slow.wait()
        return found

    async def save_preferences(self, user_id: int, preferences: Preferences) -> None:
        if self.away:
            raise StoreUnavailable("away")
        self.disk[user_id] = preferences


async def test_a_choice_that_could_not_be_stored_is_stored_the_next_time() -> None:
    desk: Any = Desk()
    people, chosen = RecentPeople(desk, desk), Preferences(voice_id="v1")
    desk.away = True
    await people.remember(1, chosen)
    desk.away = False
    await people.remember(1, chosen)
    assert desk.disk == {1: chosen}
    assert people.peek(1) == chosen
    await people.close()


async def test_what_was_deleted_is_neither_suggested_nor_used() -> None:
    desk: Any = Desk()
    people = RecentPeople(desk, desk)
    await people.remember(1, Preferences(voice_id="v1"))
    assert people.peek(1).voice_id == "v1"
    desk.delete(1)
    assert people.peek(1) == Preferences()
    assert await people.get(1) == Preferences()
    await people.close()


async def test_what_is_used_is_on_disk_even_where_no_word_of_a_deletion_came() -> None:
    desk: Any = Desk()
    people = RecentPeople(desk, desk)
    await people.remember(1, Preferences(voice_id="v1"))
    desk.disk.clear()
    assert await people.get(1) == Preferences()
    assert people.peek(1) == Preferences()
    await people.close()


async def test_what_was_read_before_a_deletion_is_not_kept_after_it() -> None:
    desk: Any = Desk()
    people = RecentPeople(desk, desk)
    desk.disk[1] = Preferences(voice_id="v1")
    desk.slow.clear()
    reading = asyncio.create_task(people.get(1))
    await asyncio.sleep(0)
    desk.delete(1)
    desk.slow.set()
    await reading
    assert people.peek(1) == Preferences()
    await people.close()
