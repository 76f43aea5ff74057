"""Make `digest.json` from the JSON schemas of the Kubernetes API, for the kinds that deploy/ uses.

    python -m tests.support.kubernetes.make_digest FOLDER

FOLDER holds `_definitions.json` and the kinds of one version in the strict form (an unknown field is refused), as
the package kubernetes-validate brings them: `kubernetes-json-schema/v1.34.0-local-strict`. They are generated from
Kubernetes' own API description (Apache License 2.0).
"""

import json
import sys
from pathlib import Path
from typing import Any

DIGEST = Path(__file__).with_name("digest.json")
KINDS = {
    "v1/ConfigMap": "configmap-v1",
    "v1/Namespace": "namespace-v1",
    "v1/Secret": "secret-v1",
    "v1/Service": "service-v1",
    "apps/v1/StatefulSet": "statefulset-apps-v1",
    "policy/v1/PodDisruptionBudget": "poddisruptionbudget-policy-v1",
}
_MARK = "#/$defs/"
_PROSE = ("description", "x-kubernetes-patch-strategy", "x-kubernetes-patch-merge-key")


def make(folder: Path) -> dict[str, Any]:
    """Return one schema per kind and what they lead to, without prose."""
    known = json.loads((folder / "_definitions.json").read_text("utf-8"))["$defs"]
    kept: dict[str, Any] = {}

    def plain(value: Any, *, is_schema: bool = True) -> Any:
        if isinstance(value, list):
            return [plain(one) for one in value]
        if not isinstance(value, dict):
            return value
        if "$ref" in value:
            name = value["$ref"].rpartition(_MARK)[2]
            if name not in kept:
                kept[name] = None  # before its own schema: they are circular
                kept[name] = plain(known[name])
            return {"$ref": _MARK + name}
        # A property may be called "description"; only a schema's own is prose.
        return {
            key: plain(one, is_schema=key not in ("properties", "$defs"))
            for key, one in value.items()
            if not (is_schema and (key in _PROSE or key.startswith("x-kubernetes")))
        }

    kinds = {kind: plain(json.loads((folder / f"{name}.json").read_text("utf-8"))) for kind, name in KINDS.items()}
    return {"version": folder.name.partition("-")[0], "kinds": kinds, "$defs": dict(sorted(kept.items()))}


if __name__ == "__main__":
    DIGEST.write_text(json.dumps(make(Path(sys.argv[1])), separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
