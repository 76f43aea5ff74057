"""The short form of `make lease`: two processes, one pooler that is killed twice."""

from tests.attack.lease_behind_pooler import run
from tests.support.pgbouncer import need_pgbouncer


async def test_two_processes_never_both_hold_the_lease_while_the_pooler_is_killed() -> None:
    need_pgbouncer()
    verdict = await run(seconds=16.0, restarts=2)
    assert not verdict.overlaps, verdict
    assert len(verdict.stretches) >= 2, verdict
