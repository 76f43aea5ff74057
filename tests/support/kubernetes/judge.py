"""Kubernetes' API schemas, as far as deploy/ needs them: a manifest with a field that does not exist is refused."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

_DIGEST = json.loads(Path(__file__).with_name("digest.json").read_text("utf-8"))


def problems_of(manifest: Mapping[str, Any]) -> list[str]:
    """Return what Kubernetes would refuse in one object, each with its place."""
    kind = f"{manifest.get('apiVersion')}/{manifest.get('kind')}"
    if kind not in _DIGEST["kinds"]:
        return [f"{kind} is no kind that is known here"]
    validator = Draft7Validator({**_DIGEST["kinds"][kind], "$defs": _DIGEST["$defs"]})
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(manifest)]
