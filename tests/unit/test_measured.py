"""The measured figures of the docs are those of the benches' results."""

import json
from pathlib import Path

from tests.bench.page import with_figures

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_says_what_the_benches_found() -> None:
    page = (ROOT / "docs" / "measured.md").read_text(encoding="utf-8")
    results = json.loads((ROOT / "bench" / "results.json").read_text(encoding="utf-8"))
    assert with_figures(page, results) == page, "make bench writes both"
    assert page.count("| measured |") == 1
    assert with_figures(page, {}) != page


def test_the_figures_of_lone_jobs_are_told_in_one_row() -> None:
    def row(kind: str, ends: str, mean: float, requests: int) -> dict[str, object]:
        return {"kind": kind, "ends": ends, "jobs": 6, "late": 0, "mean lag s": mean, "most requests per job": requests}

    usual, early = "at its usual time", "after 1.5 to 60 s"
    rows = [row("tts", early, 1.2, 40), row("tts", usual, 0.5, 15), row("video", usual, 1.4, 147)]
    found = {"date": "2026-11-27 21:00 UTC", "targets": [], "tables": {"Endings while the budget is idle": rows}}
    text = with_figures("<!-- measured: written by make bench -->\n<!-- /measured -->", {"lone": found})
    assert (
        "| 0 of 18 later than max(2.5 s, 25 % of their age); mean lag at the usual time 0.50 s, video 1.40 s;" in text
    )
    assert "at most 147 requests for a video of 220 s | 2026-11-27 |" in text
