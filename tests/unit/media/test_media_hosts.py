"""Which addresses may be fetched: the table of tricks."""

import pytest

from bot.errors import FetchForbidden
from bot.media import HostRules
from bot.media.hosts import is_public
from bot.media.resolve import GuardedResolver

RULES = HostRules.parse((".example.com", "lone.example.org", "127.0.0.1:8099", "[::1]:8099", "8.8.8.8"))

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "169.254.0.23", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:1::1",
    "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "3fff::1", "5f00::1",
    "2606:4700:4700::1111%eth0", "4000::1", "", "localhost", "2130706433", "0x7f.1", "127.1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "101.32.212.10", "2606:4700:4700::1111", "2402:4e00::1", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_address_that_is_not_public_is_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example.com/x?sign=a%2Fb+c",
        "http://a.b.example.com/x",
        "https://A.EXAMPLE.COM/x",
        "https://a.example.com./x",
        "https://a.example.com:443/x",
        "http://a.example.com:80/x",
        "https://lone.example.org/x",
        "http://127.0.0.1:8099/x",
        "http://[::1]:8099/x",
        "http://8.8.8.8/x",
    ],
)
def test_allowed_url_is_kept_as_signed(url: str) -> None:
    without_default_port = url.replace(".com:443/", ".com/").replace(".com:80/", ".com/")
    assert str(RULES.check(url)).casefold() == without_default_port.casefold()


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://a.example.com/calm rain.mp3?sign=a%2Fb+c", "https://a.example.com/calm%20rain.mp3?sign=a%2Fb+c"),
        ("https://a.example.com/雨.mp3", "https://a.example.com/%E9%9B%A8.mp3"),
        (" https://a.example.com/x|y\n", "https://a.example.com/x|y"),
    ],
)
def test_blanks_and_odd_characters_are_spelled_as_browsers_do(url: str, asked: str) -> None:
    assert str(RULES.check(url)) == asked


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example.com/x",
        "gopher://a.example.com/x",
        "data:text/plain,x",
        "//a.example.com/x",
        "/x",
        "",
        "http:///x",
        "https:a.example.com",
        "https://user@a.example.com/x",
        "https://user:word@a.example.com/x",
        "https://:@a.example.com/x",
        "https://a.example.com@evil.test/x",
        "https://evil.test#a.example.com",
        "https://evil.test?a.example.com",
        "https://evil.test/.example.com",
        "https://evil.test\\@a.example.com/x",
        "https://a.example.com\\.evil.test/x",
        "https://a.example.com.evil.test/x",
        "https://evilexample.com/x",
        "https://example.com/x",
        "https://x.lone.example.org/x",
        "https://a.example.com:8443/x",
        "https://a.example.com:80/x",
        "http://a.example.com:22/x",
        "http://a.example.com:0/x",
        "http://a.example.com:99999/x",
        "http://127.0.0.1/x",
        "http://127.0.0.1:8098/x",
        "http://127.0.0.1:8099@evil.test/x",
        "http://localhost:8099/x",
        "http://[::1]/x",
        "http://[::ffff:127.0.0.1]:8099/x",
        "http://2130706433:8099/x",
        "http://0x7f000001:8099/x",
        "http://0177.0.0.1:8099/x",
        "http://127.1:8099/x",
        "http://１２７.0.0.1/x",
        "http://169.254.169.254/latest/meta-data",
        "http://%31%32%37.0.0.1:8099/x",
        "https://a.example.com%2eevil.test/x",
        "https://ａ.example.com.evil.test/x",
        "https://a.example.com /x",
        "https://a.example.com/x\r\nHost: evil.test",
        "https://a.example.com/x\x00",
        "https://.example.com/x",
    ],
)
def test_forbidden_url_is_refused_and_told_without_its_path(url: str) -> None:
    with pytest.raises(FetchForbidden) as caught:
        RULES.check(url)
    assert "/x" not in str(caught.value)
    assert "word" not in str(caught.value)


@pytest.mark.parametrize("entry", [".", "", " "])
def test_empty_entry_allows_nothing(entry: str) -> None:
    with pytest.raises(FetchForbidden):
        HostRules.parse((entry,)).check("https://a.example.com/x")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:8.8.8.8]", "[64:ff9b::7f00:1]"])
def test_named_private_address_without_port_stays_forbidden(host: str) -> None:
    with pytest.raises(FetchForbidden, match="not a public address"):
        HostRules.parse((host,)).check(f"http://{host}/")


async def test_numeric_host_names_are_judged_by_what_they_resolve_to() -> None:
    everything = HostRules.parse((".example.com",))

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    for host in ("0x7f.1", "0177.1", "a.example.com"):
        with pytest.raises(FetchForbidden, match="resolves to"):
            await GuardedResolver(everything, lookup).resolve(host, 443)


async def test_one_private_address_among_public_ones_spoils_the_host() -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["8.8.8.8", "10.0.0.1"]

    with pytest.raises(FetchForbidden, match=r"10\.0\.0\.1"):
        await GuardedResolver(RULES, lookup).resolve("a.example.com", 443)


async def test_literal_entry_covers_its_port_only() -> None:
    rules = HostRules.parse(("results.test:8099",))

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    resolver = GuardedResolver(rules, lookup)
    assert [found["host"] for found in await resolver.resolve("results.test", 8099)] == ["127.0.0.1"]
    with pytest.raises(FetchForbidden):
        await resolver.resolve("results.test", 80)
