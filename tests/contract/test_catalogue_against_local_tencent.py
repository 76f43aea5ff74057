"""Every model and version of the catalogue with every combination it offers, before the local Tencent Cloud.

None may be refused for its form, and each combination that the vendor refuses must have been refused by Foley.
"""

import json
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tencentcloud.mps.v20190612 import models as mps_models
from tencentcloud.vod.v20180717 import models as vod_models

from bot.catalog.catalog import Catalog
from bot.errors import InvalidRequest
from bot.jobs.model import AudioFormat, Backend, Kind, MusicRequest, Request, SfxRequest, VideoRequest, kind_of
from bot.sandbox.tencent import DEFAULT_SUB_APP_ID, ManualTencentClock
from bot.sandbox.tencent.actions.api import ACTIONS
from bot.sandbox.tencent.actions.schema import Generation, validate
from bot.sandbox.tencent.errors import ApiError
from bot.sandbox.tencent.limits import RateLimits
from bot.sandbox.tencent.specs import service_specs
from bot.sandbox.tencent.world import Settings, World
from bot.tencent.actions import audio
from bot.tencent.actions.audio import FormatField
from bot.tencent.actions.music import music_order
from bot.tencent.actions.sfx import sfx_order
from bot.tencent.actions.video import video_payload
from tests.support.offers import URL, everything_offered

SPECS = service_specs(Generation())
SDK = {"mps": mps_models, "vod": vod_models}


@pytest.fixture
def world() -> World:
    clock = ManualTencentClock()
    return World(Settings(credentials={}), clock, RateLimits({}), seed=1)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def built(catalog: Catalog, request: Request, backend: Backend) -> tuple[str, dict[str, Any]]:
    """Return action and payload as the provider builds them."""
    if isinstance(request, VideoRequest):
        return "CreateAigcVideoTask", video_payload(request)
    assert isinstance(request, MusicRequest | SfxRequest)
    if isinstance(request, MusicRequest):
        order = music_order(request, catalog.lyrics_key(request.model, backend))
    else:
        order = sfx_order(request)
    if backend is Backend.VOD:
        return "CreateAigcAudioTask", audio.vod_payload(order, FormatField.EXTRA, DEFAULT_SUB_APP_ID)
    return "CreateAigcAudioTask", audio.mps_payload(order, FormatField.EXTRA)


async def refused(world: World, service: str, action: str, payload: dict[str, Any]) -> str:
    """Hand a request to the local cloud past signature and rate; return why it did not take it."""
    try:
        await ACTIONS[service, action](world, validate(payload, SPECS[service].actions[action]))
    except ApiError as error:
        return f"{error.code}: {error.message}"
    return ""


async def test_nothing_the_catalogue_offers_is_refused_for_its_form(world: World, catalog: Catalog) -> None:
    taken: Counter[tuple[str, str, str, str]] = Counter()
    for request, backend in everything_offered(catalog):
        settled = catalog.check(request, backend)
        assert settled is not None
        action, payload = built(catalog, settled, backend)
        assert await refused(world, str(backend), action, payload) == "", (request, payload)
        taken[backend, kind_of(request), payload["ModelName"], payload.get("ModelVersion", "")] += 1
    failing = [task for task in world.tasks if task.failure is not None]
    assert failing == [], "taken, and failed afterwards for its form"
    assert taken.total() > 10_000
    kinds = [(kind, backend) for kind in (Kind.MUSIC, Kind.SFX, Kind.VIDEO) for backend in Backend]
    models = [model for kind, backend in kinds for model in catalog.models(kind, backend)]
    assert len(taken) == sum(len(model.versions) or 1 for model in models)


def test_what_is_sent_has_the_fields_of_the_vendors_own_classes(catalog: Catalog) -> None:
    seen: set[tuple[Any, ...]] = set()
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it warns of a field it does not know
        for request, backend in everything_offered(catalog):
            action, payload = built(catalog, catalog.check(request, backend), backend)
            shape = (backend, action, *sorted(names(payload)))
            if shape in seen:
                continue
            seen.add(shape)
            model = getattr(SDK[str(backend)], f"{action}Request")()
            model.from_json_string(json.dumps(payload))
            assert without_nulls(json.loads(model.to_json_string())) == payload
    assert len(seen) > 50


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


def names(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from names(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner, f"{path}[]")
    else:
        yield f"{path}:{type(value).__name__}"


# What can't work although each option for itself can, by what the vendor says or was seen to do.
IMPOSSIBLE: dict[str, tuple[Request, Backend]] = {
    **{
        f"a shape with a picture, {model}": (VideoRequest("x", model, "", aspect="1:1", image_url=URL), Backend.MPS)
        for model in ("Kling", "Vidu", "PixVerse", "H2")
    },
    **{
        f"10 s at {sharp}, Hailuo {version}": (
            VideoRequest("x", "Hailuo", version, 10, sharp, image_url=URL),
            Backend.MPS,
        )
        for version in ("02", "2.3", "2.3-fast")
        for sharp in ("1080P", "2K", "4K")
    },
    **{
        f"no picture, {model} {version}": (VideoRequest("x", model, version), Backend.MPS)
        for model, version in (("Hailuo", "2.3-fast"), ("Vidu", "q2-pro"), ("Vidu", "q2-turbo"))
    },
    **{
        f"sound, Kling {version}": (VideoRequest("x", "Kling", version, audio=True), Backend.MPS)
        for version in ("1.6", "2.0", "2.1", "2.5", "O1")
    },
    **{
        f"sound at {sharp or 'the usual sharpness'}, Kling 2.6": (
            VideoRequest("x", "Kling", "2.6", resolution=sharp, audio=True),
            Backend.MPS,
        )
        for sharp in ("", "720P", "2K", "4K")
    },
    **{
        f"MiniMaxMusic 2.0 {how} on {backend}": (replace(request, model="MiniMaxMusic", version="2.0"), backend)
        for backend in Backend
        for how, request in (
            ("without lyrics", MusicRequest("x", "")),
            ("instrumental", MusicRequest("x", "", instrumental=True)),
        )
    },
    "only a last picture": (VideoRequest("x", "Kling", "2.1", resolution="1080P", last_image_url=URL), Backend.MPS),
    "no prompt and nothing else": (VideoRequest("", "Kling", "3.0"), Backend.MPS),
    "an effect of 2 s": (SfxRequest("x", duration_seconds=2, format=AudioFormat.WAV), Backend.VOD),
    "q3 of 2 s": (VideoRequest("x", "Vidu", "q3", 2), Backend.MPS),
    "v5.6 of 7 s": (VideoRequest("x", "PixVerse", "v5.6", 7), Backend.MPS),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
async def test_what_can_not_work_is_refused_before_it_costs_and_by_the_cloud_too(
    world: World, catalog: Catalog, name: str
) -> None:
    request, backend = IMPOSSIBLE[name]
    with pytest.raises(InvalidRequest) as caught:
        catalog.check(request, backend)
    assert caught.value.key.startswith("catalog-")
    action, payload = built(catalog, request, backend)
    if not payload.get("ModelVersion") and payload["ModelName"] != "Kling":
        payload["ModelVersion"] = catalog.versions(kind_of(request), payload["ModelName"])[0]
    late = [task for task in world.tasks if task.failure is not None]
    assert await refused(world, str(backend), action, payload) or late != [
        task for task in world.tasks if task.failure is not None
    ]
