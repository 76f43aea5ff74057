"""The Fluent files agree with each other and with the code, and no gap in them reaches a person as an exception."""

import ast
import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import discord
import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

import bot.errors
from bot.chat.render.ending import render_failure
from bot.chat.texts import MASTER, Texts, Verbatim, load_sources
from bot.errors import FoleyError, InvalidRequest, NotFound, QuotaExceeded
from bot.jobs.model import Fault, Kind, State
from tests.unit.chat.chat_samples import a_job

ROOT = Path(__file__).parents[3]
SOURCES = load_sources()
WANTED = {"en-US", "zh-CN", "zh-TW", "ja", "ko", "id", "de", "fr", "es-ES", "pt-BR"}


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.included: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.included.add(node.id.name)


def messages(source: str) -> dict[str, set[str]]:
    """Return key -> variables, those of included messages too; fails on what does not parse or comes twice."""
    found: dict[str, set[str]] = {}
    included: dict[str, set[str]] = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{entry.id.name} comes twice"
            assert entry.value is not None
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name], included[entry.id.name] = variables.names, variables.included
    return {key: _all_of(key, found, included) for key in found}


def _all_of(key: str, found: dict[str, set[str]], included: dict[str, set[str]]) -> set[str]:
    return found[key].union(*(_all_of(inner, found, included) for inner in included[key]))


# text("…") is also what SQL is written with.
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
# Families whose keys are also handed on through tables and helper functions.
_NAMED_ALONE = re.compile(r"(catalog|tencent|refusal|remark|attachment|option)(-[a-z0-9]+)+")


@cache
def master_messages() -> dict[str, set[str]]:
    return messages(SOURCES[MASTER])


def string_arguments(node: ast.AST) -> Iterator[str]:
    """Yield string constants, also those of both branches of a conditional."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def used_keys(module: ast.Module) -> Iterator[str]:
    """Yield the Fluent keys a module names: key="…", default_key, Fault("…"), remarks, and text("…") calls."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in ("key", "remark") and isinstance(keyword.value, ast.Constant | ast.IfExp):
                    branches = (
                        [keyword.value.body, keyword.value.orelse]
                        if isinstance(keyword.value, ast.IfExp)
                        else [keyword.value]
                    )
                    for branch in branches:
                        yield from string_arguments(branch)
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0] if node.args else None
            if name in ("text", "Fault") and isinstance(first, ast.Constant) and _KEY.fullmatch(str(first.value)):
                yield str(first.value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAMED_ALONE.fullmatch(node.value):
            yield node.value
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = {target.id for target in targets if isinstance(target, ast.Name)}
            if "default_key" in named and isinstance(node.value, ast.Constant):
                yield str(node.value.value)


def source_files() -> list[Path]:
    files = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]
    return [path for path in files if "sandbox" not in path.parts and "migrations" not in path.parts]


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_key_in_the_code_has_a_sentence(path: Path) -> None:
    keys = {key for key in used_keys(ast.parse(path.read_text(encoding="utf-8"))) if key}
    # A table may also hold the common beginning of several keys.
    beginnings = {key for key in keys if any(whole.startswith(f"{key}-") for whole in master_messages())}
    assert sorted(keys - beginnings - master_messages().keys()) == []


def test_the_walk_over_the_code_sees_each_way_a_key_is_named() -> None:
    module = ast.parse(
        'class A:\n    default_key = "a-a"\nraise B(key="b-b")\nFault("c-c", code="d-d")\nx(remark="e-e")\n'
        'texts.text("f-f", locale)\nraise C(key="g-g" if x == "no-no" else "h-h")\nTABLE = {"refusal-i": 1}\n'
    )
    assert set(used_keys(module)) == {"a-a", "b-b", "c-c", "e-e", "f-f", "g-g", "h-h", "refusal-i"}


def families() -> Iterator[str]:
    """Yield keys that the code puts together from parts."""
    for kind in Kind:
        yield from (f"state-waiting-{kind}", f"modal-edit-{kind}")
    for state in State:
        yield f"state-name-{state}"
    for state in (State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED):
        yield from (f"ending-{state}-title", f"ending-{state}", f"call-{state}", f"advice-{state}")
    for unit in ("seconds", "minutes", "hours"):
        yield from (f"time-about-{unit}", f"time-span-{unit}")
    yield from ("state-requested", "state-submitting", "state-queued", "answer-cancelled-stopped")
    yield from ("charged-no", "charged-maybe", "charged-unknown", "charged-maybe-cancelled")


def test_keys_put_together_from_parts_are_there() -> None:
    assert sorted(set(families()) - master_messages().keys()) == []


def error_classes(root: type[FoleyError]) -> Iterator[type[FoleyError]]:
    yield root
    for cls in root.__subclasses__():
        yield from error_classes(cls)


@pytest.mark.parametrize("cls", list(error_classes(FoleyError)), ids=lambda cls: str(cls.__name__))
def test_every_error_class_has_a_sentence(cls: type[FoleyError]) -> None:
    assert cls.default_key in master_messages()
    assert cls.__module__ == bot.errors.__name__


@pytest.mark.parametrize("locale", sorted(SOURCES))
def test_a_locale_has_the_masters_keys_and_variables(locale: str) -> None:
    assert discord.Locale(locale).value == locale
    own = messages(SOURCES[locale])
    assert sorted(master_messages().keys() - own.keys()) == []
    assert sorted(own.keys() - master_messages().keys()) == []
    assert {key: names for key, names in own.items() if names != master_messages()[key]} == {}


@pytest.mark.parametrize("locale", sorted(SOURCES))
def test_every_sentence_can_be_written(locale: str, caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts()
    for key, names in master_messages().items():
        for value in (Verbatim("x"), 1, 2.5):
            assert texts.text(key, locale, **dict.fromkeys(names, value)).strip()
    assert caplog.records == []


@pytest.mark.parametrize(
    "entry",
    [
        *(
            "a = b",
            "a=b",
            "a =  b  ",
            "a = b c\n\n",
            "a = b\n# c\n \n## d = e",
            "a = b.c [d] *e # f",
            'a = \\u0041 "b"',
        ),
        *(
            "a = b\n  c",
            "a =\n  b",
            "a = b\n  .c = d",
            "a = { $b }",
            'a = { "{" }',
            "a = b }",
            "a = {b",
            "a =",
            "-a = b",
        ),
        *("a = b\n\n  c", "a = b\n c = d", "a = \u2003b\u2003", "a = b\t", "a = b\r\n", "a = b\r\n\r\n# c"),
    ],
)
def test_a_sentence_without_placeables_is_read_as_fluent_does(entry: str) -> None:
    bundle = FluentBundle([MASTER])
    bundle.add_resource(FluentResource(entry))
    texts = Texts({MASTER: entry})
    assert texts.has("a") is bundle.has_message("a")
    pattern = bundle.get_message("a").value if bundle.has_message("a") else None
    if pattern is not None:
        assert texts.text("a", MASTER) == bundle.format_pattern(pattern)[0]


def test_every_promised_language_has_a_file_and_each_file_is_for_a_language_of_discord() -> None:
    assert MASTER in SOURCES
    assert set(SOURCES) >= WANTED
    assert set(SOURCES) <= {locale.value for locale in discord.Locale}


def test_a_missing_key_is_a_log_line_and_a_general_sentence(caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts({MASTER: "error-internal = Sorry."})
    assert texts.text("no-such-key", "de") == "Sorry."
    assert "no-such-key" in caplog.text


def test_a_missing_variable_falls_back_to_the_master(caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts({MASTER: "a = Left: { $left }", "de": "a = Übrig: { $rest }"})
    assert texts.text("a", "de", left=3) == "Left: 3"
    assert "rest" in caplog.text


def test_a_missing_variable_of_the_master_still_raises_nothing(caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts({MASTER: "a = Left: { $left }"})
    assert texts.text("a", MASTER).startswith("Left: ")
    assert len(caplog.records) == 1


def test_values_are_escaped_and_ready_made_ones_are_not() -> None:
    texts = Texts({MASTER: "a = { $x }"})
    assert texts.text("a", MASTER, x="*b* @here") == "\\*b\\* @\u200bhere"
    assert texts.text("a", MASTER, x=Verbatim("<@1>")) == "<@1>"
    assert texts.text("a", MASTER, x=2000) == "2,000"


@pytest.mark.parametrize(
    ("reader", "ours"),
    [("es-419", "es-ES"), ("en-GB", "en-US"), ("pt-BR", "pt-BR"), ("fi", "en-US"), ("", "en-US"), ("zh-TW", "zh-TW")],
)
def test_the_nearest_locale(reader: str, ours: str) -> None:
    assert Texts(dict.fromkeys(WANTED, "a = b")).nearest(reader) == ours


def test_an_error_is_told_with_its_values_and_job() -> None:
    texts = Texts({MASTER: "odd = Remove { $option }.\njob-line = Job { $job }\nerror-internal = Sorry."})
    error = InvalidRequest(key="odd", values={"option": "`x`"})
    assert texts.error(error, MASTER, "1234567890abcd") == "Remove \\`x\\`.\nJob 1234567890abcd"


def test_an_error_without_its_own_sentence_uses_its_classes(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert Texts().error(InvalidRequest(key="gone"), MASTER) == Texts().text("refusal", MASTER)
    assert "gone" in caplog.text
    assert Texts().error(NotFound(), MASTER) == Texts().text("refusal-job-not-found", MASTER)


def test_a_used_up_limit_says_when_the_next_one_is_free() -> None:
    error = QuotaExceeded(key="refusal", free_at=1_800_000_000.7)
    assert "<t:1800000000:R>" in Texts().error(error, MASTER)


def test_no_variable_of_a_fault_is_ever_missing(caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts()
    for key in (key for key in master_messages() if key.startswith(("tencent-", "provider-", "job-abandoned"))):
        fault = Fault(key, "Some.Code")
        render_failure(a_job(state=State.FAILED, fault=fault), texts, MASTER)
    assert caplog.records == []


def test_only_what_is_asked_for_is_parsed_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counted(source: str) -> ftl.Resource:
        parsed.append(source)
        return FluentResource(source)

    monkeypatch.setattr("bot.chat.texts.FluentResource", counted)
    source = "# Of this test alone.\na = A { b } by { -brand }\nb = B {\n    c }\nc = C\n-brand = Foley\nd = D\n"
    for _ in range(2):
        assert Texts({MASTER: source}).text("a", MASTER) == "A B C by Foley"
    assert [entry.partition(" ")[0] for entry in parsed] == ["a", "b", "c", "-brand"]
