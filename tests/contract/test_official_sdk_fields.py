"""The local cloud's table of fields against the vendor's own models: the same names, all the way down."""

from collections.abc import Mapping
from typing import Any

import pytest
from tencentcloud.mps.v20190612 import models as mps_models
from tencentcloud.vod.v20180717 import models as vod_models

from bot.sandbox.tencent import Generation
from bot.sandbox.tencent.actions.schema import Field
from bot.sandbox.tencent.specs import service_specs

SPECS = service_specs(Generation())
ACTIONS = [(service, action) for service, spec in SPECS.items() for action in spec.actions]
MODELS = {"mps": mps_models, "vod": vod_models}


def vendor_names(model: Any) -> set[str]:
    """Return the fields of one of the SDK's objects; it keeps each as a private attribute."""
    return {name.removeprefix("_") for name in vars(model)} - {"headers"}


def differences(model: Any, fields: Mapping[str, Field], where: str) -> list[str]:
    """Return every name that only one side has."""
    ours, theirs = set(fields), vendor_names(model)
    found = [f"{where}{name}: only ours" for name in sorted(ours - theirs)]
    found += [f"{where}{name}: only the vendor's" for name in sorted(theirs - ours)]
    for name in sorted(ours & theirs):
        if fields[name].type == "object":
            model._deserialize({name: [{}] if fields[name].many else {}})
            inner = getattr(model, name)
            found += differences(inner[0] if fields[name].many else inner, fields[name].fields, f"{where}{name}.")
    return found


@pytest.mark.parametrize(("service", "action"), ACTIONS)
def test_request_fields_are_the_vendors(service: str, action: str) -> None:
    model = getattr(MODELS[service], f"{action}Request")()
    assert differences(model, SPECS[service].actions[action], "") == []


def test_a_difference_would_be_seen() -> None:
    fields = {"TaskId": Field("string"), "Nonsense": Field("string")}
    model = vod_models.ManageTaskRequest()
    assert differences(model, fields, "") == [
        "Nonsense: only ours",
        "OperationType: only the vendor's",
        "SubAppId: only the vendor's",
    ]
