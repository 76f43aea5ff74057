"""The dashboard and the exported metrics, held equal in both directions."""

import json
import re
from pathlib import Path
from typing import Any

from prometheus_client.metrics import MetricWrapperBase

from bot.ops.metrics import Metrics

DASHBOARD = Path(__file__).parents[3] / "deploy" / "grafana-dashboard.json"
NAME = re.compile(r"\b(?:foley|process)_[a-z_]+")
# Every series has the one; of the other kind are what the collector of the client library and an Info make.
EVERYWHERE = {"le", "instance"}
BUILD = {"version", "python"}
LABEL_LISTS = re.compile(r"by \(([^)]*)\)")
LEGEND = re.compile(r"{{(\w+)}}")


def load() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    return loaded


def targets() -> list[dict[str, str]]:
    return [target for panel in load()["panels"] for target in panel["targets"]]


def family(name: str) -> str:
    return re.sub(r"_(bucket|sum|count)$", "", name)


def test_every_query_names_only_what_is_exported() -> None:
    exported = Metrics().names()
    for target in targets():
        names = set(NAME.findall(target["expr"]))
        assert names, target["expr"]
        assert names <= exported, names - exported


def test_every_metric_is_on_the_dashboard() -> None:
    shown = {family(name) for target in targets() for name in NAME.findall(target["expr"])}
    assert {family(name) for name in Metrics().names()} == shown


def test_queries_group_by_labels_that_exist_and_legends_show_them() -> None:
    metrics = [one for one in vars(Metrics()).values() if isinstance(one, MetricWrapperBase)]
    labels = {next(iter(one.describe())).name: {*EVERYWHERE, *one._labelnames} for one in metrics}
    labels["foley_build_info"] = EVERYWHERE | BUILD
    for target in targets():
        expression = target["expr"]
        named = [family(name).removesuffix("_total") for name in NAME.findall(expression)]
        known = EVERYWHERE.union(*(labels[name] for name in named if not name.startswith("process_")))
        grouped = {label.strip() for found in LABEL_LISTS.findall(expression) for label in found.split(",")}
        assert grouped <= known, expression
        assert set(LEGEND.findall(target["legendFormat"])) <= grouped, target


def test_panels_do_not_overlap_and_brackets_close() -> None:
    cells: set[tuple[int, int]] = set()
    for panel in load()["panels"]:
        at = panel["gridPos"]
        mine = {(at["x"] + x, at["y"] + y) for x in range(at["w"]) for y in range(at["h"])}
        assert not mine & cells
        assert max(x for x, _ in mine) < 24
        cells |= mine
    for target in targets():
        assert all(target["expr"].count(a) == target["expr"].count(b) for a, b in ("()", "{}", "[]"))


def test_ids_are_unique_and_nothing_is_tied_to_one_installation() -> None:
    panels = load()["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert {panel["datasource"]["uid"] for panel in panels} == {"${datasource}"}
