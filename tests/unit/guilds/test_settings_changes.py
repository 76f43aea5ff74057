"""A change of settings: told exactly, taken back exactly, moved to another server, warned of before."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.catalog import Catalog
from bot.errors import InvalidRequest
from bot.guilds.changes.audit import differences, reverted
from bot.guilds.changes.cautions import cautions
from bot.guilds.changes.presets import applied, preset_in_force
from bot.guilds.changes.slots import PLAIN, SETS, canonical, limit_named, values_of, with_values
from bot.guilds.changes.transfer import exported, imported
from bot.guilds.settings import AgeRule, AuditEntry, GuildSettings, KindDefaults, Limit, Scope
from bot.jobs.claim import Measure, Window
from bot.jobs.model import AudioFormat, Kind

_IDS = st.frozensets(st.integers(1, 6), max_size=4)
_WORDS = st.lists(st.text(max_size=4), max_size=4).map(tuple)
_LIMIT = st.builds(
    lambda scope, measure, window, amount, role_id, kind: Limit(
        scope,
        measure,
        None if measure is Measure.AT_ONCE else window,
        amount,
        role_id if scope is Scope.ROLE else None,
        kind,
        "USD" if measure is Measure.MONEY else "",
    ),
    st.sampled_from(Scope),
    st.sampled_from(Measure),
    st.sampled_from(Window),
    st.none() | st.integers(0, 99),
    st.integers(1, 3),
    st.none() | st.sampled_from(Kind),
)
_SETTINGS = st.builds(
    GuildSettings,
    st.just(1),
    paused=st.booleans(),
    kinds_off=st.frozensets(st.sampled_from(Kind), max_size=3),
    channel_ids=_IDS,
    role_ids=_IDS,
    results_channel_id=st.none() | st.integers(1, 9),
    alerts_channel_id=st.none() | st.integers(1, 9),
    defaults=st.dictionaries(
        st.sampled_from(Kind),
        st.builds(KindDefaults, st.sampled_from(["", "GL"]), format=st.none() | st.sampled_from(AudioFormat)),
    ),
    age_rule=st.sampled_from(AgeRule),
    announcement_locale=st.sampled_from(["", "de"]),
    limits=st.lists(_LIMIT, max_size=5, unique_by=lambda limit: limit.slot).map(tuple),
    longest_video_seconds=st.none() | st.integers(1, 600),
    sharpest_video=st.sampled_from(["", "720P"]),
    largest_count=st.sampled_from([None, 1, 3]),
    blocked_user_ids=_IDS,
    blocked_words=_WORDS,
    blocked_patterns=_WORDS,
    prompt_retention_days=st.none() | st.integers(0, 9),
    grace_days=st.integers(0, 9),
).map(canonical)


def _entries(old: GuildSettings, new: GuildSettings) -> list[AuditEntry]:
    return [AuditEntry("0" * 14, 1, 7, 0.0, change) for change in differences(old, new)]


@given(_SETTINGS, _SETTINGS)
def test_a_change_that_is_taken_back_leaves_exactly_what_was(old: GuildSettings, new: GuildSettings) -> None:
    lines = _entries(old, new)
    assert reverted(new, lines) == old
    assert reverted(reverted(new, lines), _entries(new, old)) == new  # and the way back forward
    one_by_one = new
    for line in lines:
        one_by_one = reverted(one_by_one, [line])
    assert one_by_one == old


@given(_SETTINGS, _SETTINGS, _SETTINGS)
def test_taking_back_leaves_alone_what_others_changed_elsewhere(
    old: GuildSettings, new: GuildSettings, later: GuildSettings
) -> None:
    lines = _entries(old, new)
    touched = {line.change.setting for line in lines}
    now = with_values(new, {name: value for name, value in values_of(later).items() if name not in touched})
    back = values_of(reverted(now, lines))
    assert {n: v for n, v in back.items() if n not in touched} == {
        n: v for n, v in values_of(now).items() if n not in touched
    }


def test_a_list_is_taken_back_by_what_came_and_went() -> None:
    old = GuildSettings(1, channel_ids=frozenset({1, 2}))
    lines = _entries(old, replace(old, channel_ids=frozenset({2, 3})))
    meanwhile = replace(old, channel_ids=frozenset({2, 3, 4}))
    assert reverted(meanwhile, lines).channel_ids == {1, 2, 4}


@given(_SETTINGS)
def test_settings_are_their_slots(settings: GuildSettings) -> None:
    assert with_values(GuildSettings(1), json.loads(json.dumps(values_of(settings)))) == settings
    for limit in settings.limits:
        assert replace(limit_named(limit.name), amount=limit.amount, currency=limit.currency) == limit


def test_every_field_has_a_slot() -> None:
    names = {name.split(".")[0] for name in values_of(GuildSettings(1))}
    assert names == {*PLAIN, *SETS, "defaults"}


# --- to another server ---


@given(_SETTINGS)
def test_exported_and_imported_where_places_have_the_same_names_settings_are_equal(settings: GuildSettings) -> None:
    here = {one: f"#place-{one}" for one in range(10)}
    there = {one + 1000: name for one, name in here.items()}
    text = exported(settings, lambda one: here[one])
    assert imported(text, here).applied(GuildSettings(1)) == settings
    moved = imported(text, there)
    assert moved.missing == ()
    home = imported(exported(replace(moved.applied(GuildSettings(2)), guild_id=1), lambda one: there[one]), here)
    assert home.applied(GuildSettings(1)) == settings


def test_a_place_that_is_not_here_is_told_and_never_opens_a_list_to_all() -> None:
    settings = GuildSettings(1, channel_ids=frozenset({5}), role_ids=frozenset({6, 7}), results_channel_id=5)
    names = {5: "#studio", 6: "@Makers", 7: "@Guests"}
    read = imported(exported(settings, lambda one: names[one]), {70: "@Guests"})
    mine = GuildSettings(2, channel_ids=frozenset({9}))
    assert read.missing == ("#studio", "@Makers")
    assert read.applied(mine).channel_ids == {9}
    assert read.applied(mine).role_ids == {70}
    assert read.applied(mine).results_channel_id is None


_GOOD = json.loads(exported(GuildSettings(1), lambda one: ""))


@pytest.mark.parametrize(("text", "key"), [
    ("", "transfer-foreign"),
    ("[1]", "transfer-foreign"),
    ('{"settings": {}}', "transfer-foreign"),
    ("[" * 100_000, "transfer-foreign"),
    (json.dumps({**_GOOD, "foley-settings": 99}), "transfer-old"),
    (json.dumps({**_GOOD, "settings": []}), "transfer-broken"),
    (json.dumps({**_GOOD, "settings": {"unheard": 1}}), "transfer-broken"),
    (json.dumps({**_GOOD, "settings": {"paused": "yes"}}), "transfer-broken"),
    (json.dumps({**_GOOD, "settings": {"limit.user.count.day": {"amount": "5"}}}), "transfer-broken"),
    (json.dumps({**_GOOD, "settings": {"limit.everyone.count.day": {"amount": 5}}}), "transfer-broken"),
    (json.dumps({**_GOOD, "settings": {"defaults.opera.model": "x"}}), "transfer-broken"),
    (json.dumps({**_GOOD, "settings": {"channel_ids": ["5"]}}), "transfer-broken"),
    (json.dumps({**_GOOD, "names": 3}), "transfer-broken"),
])  # fmt: skip
def test_a_foreign_old_or_broken_file_is_one_sentence(text: str, key: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        imported(text, {})
    assert refused.value.key == key


# --- presets and cautions ---


def test_a_preset_is_told_by_what_it_sets_and_leaves_the_rest() -> None:
    presets = dict(Catalog.load().presets)
    own = GuildSettings(1, limits=(Limit(Scope.ROLE, Measure.COUNT, Window.DAY, None, role_id=4),))
    for name, preset in presets.items():
        set_ = applied(own, preset)
        assert preset_in_force(set_, presets) == name
        assert own.limits[0] in set_.limits
    assert preset_in_force(applied(own, presets["tight"]), {}) == ""
    changed = replace(applied(own, presets["tight"]), longest_video_seconds=99)
    assert preset_in_force(changed, presets) == ""


_DAY = Limit(Scope.USER, Measure.SECONDS, Window.DAY, 100)


@pytest.mark.parametrize(("change", "keys"), [
    ({"blocked_words": ("a",)}, ["caution-word"]),
    ({"blocked_words": ("Ä ",)}, ["caution-word"]),
    ({"blocked_words": ("ab",)}, []),
    ({"limits": (replace(_DAY, amount=0),)}, ["caution-zero"]),
    ({"limits": (_DAY,)}, ["caution-shuts"]),
    ({"limits": (replace(_DAY, amount=500),)}, []),
    ({"limits": (replace(_DAY, scope=Scope.ROLE, role_id=1, amount=None),)}, ["caution-frees-all"]),
    ({"limits": (replace(_DAY, scope=Scope.ROLE, role_id=2, amount=None),)}, []),
    ({"role_ids": frozenset({1})}, ["caution-everyone"]),
    ({"channel_ids": frozenset()}, ["caution-all-channels"]),
])  # fmt: skip
def test_what_does_more_than_it_seems_is_said_before(change: dict[str, object], keys: list[str]) -> None:
    old = GuildSettings(1, channel_ids=frozenset({5}))

    def shut(limit: Limit) -> str:
        return "GL 3.0-pro" if limit.amount == 100 else ""

    new = replace(old, **change)  # type: ignore[arg-type]
    assert [one.key for one in cautions(old, new, shut)] == keys
    assert cautions(new, new, shut) == []
