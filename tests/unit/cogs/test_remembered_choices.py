"""What people chose last, as suggestions use it."""

from typing import Any

from bot.errors import StoreUnavailable
from bot.jobs.ports import Preferences
from cogs._recent import RecentPeople


class Desk:
    """The part of the service that remembers."""

    def __init__(self) -> None:
        self.disk: dict[int, Preferences] = {}
        self.away = False

    async def preferences(self, user_id: int) -> Preferences:
        return self.disk.get(user_id, Preferences())

    async def remember(self, user_id: int, preferences: Preferences) -> None:
        if self.away:
            raise StoreUnavailable("away")
        self.disk[user_id] = preferences


async def test_a_choice_that_could_not_be_stored_is_stored_the_next_time() -> None:
    service: Any = Desk()
    people, chosen = RecentPeople(service), Preferences(voice_id="v1")
    service.away = True
    await people.remember(1, chosen)
    service.away = False
    await people.remember(1, chosen)
    assert service.disk == {1: chosen}
    assert people.peek(1) == chosen
    await people.close()
