"""Draws the two plots of docs/measured.md. The only user of matplotlib."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FormatStrFormatter, LogLocator, NullFormatter

Points = Mapping[str, Sequence[tuple[float, float]]]
_COLOURS = ("tab:blue", "tab:orange", "tab:red", "tab:green", "tab:purple")


def lag_vs_requests(path: Path, foley: Points, baselines: Points) -> None:
    """Draw mean lag against requests per job, both logarithmic: Foley as lines, fixed intervals as crosses."""
    figure, axes = plt.subplots(figsize=(8, 5.2))
    for colour, (name, points) in zip(_COLOURS, foley.items(), strict=False):
        ordered = sorted(points)
        axes.plot(*zip(*ordered, strict=True), marker="o", markersize=4, color=colour, label=f"Foley: {name}")
        if name in baselines:
            *intervals, growing = baselines[name]
            xs, ys = zip(*sorted(intervals), strict=True)
            axes.plot(xs, ys, "x--", color=colour, alpha=0.6, linewidth=0.8, label=f"fixed 20, 10, 5, 3 s: {name}")
            axes.plot(
                *growing, marker="^", linestyle="", color=colour, alpha=0.6, label=f"exponential 1 to 10 s: {name}"
            )
    axes.set(xscale="log", yscale="log", xlabel="requests per job", ylabel="mean lag, seconds")
    axes.set_title("How late a finished job is seen, against how often it is asked about")
    _finish(figure, axes, path)


def lag_vs_waiting(path: Path, points: Points) -> None:
    """Draw lag against the number of waiting jobs on one budget."""
    figure, axes = plt.subplots(figsize=(8, 5.2))
    for name, line in points.items():
        colour = _COLOURS[0] if name.startswith("Foley") else _COLOURS[1]
        style = "--" if "percentile" in name else "-"
        axes.plot(*zip(*line, strict=True), style, marker="o", markersize=4, color=colour, label=name)
    axes.set(
        yscale="log", xlabel="jobs at work at the provider (new jobs per second times 69 s)", ylabel="lag, seconds"
    )
    axes.set_title("How late a finished job is seen, on 20 requests per second")
    _finish(figure, axes, path)


def _finish(figure: Figure, axes: Axes, path: Path) -> None:
    axes.grid(visible=True, which="both", alpha=0.25)
    for axis in (axes.xaxis, axes.yaxis):
        if axis.get_scale() == "log":
            axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
            axis.set_minor_formatter(NullFormatter())
        axis.set_major_formatter(FormatStrFormatter("%g"))
    axes.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
