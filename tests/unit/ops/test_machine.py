"""Memory a process may take: the smallest of what the machine has and what any group around the process allows."""

from pathlib import Path

import pytest

from bot.ops.check.clock import clock_line
from bot.ops.check.limits import Machine
from bot.ops.check.machine import check_machine
from bot.ops.check.report import Level

MEGABYTE = 1024 * 1024


def machine(tmp_path: Path, cgroup: str, limits: dict[str, str], total_kilobytes: int = 8_000_000) -> Machine:
    """Lay the files out as the kernel does."""
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "meminfo").write_text(f"MemFree: 1 kB\nMemTotal:  {total_kilobytes} kB\n", "ascii")
    (tmp_path / "proc" / "self" / "cgroup").write_text(cgroup, "ascii")
    for name, text in limits.items():
        path = tmp_path / "cgroups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", "ascii")
    return Machine(tmp_path / "proc", tmp_path / "cgroups", lambda folder: 1 << 40)


@pytest.mark.parametrize(
    ("cgroup", "limits", "megabytes"),
    [
        ("0::/\n", {}, 7812),  # no limit: what is installed
        ("0::/\n", {"memory.max": str(300 * MEGABYTE)}, 300),  # a container sees its own group as the root
        ("0::/a/b\n", {"a/memory.max": str(400 * MEGABYTE), "a/b/memory.max": "max"}, 400),
        ("0::/a/b\n", {"a/memory.max": str(400 * MEGABYTE), "a/b/memory.max": str(200 * MEGABYTE)}, 200),
        ("0::/a/b\n", {"elsewhere/memory.max": "1"}, 7812),
        ("4:cpu,memory:/x\n0::/\n", {"memory/x/memory.limit_in_bytes": str(500 * MEGABYTE)}, 500),
        (
            "4:memory:/x\n",
            {"memory/memory.limit_in_bytes": "9223372036854771712"},
            7812,
        ),
    ],
)
def test_the_smallest_limit_around_a_process_counts(
    tmp_path: Path, cgroup: str, limits: dict[str, str], megabytes: int
) -> None:
    found = machine(tmp_path, cgroup, limits).memory_bytes()
    assert found is not None
    assert found // MEGABYTE == megabytes


def test_where_nothing_says_how_much_there_is_nothing_is_said(tmp_path: Path) -> None:
    blind = Machine(tmp_path / "none", tmp_path / "none", lambda folder: 1 << 40)
    assert blind.memory_bytes() is None
    assert [line.part for line in check_machine(tmp_path, blind)] == ["data folder", "temporary folder"]


@pytest.mark.parametrize(
    ("megabytes", "level"), [(256, Level.WRONG), (1500, Level.WARN), (4607, Level.WARN), (4608, Level.OK)]
)
def test_memory_is_held_against_what_media_workers_may_take(tmp_path: Path, megabytes: int, level: Level) -> None:
    here = machine(tmp_path, "0::/\n", {"memory.max": str(megabytes * MEGABYTE)})
    (line,) = [line for line in check_machine(tmp_path, here) if line.part == "memory"]
    assert line.level is level
    assert f"{megabytes:,} MB" in line.text


def test_little_room_for_a_large_film_is_a_warning(tmp_path: Path) -> None:
    here = Machine(tmp_path, tmp_path, lambda folder: 700 * MEGABYTE)
    found = {line.part: line for line in check_machine(tmp_path / "results", here)}
    assert found["data folder"].level is Level.OK
    assert found["temporary folder"].level is Level.WARN
    assert "only 700 MB are free" in found["temporary folder"].text
    assert not (tmp_path / "results").exists(), "a look makes no folder"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(0, "agrees with Discord's"), (600, "10 minutes ahead of Discord's"), (-600, "behind Discord's")],
)
def test_the_clock_is_compared_with_the_date_of_an_answer(ahead: float, words: str) -> None:
    line = clock_line("clock", "Discord", "Fri, 15 Jan 2027 08:00:00 GMT", 1_800_000_000.0 + ahead)
    assert line is not None
    assert words in line.text
    assert clock_line("clock", "Discord", "yesterday", 0.0) is None
