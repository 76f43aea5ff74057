"""A server's rules: each refuses with a key of its own, and blocked words can't be dodged by spelling."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InvalidRequest, NotAllowed
from bot.guilds import rules
from bot.guilds.blocked_words import folded, foldings, holds_word
from bot.guilds.settings import AgeRule, GuildSettings, Limit, Scope
from bot.jobs.caller import Caller
from bot.jobs.claim import Measure, Window
from bot.jobs.model import Kind, MusicRequest, Request, SfxRequest, SpeechRequest, VideoRequest
from bot.patterns import compile_pattern

_CALLER = Caller(user_id=5, guild_id=1, locale="de", role_ids=frozenset({30}), channel_ids=frozenset({20, 21}))
_MUSIC = MusicRequest(prompt="calm rain", model="GL", lyrics="la la")
_OPEN = GuildSettings(1)


def _refusal(settings: GuildSettings, caller: Caller = _CALLER, request: Request = _MUSIC) -> str:
    with pytest.raises(NotAllowed) as refused:
        rules.check_request(settings, caller, request, compile_pattern)
    return refused.value.key


def _passes(settings: GuildSettings, caller: Caller = _CALLER, request: Request = _MUSIC) -> None:
    rules.check_request(settings, caller, request, compile_pattern)


def test_without_rules_everything_passes() -> None:
    for request in (_MUSIC, SfxRequest("door"), SpeechRequest("hi", "v"), VideoRequest("sea", "GV")):
        _passes(_OPEN, request=request)


def test_each_rule_refuses_with_its_own_key_and_lets_the_others_through() -> None:
    assert _refusal(replace(_OPEN, paused=True)) == "rules-paused"
    assert _refusal(replace(_OPEN, blocked_user_ids=frozenset({5}))) == "rules-blocked-user"
    _passes(replace(_OPEN, blocked_user_ids=frozenset({6})))
    assert _refusal(replace(_OPEN, kinds_off=frozenset({Kind.MUSIC}))) == "rules-kind-off-music"
    _passes(replace(_OPEN, kinds_off=frozenset(Kind) - {Kind.MUSIC}))
    assert _refusal(replace(_OPEN, channel_ids=frozenset({99}))) == "rules-channel"
    _passes(replace(_OPEN, channel_ids=frozenset({99, 21})))
    assert _refusal(replace(_OPEN, role_ids=frozenset({31}))) == "rules-role"
    _passes(replace(_OPEN, role_ids=frozenset({30, 31})))
    assert _refusal(replace(_OPEN, blocked_words=("rain",))) == "rules-blocked-text"
    _passes(replace(_OPEN, blocked_words=("rai",)))
    assert _refusal(replace(_OPEN, blocked_patterns=("r.in",))) == "rules-blocked-text"
    _passes(replace(_OPEN, blocked_patterns=("^rain",)))


def test_rules_hold_for_admins_too() -> None:
    admin = replace(_CALLER, is_admin=True, is_moderator=True)
    assert _refusal(replace(_OPEN, channel_ids=frozenset({99})), admin) == "rules-channel"
    assert _refusal(replace(_OPEN, role_ids=frozenset({31})), admin) == "rules-role"


@pytest.mark.parametrize(("rule", "restricted", "key"), [
    (AgeRule.ONLY, False, "rules-age-only"),
    (AgeRule.ONLY, True, None),
    (AgeRule.NEVER, True, "rules-age-never"),
    (AgeRule.NEVER, False, None),
    (AgeRule.ANYWHERE, True, None),
])  # fmt: skip
def test_the_age_rule_looks_at_the_channel(rule: AgeRule, restricted: bool, key: str | None) -> None:
    caller = replace(_CALLER, is_age_restricted=restricted)
    if key is None:
        _passes(replace(_OPEN, age_rule=rule), caller)
    else:
        assert _refusal(replace(_OPEN, age_rule=rule), caller) == key


@pytest.mark.parametrize("request_", [
    MusicRequest(prompt="x", model="GL", lyrics="a BAD line"),
    SpeechRequest(text="so bad!", voice_id="v"),
    SfxRequest("bad"),
    VideoRequest("(bad)", "GV"),
])  # fmt: skip
def test_every_text_a_person_writes_is_looked_at(request_: Request) -> None:
    assert _refusal(replace(_OPEN, blocked_words=("bad",)), request=request_) == "rules-blocked-text"


def stands_in(text: str, words: list[str]) -> bool:
    return holds_word(text, foldings(text), words)


@pytest.mark.parametrize("spelling", [
    "FORBIDDEN", "ｆｏｒｂｉｄｄｅｎ", "for\u200bbid\u200dden", "for\u00adbidden", "f\u0301o\u0308rbidden", "fórbidden",
    "f\u034forbidden", "𝓯𝓸𝓻𝓫𝓲𝓭𝓭𝓮𝓷", "ⓕⓞⓡⓑⓘⓓⓓⓔⓝ", "for\ufe0fbidden",
    "f\u20ddorbidden", "for\u3164bidden", "\u2066forbidden\u2069", "ꜰᴏʀʙɪᴅᴅᴇɴ", "⒡⒪⒭⒝⒤⒟⒟⒠⒩", "ƒøɍɓɨđđɇɲ", "foɹbiddǝn",
    "🄵🄾🅁🄱🄸🄳🄳🄴🄽", "🇫🇴🇷🇧🇮🇩🇩🇪🇳", "forbɪdden",
])  # fmt: skip
def test_a_word_is_found_however_it_is_spelled(spelling: str) -> None:
    assert stands_in(f"a {spelling} thing", [folded("Forbidden")])


def test_a_word_within_another_is_not_meant_but_in_unspaced_scripts_it_is() -> None:
    assert not stands_in("first class", [folded("ass")])
    assert not stands_in("grüßen", [folded("grüß")])
    assert stands_in("class ass", [folded("ass")])
    assert stands_in("STRASSE", [folded("straße")])
    assert stands_in("これは禁止です", [folded("禁止")])
    assert stands_in("금지어를", [folded("금지어")])
    assert stands_in("คำต้องห้ามนี้", [folded("ต้องห้าม")])
    assert stands_in("very  bad\nthing", [folded("bad thing")])


_DISGUISES = st.sampled_from(["\u200b", "\u200d", "\u2060", "\u0301", "\u0308", "\ufe0f", "\u00ad", "\u034f", "\u3164"])


@given(st.text("abcdefgxyz", min_size=2, max_size=12), st.lists(_DISGUISES, min_size=1, max_size=30), st.booleans())
def test_no_mixture_of_invisible_characters_hides_a_word(word: str, disguises: list[str], wide: bool) -> None:
    letters = [chr(ord(letter) + 0xFEE0) if wide else letter.upper() for letter in word]
    dressed = "".join(letter + disguises[index % len(disguises)] for index, letter in enumerate(letters))
    assert stands_in(f"say {dressed}, please", [folded(word)])


@given(st.text())
def test_folding_is_settled_after_one_time(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert not any(unicodedata.category(character) in {"Mn", "Me", "Cf"} for character in once)


def test_lists_of_words_know_their_spellings() -> None:
    words = rules.listed((), " Bad ", present=True, plain=True)
    assert words == ("Bad",)
    assert rules.listed(words, "ＢＡＤ", present=True, plain=True) == words
    assert rules.listed(words, "bád", present=False, plain=True) == ()
    with pytest.raises(InvalidRequest) as missing:
        rules.listed(words, "good", present=False, plain=True)
    assert missing.value.key == "rules-not-blocked"
    with pytest.raises(InvalidRequest) as unseen:
        rules.listed((), "\u200b\u0301", present=True, plain=True)
    assert unseen.value.key == "rules-word-empty"


_DAY_LIMIT = Limit(Scope.USER, Measure.COUNT, Window.DAY, 5)


@pytest.mark.parametrize(("settings", "key"), [
    (replace(_OPEN, limits=(replace(_DAY_LIMIT, amount=-1),)), "rules-limit-amount"),
    (replace(_OPEN, limits=(replace(_DAY_LIMIT, amount=10_000_001),)), "rules-limit-amount"),
    (replace(_OPEN, limits=(replace(_DAY_LIMIT, window=None),)), "rules-limit-window"),
    (replace(_OPEN, limits=(replace(_DAY_LIMIT, measure=Measure.AT_ONCE),)), "rules-limit-window"),
    (replace(_OPEN, limits=(replace(_DAY_LIMIT, scope=Scope.ROLE),)), "rules-limit-role"),
    (replace(_OPEN, limits=(replace(_DAY_LIMIT, role_id=3),)), "rules-limit-role"),
    (replace(_OPEN, kinds_off=frozenset(Kind)), "rules-all-kinds-off"),
    (replace(_OPEN, blocked_words=("x" * 101,)), "rules-word-long"),
    (replace(_OPEN, blocked_words=tuple(map(str, range(501)))), "rules-too-many-words"),
    (replace(_OPEN, blocked_patterns=tuple(map(str, range(51)))), "rules-too-many-patterns"),
    (replace(_OPEN, blocked_patterns=("x" * 201,)), "rules-pattern-long"),
    (replace(_OPEN, blocked_patterns=("(",)), "rules-pattern-bad"),
    (replace(_OPEN, channel_ids=frozenset(range(501))), "rules-too-many-channels"),
    (replace(_OPEN, prompt_retention_days=-1), "rules-retention"),
    (replace(_OPEN, grace_days=366), "rules-grace"),
])  # fmt: skip
def test_settings_that_cant_work_are_refused_with_what_to_change(settings: GuildSettings, key: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        rules.check_settings(settings, _OPEN, compile_pattern)
    assert refused.value.key == key


def test_settings_at_their_bounds_are_taken() -> None:
    rules.check_settings(
        replace(
            _OPEN,
            limits=(_DAY_LIMIT, Limit(Scope.ROLE, Measure.AT_ONCE, None, None, role_id=9)),
            kinds_off=frozenset(Kind) - {Kind.TTS},
            blocked_words=("x" * 100,),
            blocked_patterns=("x" * 200,),
            prompt_retention_days=0,
            grace_days=0,
        ),
        _OPEN,
        compile_pattern,
    )


def test_a_list_of_words_takes_each_once_however_it_is_spelled() -> None:
    words = rules.listed((), "Bad", present=True, plain=True)
    assert rules.listed(words, "bád", present=True, plain=True) == ("Bad",)
    assert rules.listed(words, "bád", present=False, plain=True) == ()
    patterns = rules.listed((), "(a+)+$", present=True, plain=False)
    assert rules.listed(patterns, "(a+)+$", present=False, plain=False) == ()
    for entry, present, key in (("\u200b", True, "rules-word-empty"), ("other", False, "rules-not-blocked")):
        with pytest.raises(InvalidRequest) as refused:
            rules.listed(words, entry, present=present, plain=True)
        assert refused.value.key == key
