"""``python -m tests.attack.crash_matrix``: the bot dies at every border, on both databases; prints the table.

Words on the command line choose borders by name; ``--sqlite`` and ``--postgresql`` choose one database.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence

from tests.attack.borders import Border, all_borders
from tests.attack.crash_case import Outcome, die_and_look
from tests.attack.scene import open_scene
from tests.support.postgres import PostgresServer


async def run(url: str | None, borders: Sequence[Border], name: str) -> list[Outcome]:
    """Die at each of these borders, one after the other in one world, and say each outcome as it comes."""
    outcomes = []
    async with open_scene(url) as scene:
        for border in borders:
            outcome = await die_and_look(scene, border)
            outcomes.append(outcome)
            print(f"  {name:<10} {border.name:<38} {'; '.join(outcome.wrong) or 'ok'}", flush=True)
    return outcomes


def table(results: dict[str, list[Outcome]], borders: Sequence[Border]) -> str:
    """Return the outcomes of all databases as a table, a border a line."""
    head = "".join(f" | {name:<10} creates messages claims" for name in results)
    lines = [f"{'killed at':<38}{head}", "-" * (38 + len(head))]
    for number, border in enumerate(borders):
        cells = []
        for outcomes in results.values():
            one = outcomes[number]
            verdict = "right" if not one.wrong else "WRONG: " + "; ".join(one.wrong)
            cells.append(f" | {one.state:<10} {one.creates:>7} {one.messages:>8} {verdict}")
        lines.append(f"{border.name:<38}{''.join(cells)}")
    return "\n".join(lines)


async def main(arguments: argparse.Namespace) -> int:
    """Run and print; 0 when all is right."""
    borders = [one for one in all_borders() if not arguments.words or any(word in one.name for word in arguments.words)]
    began_at = time.monotonic()
    results: dict[str, list[Outcome]] = {}
    if not arguments.postgresql:
        results["sqlite"] = await run(None, borders, "sqlite")
    if not arguments.sqlite:
        server = await asyncio.to_thread(PostgresServer)
        try:
            await asyncio.to_thread(server.start)
            results["postgresql"] = await run(server.url(await server.create_database()), borders, "postgresql")
        finally:
            await asyncio.to_thread(server.remove)
    wrong = sum(bool(one.wrong) for outcomes in results.values() for one in outcomes)
    print("\n" + table(results, borders))
    runs = sum(map(len, results.values()))
    print(f"\n{len(borders)} borders, {runs} kills, {wrong} wrong, {time.monotonic() - began_at:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.attack.crash_matrix")
    parser.add_argument("words", nargs="*", help="only borders whose name holds one of these")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite only")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL only")
    sys.exit(asyncio.run(main(parser.parse_args())))
