"""What each client of ours does where a proxy stands between: same rules, and never past it."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.clock import SystemClock
from bot.errors import FetchBroken, FetchError, FetchForbidden, FetchUnjudged, NotSent
from bot.jobs.model import Backend, MusicRequest
from bot.media import Fetcher, FetchLimits, HostRules, References
from bot.proxies import Proxies
from bot.tencent.client import Account, Credentials, TencentClient
from bot.tencent.protocol import MPS_CREATE_AUDIO
from bot.tencent.transport import open_connections
from tests.support.forward_proxy import ForwardProxy, forward_proxy
from tests.support.postgres import free_port
from tests.support.raw_server import RawServer, http, raw_server, response

_ONCE = FetchLimits(total_seconds=10, tries=1)


def port_of(server: RawServer) -> int:
    return urlsplit(server.url).port or 0


async def unknown(host: str, port: int) -> Sequence[str]:
    raise AssertionError(f"{host} was looked up here")


def fetcher(proxy: ForwardProxy | None, *hosts: str, **rules: bool) -> Fetcher:
    listed = HostRules.parse(hosts)
    judged = HostRules(listed.suffixes, listed.names, listed.literals, **rules)
    proxies = Proxies(proxy.url, proxy.url) if proxy else Proxies()
    return Fetcher(judged, _ONCE, lookup=unknown if proxy else fake, proxy_for=proxies.for_url)


async def fake(host: str, port: int) -> Sequence[str]:
    return ["198.18.0.7"]


async def call(proxy_url: str, at: str) -> None:
    async with open_connections(proxy_for=Proxies(proxy_url, proxy_url).for_url) as connections:
        client = TencentClient(
            connections, Account(Credentials("id", "key"), dict.fromkeys(Backend, at)), SystemClock()
        )
        await client.call(MPS_CREATE_AUDIO, {"Prompt": "x"})


async def test_a_call_in_the_clear_goes_to_the_proxy_with_its_whole_address() -> None:
    async with raw_server(response(TaskId="1")) as server, forward_proxy({"mps.test:80": port_of(server)}) as proxy:
        await call(proxy.url, "http://mps.test")
        assert proxy.lines == ["POST http://mps.test HTTP/1.1"]
        assert server.received[0].headers["Host"] == "mps.test", "the signed host is the service's"


@pytest.mark.parametrize("status", [403, 407, 502])
async def test_a_proxy_that_refuses_has_sent_nothing(status: int) -> None:
    async with forward_proxy({}, status=status) as proxy:
        with pytest.raises(NotSent):
            await call(proxy.url, "https://mps.test")
        assert set(proxy.lines) == {"CONNECT mps.test:443 HTTP/1.1"}


async def test_a_proxy_that_is_away_has_sent_nothing() -> None:
    with pytest.raises(NotSent):
        await call(f"http://127.0.0.1:{free_port()}", "https://mps.test")


async def test_a_result_is_fetched_through_the_proxy_by_name_alone(tmp_path: Path) -> None:
    async with (
        raw_server(http(b"sound", content_type="audio/wav")) as server,
        forward_proxy({"a.results.test:80": port_of(server)}) as proxy,
    ):
        fetching = fetcher(proxy, ".results.test")
        assert await fetching.fetch("http://a.results.test/x", tmp_path / "x") == 5
        assert proxy.lines == ["GET http://a.results.test/x HTTP/1.1"]
        await fetching.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://other.test/x",
        "http://127.0.0.1/x",
        "http://10.0.0.1/x",
        "http://169.254.169.254/x",
        "http://2130706433/x",
        "http://a.results.test:3128/x",
    ],
)
async def test_the_list_of_hosts_holds_before_a_proxy_too(url: str, tmp_path: Path) -> None:
    async with forward_proxy({}) as proxy:
        fetching = fetcher(proxy, ".results.test")
        with pytest.raises(FetchForbidden):
            await fetching.fetch(url, tmp_path / "x")
        with pytest.raises(FetchForbidden):  # nor is the proxy itself a host of results
            await fetching.fetch(f"{proxy.url}/x", tmp_path / "x")
        assert proxy.lines == []
        await fetching.close()


async def test_a_redirect_past_the_list_ends_at_the_proxy(tmp_path: Path) -> None:
    async with (
        raw_server(http(status=302, Location="http://inside.test/x")) as server,
        forward_proxy({"a.results.test:80": port_of(server)}) as proxy,
    ):
        fetching = fetcher(proxy, ".results.test")
        with pytest.raises(FetchForbidden, match=r"inside\.test"):
            await fetching.fetch("http://a.results.test/x", tmp_path / "x")
        assert len(proxy.lines) == 1
        await fetching.close()


async def test_what_anybody_may_name_is_not_asked_for_through_a_proxy() -> None:
    async with forward_proxy({}) as proxy:
        fetching = fetcher(proxy, anywhere=True)
        with pytest.raises(FetchUnjudged):
            await fetching.peek("https://inside.corp.example/x", 10)
        with pytest.raises(FetchForbidden):
            await fetching.peek("https://10.0.0.1/x", 10)
        await References(fetching).check(MusicRequest("x", "M", "1", reference_url="https://files.example/a.mp3"))
        assert proxy.lines == []
        await fetching.close()


@pytest.mark.parametrize(
    ("rules", "error"),
    [
        ({}, FetchForbidden),
        ({"fake_addresses": True}, FetchBroken),  # asked for, and nobody is there
        ({"anywhere": True}, FetchForbidden),
        ({"anywhere": True, "fake_addresses": True}, FetchUnjudged),
    ],
)
async def test_made_up_addresses_are_taken_where_the_operator_says_so(
    rules: dict[str, bool], error: type[FetchError], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(addr_infos: object, **_: object) -> object:
        raise OSError("no transparent proxy here")

    monkeypatch.setattr("aiohappyeyeballs.start_connection", nobody)
    fetching = fetcher(None, ".results.test", **rules)
    with pytest.raises(error):
        await fetching.peek("http://a.results.test/x", 10)
    await fetching.close()
