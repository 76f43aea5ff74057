"""Writes the figures of ``results.json`` into docs/measured.md: the rows of each bench, between two marks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Found = Mapping[str, Any]
"""What one bench left in results.json: ``date``, ``targets``, ``tables``."""

Row = Mapping[str, Any]

_BEGIN, _END = "<!-- measured: written by make bench -->\n", "<!-- /measured -->"


def with_figures(page: str, results: Mapping[str, Found]) -> str:
    """Return the page with the table between its marks made anew."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    lines = ["| what | figure | measured |", "|---|---|---|"]
    for name, rows in _ROWS.items():
        if name in results:
            date = results[name]["date"].partition(" ")[0]
            lines += [f"| {what} | {figure} | {date} |" for what, figure in rows(results[name])]
    return before + _BEGIN + "\n".join(lines) + "\n" + _END + after


def _table(found: Found, begins: str = "") -> list[Row]:
    return next(rows for name, rows in found["tables"].items() if name.startswith(begins))


def _by(found: Found, column: str, begins: str = "") -> dict[str, Row]:
    return {row[column]: row for row in _table(found, begins)}


def _span(values: Sequence[float], digits: int = 2) -> str:
    least, most = f"{min(values):.{digits}f}", f"{max(values):.{digits}f}"
    return least if least == most else f"{least} to {most}"


def _client(found: Found) -> Iterator[tuple[str, str]]:
    clients = _by(found, "client")
    ours = clients["Foley, signed"]
    rate, cost = ours["requests/s"], ours["CPU us per request"]
    bare, sdk = (clients[name]["requests/s"] for name in ("bare aiohttp, unsigned", "official SDK, sync, 32 threads"))
    figure = f"{rate:,} requests/s, {cost} µs of CPU each: {rate / bare:.2f} of unsigned bare aiohttp, "
    figure += f"{rate / sdk:.1f} times the official SDK in 32 threads"
    if "official SDK, async" in clients:
        other = clients["official SDK, async"]
        figure += f", {rate / other['requests/s']:.0f} times its async client with 1/"
        figure += f"{other['CPU us per request'] / cost:.0f} of the CPU"
    yield "signed client on one core, against a loopback server", figure


def _signing(found: Found) -> Iterator[tuple[str, str]]:
    took = {name: row["us"] for name, row in _by(found, "what").items()}
    ours, theirs = took["Foley: body and all headers"], took["official: body and all headers"]
    yield "making the headers and signature", f"{ours:.1f} µs (official SDK: {theirs:.1f} µs)"


def _schedule(found: Found) -> Iterator[tuple[str, str]]:
    lone = [row["mean lag s"] for row in _table(found, "A lone job")]
    yield "simulated, a lone job: mean lag from finished to seen", f"{_span(lone)} s"
    equal = [row for row in _table(found, "At equal requests") if row["new jobs/s"] >= 1.0]
    figure = _by_workload(equal, lambda row: row["ratio"])
    yield "simulated, 1 to 12 new jobs/s: mean lag over that of the best fixed interval with as many requests", figure
    figure = _by_workload(equal, lambda row: row["mean lag s"] / row["least possible s"])
    yield "the same over the least that any schedule can have with as many requests, knowing all durations", figure
    robin = [row for row in _table(found, "Against round robin") if row["new jobs/s"] in (5.0, 10.0)]
    figure = f"mean {_span([row['mean ratio'] for row in robin])}, "
    figure += f"95th percentile {_span([row['p95 ratio'] for row in robin])}"
    yield "simulated, at saturation, 20 requests/s: lag over that of round robin", figure


def _by_workload(rows: Sequence[Row], value: Callable[[Row], float]) -> str:
    names = dict.fromkeys(row["workload"] for row in rows)
    spans = {name: _span([value(row) for row in rows if row["workload"] == name]) for name in names}
    return "; ".join(f"{name} {span}" for name, span in spans.items())


def _lone(found: Found) -> Iterator[tuple[str, str]]:
    rows = _table(found)
    usual = [row for row in rows if "usual" in row["ends"]]
    lags = {video: [row["mean lag s"] for row in usual if (row["kind"] == "video") is video] for video in (False, True)}
    most = max(row["most requests per job"] for row in usual if row["kind"] == "video")
    late, jobs = (sum(row[column] for row in rows) for column in ("late", "jobs"))
    figure = f"{late} of {jobs:,} later than max(2.5 s, 25 % of their age); mean lag at the usual time "
    figure += f"{_span(lags[False])} s, video {_span(lags[True])} s; at most {most} requests for a video of 220 s"
    what = (
        "the real process, budget idle: four kinds, ending well or badly after 1.5 to 220 s, alone, ten at once, with "
    )
    yield what + "the catalogue four times off", figure


def _poller(found: Found) -> Iterator[tuple[str, str]]:
    simulated, real = _table(found, "lag at")
    figure = f"mean lag {real['mean lag s']:.2f} s (simulated: {simulated['mean lag s']:.2f} s), "
    figure += f"{real['looks per job']:.0f} requests a job"
    yield "the real process, 2 new jobs/s, no learning", figure


def _scale(found: Found) -> Iterator[tuple[str, str]]:
    quiet, busy = _table(found)
    targets = {row["target"]: row["measured"] for row in found["targets"]}
    first = targets["process start to first look, s"]
    figure = f"{max(quiet['RSS MB'], busy['RSS MB'])} MB, {quiet['CPU % of one core']:.0f} % of a core at "
    figure += f"{quiet['looks/s']:.0f} requests/s, {first:.1f} s from start to the first one; a command answered in "
    figure += f"{busy['answer p99 ms']} ms at the 99th percentile, at 20 commands/s"
    yield "10,000 waiting jobs in one process", figure


def _speech(found: Found) -> Iterator[tuple[str, str]]:
    total, provider = (_by(found, "part")[name] for name in ("in all", "the provider"))
    figure = f"{total['median s']:.2f} s, slowest of 20 {total['slowest s']:.2f} s; "
    yield (
        "short `/tts`, from command to a message that plays",
        figure + (f"{provider['median s']:.2f} s of it the provider's"),
    )


def _database(found: Found) -> Iterator[tuple[str, str]]:
    slowest = {
        what: max(row["p99 ms"] for row in _table(found) if row["query"].startswith(begins))
        for what, begins in (("`/jobs list`", "/jobs list"), ("ETA", "ETA"), ("the slowest limit", "limit"))
    }
    figures = ", ".join(f"{what} {took:.0f} ms" for what, took in slowest.items())
    yield "1,000,000 finished jobs in SQLite, 99th percentile", figures


def _page(found: Found) -> Iterator[tuple[str, str]]:
    targets = {row["target"]: row["measured"] for row in found["targets"]}
    longest = targets["longest task while scrolling and typing, ms"]
    tasks = f"longest task while scrolling or typing {longest:.0f} ms" if longest else "no task over 50 ms"
    yield "the sandbox page with 500 messages, in Chromium", f"{tasks}, slowest key {targets['slowest key, ms']:.0f} ms"


_ROWS: dict[str, Callable[[Found], Iterator[tuple[str, str]]]] = {
    "client": _client,
    "signing": _signing,
    "schedule": _schedule,
    "lone": _lone,
    "poller": _poller,
    "scale": _scale,
    "speech": _speech,
    "page": _page,
    "database": _database,
}
