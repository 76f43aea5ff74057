"""What a bench hands back: tables for the screen, figures for ``results.json``, and where plots go."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

Figure = float | int | str | bool
Row = dict[str, Figure]


@dataclass
class Results:
    """Collects what the benches find. ``folder`` is where the JSON and the plots are written."""

    folder: Path
    tables: dict[str, list[Row]] = field(default_factory=dict)
    targets: list[Row] = field(default_factory=list)

    def table(self, name: str, rows: Sequence[Row]) -> None:
        """Keep a table and print it."""
        self.tables[name] = list(rows)
        print(f"\n{name}\n{'=' * len(name)}")
        print(_drawn(rows), flush=True)

    def target(self, name: str, measured: float, bound: float, *, at_least: bool = False) -> None:
        """Keep a figure beside the bound it should meet, and say whether it does."""
        met = measured >= bound if at_least else measured <= bound
        self.targets.append(
            {
                "target": name,
                "measured": round(measured, 4),
                "bound": f"{'>=' if at_least else '<='} {bound:g}",
                "met": met,
            }
        )

    def as_json(self) -> dict[str, object]:
        """Everything found, with the date and the machine."""
        return {**environment(), "targets": self.targets, "tables": self.tables}


def environment() -> dict[str, str]:
    """Where and when this was measured."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": f"{_cpu_model()}, {os.cpu_count()} CPUs, {platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _cpu_model() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _drawn(rows: Sequence[Row]) -> str:
    if not rows:
        return "(nothing)"
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_shown(row.get(name, "")) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[column]) for line in cells)) for column, name in enumerate(names)]
    lines = ["  ".join(name.ljust(width) for name, width in zip(names, widths, strict=True))]
    lines += ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    return "\n".join(line.rstrip() for line in lines)


def _shown(value: Figure) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:.3g}" if isinstance(value, float) and abs(value) < 1000 else str(value)
