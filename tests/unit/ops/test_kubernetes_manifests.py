"""deploy/kubernetes: each object is one that Kubernetes takes, and together they are a Foley that runs."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from bot.__main__ import parser
from bot.media.pool import MOST_WORKERS
from bot.settings import Settings
from bot.settings.secret_files import aliases
from tests.support.install_root import ROOT, image_environment, last_instruction
from tests.support.kubernetes.judge import problems_of

FOLDER = ROOT / "deploy" / "kubernetes"
OBJECTS: dict[str, dict[str, Any]] = {
    f"{one['kind']}/{one['metadata']['name']}": one
    for path in sorted(FOLDER.glob("*.yaml"))
    for one in yaml.safe_load_all(path.read_text(encoding="utf-8"))
}
FOLEY = OBJECTS["StatefulSet/foley"]
POSTGRES = OBJECTS["StatefulSet/postgres"]


def pod(of: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = of["spec"]["template"]["spec"]
    return found


def container(of: Mapping[str, Any]) -> dict[str, Any]:
    [only] = pod(of)["containers"]
    found: dict[str, Any] = only
    return found


def environment(of: Mapping[str, Any]) -> dict[str, str]:
    return {one["name"]: one.get("value", "") for one in container(of)["env"]}


@pytest.mark.parametrize("name", OBJECTS)
def test_kubernetes_takes_it(name: str) -> None:
    assert problems_of(OBJECTS[name]) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"spec": {**FOLEY["spec"], "replica": 2}}, "'replica' was unexpected"),
        ({"spec": {**FOLEY["spec"], "replicas": "two"}}, "'two' is not of type"),
        ({"spec": {key: value for key, value in FOLEY["spec"].items() if key != "selector"}}, "'selector' is a requir"),
        ({"kind": "StatefulSat"}, "no kind that is known"),
    ],
)
def test_the_schemas_refuse_what_kubernetes_would(change: dict[str, Any], problem: str) -> None:
    [said] = problems_of({**FOLEY, **change})
    assert problem in said


def test_two_pods_have_all_shards_between_them() -> None:
    replicas = FOLEY["spec"]["replicas"]
    assert replicas == 2
    order = list(environment(FOLEY))
    assert order.index("POD_INDEX") < order.index("FOLEY_SHARDS"), "a variable is filled in from those before it"
    template = environment(FOLEY)["FOLEY_SHARDS"]
    keys = {"DISCORD_TOKEN": "t.o.k", "TENCENTCLOUD_SECRET_ID": "i", "TENCENTCLOUD_SECRET_KEY": "k"}
    ranges = [
        Settings.load(None, **keys, FOLEY_SHARDS=template.replace("$(POD_INDEX)", str(pod))).shards
        for pod in range(replicas)
    ]
    assert [shard for one in ranges if one for shard in one.ids] == list(range(replicas))
    assert {one.total for one in ranges if one} == {replicas}


def test_every_setting_exists_and_every_secret_is_a_file() -> None:
    known = {name for field in Settings.model_fields.values() for name in aliases(field)}
    named = {*environment(FOLEY), *OBJECTS["ConfigMap/foley"]["data"]} - {"POD_INDEX"}
    assert {name.removesuffix("_FILE") for name in named} <= known
    files = {name: value for name, value in environment(FOLEY).items() if name.endswith("_FILE")}
    keys = set(OBJECTS["Secret/foley"]["stringData"])
    [mount] = [one for one in container(FOLEY)["volumeMounts"] if one["name"] == "secrets"]
    assert {value.removeprefix(mount["mountPath"] + "/") for value in files.values()} == keys
    assert {"DISCORD_TOKEN_FILE", "TENCENTCLOUD_SECRET_KEY_FILE", "FOLEY_DATABASE_PASSWORD_FILE"} <= set(files)
    assert environment(POSTGRES)["POSTGRES_PASSWORD_FILE"] == files["FOLEY_DATABASE_PASSWORD_FILE"]
    assert not any(value for value in OBJECTS["Secret/foley"]["stringData"].values()), "an example holds no secret"


def test_the_manifests_undo_nothing_of_the_image_but_the_database() -> None:
    decided = {*environment(FOLEY), *OBJECTS["ConfigMap/foley"]["data"]}
    assert decided & set(image_environment()) == {"FOLEY_DATABASE_URL"}
    port = image_environment()["FOLEY_HTTP_BIND"].rpartition(":")[2]
    assert container(FOLEY)["ports"] == [{"name": "http", "containerPort": int(port)}]
    writable = {one["mountPath"] for one in container(FOLEY)["volumeMounts"] if not one.get("readOnly")}
    assert writable == {"/data", "/tmp"}
    assert "args" not in container(FOLEY)
    assert parser().parse_args([]).handler is parser().parse_args(["run"]).handler


def test_probes_ask_what_the_health_server_answers() -> None:
    probes = {
        name: container(FOLEY)[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")
    }
    assert probes == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    for of in (FOLEY, POSTGRES):
        assert {"startupProbe", "livenessProbe", "readinessProbe"} <= set(container(of))


@pytest.mark.parametrize("of", [FOLEY, POSTGRES], ids=["foley", "postgres"])
def test_pods_are_restricted(of: Mapping[str, Any]) -> None:
    assert OBJECTS["Namespace/foley"]["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    assert pod(of)["securityContext"]["runAsNonRoot"]
    assert pod(of)["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container(of)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert not pod(of)["automountServiceAccountToken"]
    if of is FOLEY:
        assert f"{pod(of)['securityContext']['runAsUser']}:{pod(of)['securityContext']['runAsGroup']}" == (
            last_instruction("USER")
        )


def test_selectors_find_the_pods_and_one_may_be_away() -> None:
    for name in ("Service/foley", "StatefulSet/foley", "PodDisruptionBudget/foley"):
        selector = OBJECTS[name]["spec"]["selector"]
        assert selector.get("matchLabels", selector) == FOLEY["spec"]["template"]["metadata"]["labels"]
    assert OBJECTS["PodDisruptionBudget/foley"]["spec"]["maxUnavailable"] == 1
    assert FOLEY["spec"]["updateStrategy"] == {"type": "OnDelete"}, "no old Foley on a database a new one has changed"
    assert {one["metadata"].get("namespace") for one in OBJECTS.values() if one["kind"] != "Namespace"} == {"foley"}


def test_time_and_memory_are_enough() -> None:
    assert pod(FOLEY)["terminationGracePeriodSeconds"] > Settings.model_fields["stop_timeout_seconds"].default
    wanted_mb = 512 + MOST_WORKERS * int(image_environment()["FOLEY_MEDIA_MEMORY_MB"])
    assert container(FOLEY)["resources"]["limits"]["memory"] == f"{wanted_mb}Mi"
    assert all(one.get("emptyDir", {}).get("medium") != "Memory" for one in pod(FOLEY)["volumes"])


def test_the_database_that_is_named_is_the_one_that_runs() -> None:
    url = OBJECTS["ConfigMap/foley"]["data"]["FOLEY_DATABASE_URL"]
    found = re.fullmatch(r"postgresql://(\w+)@(\w+):(\d+)/(\w+)", url)
    assert found is not None
    user, host, port, database = found.groups()
    assert (environment(POSTGRES)["POSTGRES_USER"], environment(POSTGRES)["POSTGRES_DB"]) == (user, database)
    [offered] = OBJECTS[f"Service/{host}"]["spec"]["ports"]
    assert offered["port"] == int(port)
