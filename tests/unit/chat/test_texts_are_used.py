"""No text without a use, every text can be written, and people are not told the provider's name."""

import ast
import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl

from bot.catalog.catalog import Catalog
from bot.chat.texts import MASTER, Texts, load_sources
from bot.errors import InvalidRequest
from bot.jobs.model import Backend, Kind, VideoRequest
from tests.texts_page import every_text, messages, page, words_of
from tests.unit.chat.test_chat_texts import master_messages, source_files

_INCLUDED = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)\s*\}")
_BEGINNING = re.compile(r"[a-z][a-z0-9-]*-")
# Where the provider's own name helps: ids for its support, and what an operator or admin reads.
_MAY_NAME_IT = re.compile(r"(details|operator|setup|cmd-operator|store|check)-.*")


@cache
def words_in_code() -> tuple[frozenset[str], frozenset[str]]:
    """Return every whole string of the code, and the beginnings of those that it puts together."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for path in source_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
    return frozenset(whole), frozenset(one for one in beginnings if _BEGINNING.fullmatch(one))


def unused() -> Iterator[str]:
    whole, beginnings = words_in_code()
    included = set(_INCLUDED.findall(load_sources()[MASTER]))
    for key in master_messages():
        is_named = key in whole or key in included
        put_together = any(key.startswith(stem) for stem in beginnings)
        if not (is_named or put_together):
            yield key


def test_no_text_is_unused() -> None:
    assert sorted(unused()) == []


def test_a_limit_is_told_by_few_sentences_that_choose_their_words() -> None:
    assert len([key for key in master_messages() if key.startswith("quota-")]) <= 12
    assert [key for key in master_messages() if key.endswith("-not-taken") and key.startswith("catalog-")] == [
        "catalog-not-taken"
    ]


def words_in_code_marks(source: str) -> Iterator[tuple[str, str]]:
    """Yield the key and each word that a text shows as code, placeables left out."""
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ftl.Message) and not entry.id.name.startswith("cmd-") and entry.value is not None:
            written = FluentSerializer().serialize_entry(entry)
            for marked in re.findall(r"`([^`]+)`", re.sub(r"\{[^{}]*\}", "…", written)):
                yield from ((entry.id.name, word) for word in re.findall(r"[a-z_]{2,}", marked.partition(":")[0]))


@pytest.mark.parametrize("locale", sorted(load_sources().keys() - {MASTER}))
def test_commands_and_options_are_named_as_the_reader_is_offered_them(locale: str) -> None:
    texts = Texts()
    names = {key: texts.text(key, MASTER) for key in master_messages() if re.fullmatch(r"cmd-.*-name", key)}
    foreign = {name for key, name in names.items() if texts.text(key, locale) != name}
    assert len(foreign) > 40
    assert [(key, word) for key, word in words_in_code_marks(load_sources()[locale]) if word in foreign] == []


@pytest.mark.parametrize("locale", sorted(load_sources()))
def test_an_option_has_one_name_in_all_commands_that_make_something(locale: str) -> None:
    texts, found = Texts(), defaultdict[str, set[str]](set)
    for key in master_messages():
        named = re.fullmatch(rf"cmd-(?:{'|'.join(Kind)})-(.+)-name", key)
        if named is not None:
            found[named[1]].add(texts.text(key, locale))
    assert {option: names for option, names in found.items() if len(names) > 1} == {}


def test_a_refusal_names_the_option_as_the_reader_is_offered_it() -> None:
    texts = Texts()
    with pytest.raises(InvalidRequest) as refused:
        Catalog.load().check(VideoRequest("x", "Hunyuan", duration_seconds=5), Backend.MPS)
    assert "bestimmt die Länge selbst. Entfern `dauer` oder wähl" in texts.error(refused.value, "de")
    both = InvalidRequest(key="option-both", values={"first": "lyrics", "second": "lyrics_file"})
    assert texts.error(both, "ko") == "`가사`와(과) `가사_파일` 중 하나만 사용해 주세요."
    default = InvalidRequest(key="admin-default-not-taken", values={"option": "format", "command": "tts"})
    assert texts.error(default, "de").startswith("`/vorlesen` hat keinen Standardwert für `format`.")


@pytest.mark.parametrize("locale", sorted(load_sources()))
def test_every_text_and_message_can_be_written_in_every_language(locale: str, caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts()
    for key, values in every_text().items():
        assert texts.text(key, locale, **values).strip(), key
    assert all(words_of(payload).strip() for _, payload in messages(texts, locale))
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


def test_the_page_of_texts_has_a_column_for_each_language() -> None:
    shown = page(Texts())
    assert all(f"<th>{locale}</th>" in shown for locale in load_sources())
    assert "ending: unknown" in shown


@pytest.mark.parametrize("locale", sorted(load_sources()))
def test_the_provider_is_not_named_to_people(locale: str) -> None:
    texts = Texts()
    named = [key for key, values in every_text().items() if "Tencent" in texts.text(key, locale, **values)]
    assert [key for key in named if not _MAY_NAME_IT.fullmatch(key)] == []


@pytest.mark.parametrize("locale", sorted(set(load_sources()) - {MASTER}))
def test_no_command_is_left_in_english(locale: str) -> None:
    texts, names = Texts(), defaultdict(set)
    for key in every_text():
        command = re.match(r"cmd-([a-z]+)-.*name$", key)
        if command is not None:
            names[command[1]].add(texts.text(key, locale) == texts.text(key, MASTER))
    assert [command for command, same in names.items() if False not in same] == []
