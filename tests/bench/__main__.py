"""``python -m tests.bench [name ...]``: run every bench, or those whose name holds one of the words.

A bench is a module ``bench_<name>.py`` beside this one with ``def run(out: Results) -> None``. Results go to
``bench/`` at the top of the checkout, and from there into the table of docs/measured.md; benches that are not run
keep the figures they had.
"""

import argparse
import importlib
import json
import pkgutil
from pathlib import Path

import tests.bench
from tests.bench.page import with_figures
from tests.bench.report import Results

_PREFIX = "bench_"
_ROOT = Path(__file__).resolve().parents[2]
_FOLDER = _ROOT / "bench"


def names() -> list[str]:
    """The benches there are."""
    modules = pkgutil.iter_modules(tests.bench.__path__)
    return sorted(module.name.removeprefix(_PREFIX) for module in modules if module.name.startswith(_PREFIX))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("words", nargs="*", help=f"run only benches whose name holds a word: {', '.join(names())}")
    words = parser.parse_args().words
    chosen = [name for name in names() if not words or any(word in name for word in words)]
    if not chosen:
        parser.error(f"no such bench; there are {', '.join(names())}")
    _FOLDER.mkdir(exist_ok=True)
    kept = _read(_FOLDER / "results.json")
    for name in chosen:
        results = Results(_FOLDER)
        importlib.import_module(f"tests.bench.{_PREFIX}{name}").run(results)
        if results.targets:
            results.table(f"{name}: targets", results.targets)
            del results.tables[f"{name}: targets"]
        kept[name] = results.as_json()
        text = json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False)
        (_FOLDER / "results.json").write_text(text + "\n", encoding="utf-8")
        # After each: one that fails takes no other's figures along.
        page = _ROOT / "docs" / "measured.md"
        page.write_text(with_figures(page.read_text(encoding="utf-8"), json.loads(text)), encoding="utf-8")
    print(f"\nwritten to {_FOLDER.name}/results.json and docs/measured.md")


def _read(path: Path) -> dict[str, object]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


if __name__ == "__main__":
    main()
