"""Soak: many processes, hundreds of jobs, the holder of the lease killed at random moments. Exit code 1 on a problem.

``python -m tests.bench.soak_many --processes 4 --jobs 400 --kills 3``
"""

import argparse
import asyncio
import sys

from tests.support.fleet import open_fleet
from tests.support.many_jobs import Course, run_course
from tests.support.postgres import PostgresServer


async def _run(url: str, processes: int, jobs: int, kills: int, seed: int) -> Course:
    async with open_fleet(url, processes, speed=60.0) as fleet:
        await fleet.start()
        return await run_course(fleet, jobs, kills, seed)


def main() -> int:
    """Run once for each number of processes and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, nargs="+", default=[2, 4])
    parser.add_argument("--jobs", type=int, default=400)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = False
    server = PostgresServer()
    try:
        server.start()
        for processes in options.processes:
            database = asyncio.run(server.create_database())
            course = asyncio.run(_run(server.url(database), processes, options.jobs, options.kills, options.seed))
            print(f"{processes} processes: {course.text()}")
            for problem in course.problems():
                failed = True
                print(f"  PROBLEM: {problem}")
    finally:
        server.remove()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
