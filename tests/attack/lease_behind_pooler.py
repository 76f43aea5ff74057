"""Two processes want the lease through one PgBouncer in session mode, which is killed and started again and again.

    python -m tests.attack.lease_behind_pooler [--seconds 600] [--restarts 5]

Each process writes down when it believed that it held the lease. Nobody may believe so while another does, and after
each restart somebody must hold it again.
"""

import argparse
import asyncio
import itertools
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.discord import Patience
from tests.support.pgbouncer import PgBouncer
from tests.support.postgres import PostgresServer

PROCESSES = 2
_LONGEST_DOWN_SECONDS = 2.0
_ROOT = Path(__file__).parents[2]

# Samples what the gate of every paid call asks. The machine's monotonic clock is one for all its processes.
_HOLDER = """
import asyncio, sys, time
from bot.clock import SystemClock
from bot.store import Store

async def take(lease):
    while True:
        await lease.acquire()
        await lease.lost()

async def main(url):
    async with Store.opened(url, SystemClock(), pool_size=2) as store:
        print("open", flush=True)
        taking = asyncio.create_task(take(store.lease))
        ending = asyncio.create_task(asyncio.to_thread(sys.stdin.readline))
        began_at = None
        while not ending.done():
            before = time.monotonic()
            held = store.lease.held
            if held and began_at is None:
                began_at = time.monotonic()
            elif began_at is not None and not held:
                print(f"{began_at} {last_at}", flush=True)
                began_at = None
            last_at = before
            await asyncio.sleep(0.005)
        if began_at is not None:
            print(f"{began_at} {last_at}", flush=True)
        taking.cancel()
        await asyncio.gather(taking, return_exceptions=True)

asyncio.run(main(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when one process believed that it held the lease."""

    process: int
    from_at: float
    to_at: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run came to."""

    restarts: int
    stretches: tuple[Stretch, ...]

    @property
    def overlaps(self) -> list[tuple[Stretch, Stretch]]:
        """The pairs that held at once."""
        ordered = sorted(self.stretches, key=lambda one: one.from_at)
        return [
            (one, other)
            for index, one in enumerate(ordered)
            for other in ordered[index + 1 :]
            if one.process != other.process and other.from_at <= one.to_at
        ]

    @property
    def longest_gap_seconds(self) -> float:
        """The longest time without a holder between the first and the last stretch."""
        ordered = sorted(self.stretches, key=lambda one: one.from_at)
        return max((b.from_at - a.to_at for a, b in itertools.pairwise(ordered)), default=0.0)

    def __str__(self) -> str:
        return (
            f"pooler killed {self.restarts} times, lease taken {len(self.stretches)} times, "
            f"held by two at once {len(self.overlaps)} times, longest without a holder {self.longest_gap_seconds:.1f} s"
        )


async def run(seconds: float, restarts: int, *, seed: int = 7) -> Verdict:
    """Let them want it for so long, and kill the pooler so often, evenly spread."""
    rng = random.Random(seed)
    server = PostgresServer()
    try:
        await asyncio.to_thread(server.start)
        url = server.url(await server.create_database())
        with PgBouncer.running(server.port, "session") as pooler:
            holders = [await _start(pooler.url(url)) for _ in range(PROCESSES)]
            try:
                for _ in range(restarts):
                    await asyncio.sleep(seconds / (restarts + 1))
                    await asyncio.to_thread(pooler.kill)
                    await asyncio.sleep(rng.uniform(0.0, _LONGEST_DOWN_SECONDS))
                    await asyncio.to_thread(pooler.start)
                await asyncio.sleep(seconds / (restarts + 1))
                told = await asyncio.gather(*(_stop(one) for one in holders))
            finally:
                await asyncio.gather(*(_end(one) for one in holders))
    finally:
        await asyncio.to_thread(server.remove)
    stretches = [Stretch(index, *one) for index, found in enumerate(told) for one in found]
    return Verdict(restarts, tuple(stretches))


async def _start(url: str) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _HOLDER, url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
    )
    assert process.stdout is not None
    line = await Patience().bounded(process.stdout.readline())
    assert line == b"open\n", f"a process did not start: {line!r}"
    return process


async def _stop(process: asyncio.subprocess.Process) -> list[tuple[float, float]]:
    output, _ = await Patience().bounded(process.communicate(b"\n"))
    assert process.returncode == 0, f"a process ended with {process.returncode}"
    pairs = (line.split() for line in output.decode().splitlines())
    return [(float(from_at), float(to_at)) for from_at, to_at in pairs]


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()


def main(argv: Sequence[str] | None = None) -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--restarts", type=int, default=5)
    given = parser.parse_args(argv)
    verdict = asyncio.run(run(given.seconds, given.restarts))
    print(verdict)  # the command's very purpose
    return 1 if verdict.overlaps or len(verdict.stretches) <= given.restarts else 0


if __name__ == "__main__":
    sys.exit(main())
