"""No text without a use, every text can be written, and people are not told the provider's name."""

import ast
import logging
import re
from collections.abc import Iterator
from functools import cache

import pytest

from bot.chat.texts import MASTER, Texts, load_sources
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
    stems = frozenset(one for one in beginnings if _BEGINNING.fullmatch(one))
    # A table may hold the common beginning of several keys: "catalog-aspect" + "-not-taken".
    return frozenset(whole), stems


def unused() -> Iterator[str]:
    whole, beginnings = words_in_code()
    included = set(_INCLUDED.findall(load_sources()[MASTER]))
    for key in master_messages():
        is_named = key in whole or key in included or key.startswith("cmd-")
        put_together = any(key.startswith(stem) for stem in beginnings)
        in_a_table = any(key.startswith(f"{stem}-not-") for stem in whole if stem.startswith("catalog-"))
        if not (is_named or put_together or in_a_table):
            yield key


def test_no_text_is_unused() -> None:
    assert sorted(key for key in unused() if not key.startswith("quota-")) == []


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
