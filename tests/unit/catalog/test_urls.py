"""Addresses as browsers spell them; the right column was read from ``new URL(…).href`` of a browser's engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.urls import browser_url, link_url, url_problem


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("https://h.example/a b.mp3", "https://h.example/a%20b.mp3"),
        ("https://h.example/a%20b?q=1 2", "https://h.example/a%20b?q=1%202"),
        ("https://h.example/100%?x=%zz", "https://h.example/100%?x=%zz"),
        ("https://h.example/ä?ö=ü#ß c", "https://h.example/%C3%A4?%C3%B6=%C3%BC#%C3%9F%20c"),
        ('https://h.example/<x>"{y}|^`', "https://h.example/%3Cx%3E%22%7By%7D|%5E%60"),
        ("https://h.example/?<x>\"{y}|^`\\'", "https://h.example/?%3Cx%3E%22{y}|^`\\%27"),
        ("https://h.example/#<x>\"{y}|^`\\'#", "https://h.example/#%3Cx%3E%22{y}|^%60\\'#"),
        ("https://h.example/a'b;c,d:e@f=~!$&()*+[]", "https://h.example/a'b;c,d:e@f=~!$&()*+[]"),
        ("https://h.example/%e4/%zz/%25?a=%e4%&b=%2", "https://h.example/%e4/%zz/%25?a=%e4%&b=%2"),
        ("https://h.example/\U0001f600\x7f", "https://h.example/%F0%9F%98%80%7F"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://βόλος.example/", "https://xn--nxasmm1c.example/"),
        ("https://MÜLLER。example:8080/", "https://xn--mller-kva.example:8080/"),
        ("HTTPS://h.example\\a", "https://h.example/a"),
        ("https://müller.example/a", "https://xn--mller-kva.example/a"),
        ("\t https://h.example/a\r\n/b ", "https://h.example/a/b"),
        ("https://h.example/a?sign=A%2Fb+c=&t=1;2~x!$'()*,", "https://h.example/a?sign=A%2Fb+c=&t=1;2~x!$%27()*,"),
        ("https://h.example/a//b/./c/../d/%2E", "https://h.example/a//b/d/"),
        ("https://h.example/../.%2e/a/..?./..", "https://h.example/?./.."),
        ("https://h.example/..a/.../b.", "https://h.example/..a/.../b."),
        ("no address", "no address"),
        ("https://h.example/\ud800", "https://h.example/\ud800"),
    ],
)
def test_spelling(typed: str, asked: str) -> None:
    assert browser_url(typed) == asked


@given(st.text(max_size=60))
def test_what_comes_out_is_plain_and_stays(tail: str) -> None:
    asked = browser_url(f"https://h.example/{tail}")
    assert browser_url(asked) == asked
    if not any("\ud800" <= character <= "\udfff" for character in tail):
        assert asked.isascii()
        assert " " not in asked
        assert asked.startswith("https://h.example/")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_a_link_to_show_has_nothing_that_strict_readers_refuse(tail: str) -> None:
    shown = link_url(f"https://h.example/{tail}")
    assert url_problem(shown) is None
    assert link_url(shown) == shown == link_url(browser_url(f"https://h.example/{tail}"))
