"""The bot dies at a border of a job's life and starts again: a part of the matrix, on both databases.

All of it: ``make crash-matrix``.
"""

from bot.jobs.model import Transition
from tests.attack.borders import all_borders
from tests.attack.crash_case import die_and_look
from tests.attack.scene import open_scene

ON_SQLITE = (
    "submitting committed",
    "create worked on, not answered",
    "found again uncommitted",
    "speech made, not answered",
    "spoken committed",
    "ready settling",
    "result stored",
    "direct message opened, carried out",
    "result deleted committed",
)
ON_POSTGRESQL = ("accepted uncommitted", "refusal claimed committed", "result stored")


async def _die_at(names: tuple[str, ...], url: str | None) -> None:
    borders = {border.name: border for border in all_borders()}
    async with open_scene(url) as scene:
        outcomes = [await die_and_look(scene, borders[name]) for name in names]
    assert {outcome.border.name: outcome.wrong for outcome in outcomes} == dict.fromkeys(names, ())


async def test_killed_at_a_border_on_sqlite() -> None:
    await _die_at(ON_SQLITE, None)


async def test_killed_at_a_border_on_postgresql(postgres_url: str) -> None:
    await _die_at(ON_POSTGRESQL, postgres_url)


def test_every_border_has_a_name_of_its_own_and_every_transition_is_one_on_all_its_sides() -> None:
    borders = all_borders()
    names = [border.name for border in borders]
    assert len(names) == len(set(names))
    assert all((border.dies_at is None) is bool(border.inside) for border in borders)
    inside = {border.inside for border in borders}
    sides = {
        f"{transition.name}:{side}" for transition in Transition for side in ("before", "uncommitted", "committed")
    }
    assert sides - inside == set()
