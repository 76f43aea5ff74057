"""Saved requests: a person's own and a server's, told apart by owner and name, and no more than the most."""

from dataclasses import replace

import pytest

from bot.errors import Conflict
from bot.jobs.model import MusicRequest, SfxRequest, SpeechRequest, VideoRequest
from bot.jobs.ports import RequestPreset
from tests.support.store_ports import StorePorts

_ME, _YOU = 7, 8
_HERE, _THERE = 100, 200
_SONG = MusicRequest("calm rain", "GL", "3.0-clip", lyrics="la la", instrumental=False)
_OWN = RequestPreset(0, _ME, "Rain", _SONG, 1.0)
_SHARED = RequestPreset(_HERE, _ME, "Rain", SfxRequest("door", duration_seconds=5), 2.0)


async def test_own_and_server_presets_are_found_by_who_may_use_them(store: StorePorts) -> None:
    last = replace(_OWN, name="alarm", request=SpeechRequest("wake up", speed=1.5))
    for preset in (_SHARED, _OWN, last):
        assert not await store.presets.save_preset(preset, 25)
    assert await store.presets.load_presets(_HERE, _ME) == [last, _OWN, _SHARED]
    assert await store.presets.load_presets(_THERE, _ME) == [last, _OWN]
    assert await store.presets.load_presets(_HERE, _YOU) == [_SHARED]
    assert await store.presets.load_presets(_THERE, _YOU) == []


async def test_a_second_one_of_the_same_name_replaces_it(store: StorePorts) -> None:
    await store.presets.save_preset(_OWN, 1)
    other = replace(_OWN, name="ＲＡＩＮ", request=VideoRequest("waves", "Kling", duration_seconds=5))
    assert await store.presets.save_preset(other, 1)
    assert await store.presets.load_presets(_HERE, _ME) == [other]


async def test_one_too_many_is_refused_for_each_owner_alone(store: StorePorts) -> None:
    await store.presets.save_preset(_OWN, 1)
    await store.presets.save_preset(_SHARED, 1)
    with pytest.raises(Conflict) as refused:
        await store.presets.save_preset(replace(_OWN, name="second"), 1)
    assert (refused.value.key, refused.value.values) == ("preset-too-many", {"limit": 1})
    await store.presets.save_preset(replace(_OWN, user_id=_YOU), 1)


async def test_only_the_one_that_is_named_is_deleted(store: StorePorts) -> None:
    await store.presets.save_preset(_OWN, 25)
    await store.presets.save_preset(_SHARED, 25)
    assert not await store.presets.delete_preset(0, _YOU, "rain")
    assert await store.presets.delete_preset(0, _ME, "rain")
    assert not await store.presets.delete_preset(0, _ME, "rain")
    assert await store.presets.load_presets(_HERE, _ME) == [_SHARED]
    assert await store.presets.delete_preset(_HERE, _YOU, "Rain")
