"""A small soak: a tenth of everything fails, the bot is killed once, and nothing is lost or doubled.

The whole one: ``make soak``.
"""

from tests.attack.soak import soak

JOBS, SEED = 40, 11


async def test_nothing_is_lost_or_doubled_while_a_tenth_of_everything_fails() -> None:
    verdict, summary = await soak(JOBS, SEED, kills=1)
    assert verdict.problems() == [], summary
