"""The client over real sockets: what leaves, what is sent again, and what every fault becomes."""

import asyncio
import gzip
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.utils import formatdate
from typing import Any

import pytest

from bot.errors import Ambiguous, Blame, Deferred, NotSent, ProviderError, Rejected
from bot.jobs.model import Backend
from bot.tencent import protocol, signing, transport
from bot.tencent.client import Account, CallRecord, TencentClient
from bot.tencent.protocol import MPS_CREATE_AUDIO, MPS_DESCRIBE_AUDIO, VOD_MANAGE_TASK, Effect
from bot.tencent.signing import Credentials, Signer
from bot.tencent.transport import Connections, open_connections
from tests.support.instant_clock import InstantClock
from tests.support.listening import listening
from tests.support.raw_server import RawServer, Received, Step, http, raw_server, refusal, response

PAIR = Credentials("AKIDFAKE-id", "fake-key", "fake-token")
PAYLOAD = {"ModelName": "GL", "Prompt": "calm rain \u96e8 \U0001f327"}
# What a gateway, a proxy or a broken line may answer with, and the code it gets.
FAULTS: dict[str, tuple[bytes, str]] = {
    "500": (http(b"<html>no</html>", 500, "text/html"), "Foley.Status500"),
    "502": (http(b"<html>no</html>", 502, "text/html"), "Foley.Status502"),
    "503 in the form of the API": (http(b'{"Response":{"TaskId":"1"}}', 503), "Foley.Status503"),
    "408": (http(b"", 408), "Foley.Status408"),
    "425": (http(b"", 425), "Foley.Status425"),
    "429": (http(b"", 429), "Foley.Status429"),
    "499": (http(b"", 499), "Foley.Status499"),
    "201": (http(b'{"Response":{"TaskId":"1"}}', 201), "Foley.Status201"),
    "html": (http(b"<html>hello</html>", 200, "text/html"), "Foley.ContentType"),
    "truncated json": (http(b'{"Response":{"TaskId":'), "Foley.NotJson"),
    "empty": (http(b""), "Foley.Empty"),
    "no response": (http(b'{"TaskId":"1"}'), "Foley.NoResponse"),
    "cut connection": (b"", "Foley.ConnectionLost"),
    "cut body": (http(b'{"Response":{}}', length=999), "Foley.ConnectionLost"),
    "no http": (b"hello\r\n\r\n", "Foley.ConnectionLost"),
    "bad gzip": (http(b"{}", Content_Encoding="gzip"), "Foley.ConnectionLost"),
    "internal error": (refusal("InternalError"), "InternalError"),
}
FAULT_ROWS = pytest.mark.parametrize(("answer", "code"), list(FAULTS.values()), ids=list(FAULTS))


class Bench:
    """A client and what it told its observer."""

    def __init__(self, connections: Connections) -> None:
        self.connections = connections
        self.clock = InstantClock()
        self.calls: list[CallRecord] = []

    def client(
        self, server: RawServer | str, read_again: Callable[[], Credentials] | None = None, **options: Any
    ) -> TencentClient:
        url = server if isinstance(server, str) else server.url
        endpoints = dict.fromkeys(Backend, url)
        account = Account(PAIR, endpoints, read_again)
        return TencentClient(self.connections, account, self.clock, on_call=self.calls.append, **options)


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with open_connections() as connections:
        yield Bench(connections)


async def test_what_leaves_is_signed_as_sent(bench: Bench) -> None:
    async with raw_server(response(TaskId="1")) as server:
        answer = await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
        (request,) = server.received
    assert answer.fields["TaskId"] == "1"
    assert answer.request_id == "request-1"
    headers, host = request.headers, server.url.removeprefix("http://")
    assert request.line == "POST / HTTP/1.1"
    assert request.payload == PAYLOAD
    assert headers["Host"] == host
    assert headers["Content-Type"] == "application/json"
    assert headers["X-TC-Action"] == "CreateAigcAudioTask"
    assert headers["X-TC-Version"] == "2019-06-12"
    assert headers["X-TC-Token"] == "fake-token"
    assert headers["X-TC-Language"] == "en-US"
    assert headers["X-TC-Timestamp"] == "1800000000"
    signed = (("content-type", "application/json"), ("host", host), ("x-tc-action", "CreateAigcAudioTask"))
    head, names = signing.canonical_head("POST", signed)
    assert names == "content-type;host;x-tc-action"
    expected = Signer(PAIR).sign(head, names, signing.payload_hash(request.body), 1_800_000_000, "mps")
    assert headers["Authorization"] == expected


async def test_the_default_port_is_not_signed_and_a_path_is(bench: Bench) -> None:
    client = bench.client("https://mps.intl.tencentcloudapi.com")
    assert client._endpoints[Backend.MPS].host == "mps.intl.tencentcloudapi.com"
    assert client._endpoints[Backend.MPS].url.raw_path == "/"
    assert bench.client("http://proxy:81")._endpoints[Backend.MPS].host == "proxy:81"


@FAULT_ROWS
async def test_a_create_is_sent_once_and_its_fate_is_unknown(bench: Bench, answer: bytes, code: str) -> None:
    async with raw_server(answer, response(TaskId="2")) as server:
        with pytest.raises(Ambiguous) as caught:
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 1
    assert caught.value.code == code
    assert caught.value.key == "provider-unknown"
    assert [(call.action, call.code) for call in bench.calls] == [("CreateAigcAudioTask", code)]


@FAULT_ROWS
@pytest.mark.parametrize("action", [MPS_DESCRIBE_AUDIO, VOD_MANAGE_TASK], ids=["read", "stop"])
async def test_a_read_is_sent_again(bench: Bench, answer: bytes, code: str, action: protocol.Action) -> None:
    async with raw_server(answer, answer, response(Status="RUN")) as server:
        found = await bench.client(server).call(action, {"TaskId": "1"})
        assert len(server.received) == 3
    assert found.fields["Status"] == "RUN"
    assert [call.code for call in bench.calls] == [code, code, ""]
    assert any(0.4 <= pause <= 0.8 for pause in bench.clock.sleeps)
    assert any(0.8 <= pause <= 1.6 for pause in bench.clock.sleeps)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404, 405, 413, 451])
async def test_a_create_that_never_reached_the_service_is_refused(bench: Bench, status: int) -> None:
    async with raw_server(http(b"<html>no</html>", status, "text/html")) as server:
        with pytest.raises(Rejected) as caught:
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 1
    assert (caught.value.code, caught.value.blame) == (f"Foley.Status{status}", Blame.OWNER)
    assert caught.value.key == ("tencent-size" if status == 413 else "tencent-address")


async def test_a_look_that_never_reached_the_service_says_nothing_of_its_task(bench: Bench) -> None:
    async with raw_server(http(b"", 404)) as server:
        with pytest.raises(Ambiguous):
            await bench.client(server).call(MPS_DESCRIBE_AUDIO, {"TaskId": "1"})


@asynccontextmanager
async def closing_server() -> AsyncIterator[tuple[str, list[int]]]:
    """Keep connections alive after an answer, and close one as soon as a second request is written to it."""
    connections: list[int] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(0)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r\n")[0]))
        writer.write(response(TaskId=str(len(connections))))
        await writer.drain()
        await reader.read(1)
        writer.transport.abort()

    async with listening(serve) as port:
        yield f"http://127.0.0.1:{port}", connections


async def test_a_create_never_goes_over_a_connection_that_may_be_stale(bench: Bench) -> None:
    async with closing_server() as (url, connections):
        client = bench.client(url)
        await client.call(MPS_DESCRIBE_AUDIO, {"TaskId": "1"})
        for number in range(2, 12):
            assert (await client.call(MPS_CREATE_AUDIO, PAYLOAD)).fields["TaskId"] == str(number)
        assert len(connections) == 11


async def test_looks_keep_their_connection(bench: Bench) -> None:
    opened = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        while head := (await reader.readuntil(b"\r\n\r\n")).decode().lower():
            await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r\n")[0]))
            writer.write(response(Status="RUN"))

    async with listening(serve) as port:
        client = bench.client(f"http://127.0.0.1:{port}")
        for _ in range(5):
            await client.call(MPS_DESCRIBE_AUDIO, {"TaskId": "1"})
        await bench.connections.kept.close()
    assert opened == 1


def takes_only(token: str) -> Step:
    def answer(request: Received) -> bytes:
        right = request.headers["X-TC-Token"] == token
        return response(TaskId="1") if right else refusal("AuthFailure.TokenFailure", "expired")

    return answer


@pytest.mark.parametrize("action", [MPS_CREATE_AUDIO, MPS_DESCRIBE_AUDIO], ids=["create", "read"])
async def test_temporary_keys_that_ran_out_are_read_again(bench: Bench, action: protocol.Action) -> None:
    fresh = Credentials("AKIDFAKE-new", "new-key", "new-token")
    async with raw_server(takes_only("new-token")) as server:
        client = bench.client(server, read_again=lambda: fresh)
        assert (await client.call(action, PAYLOAD)).fields["TaskId"] == "1"
        assert len(server.received) == 2
        assert "AKIDFAKE-new" in server.received[1].headers["Authorization"]
        await client.call(action, PAYLOAD)
        assert len(server.received) == 3


@pytest.mark.parametrize("found", [PAIR, Credentials("AKIDFAKE-other", "key", "other")], ids=["the same", "bad ones"])
async def test_keys_that_stay_refused_are_the_owners(bench: Bench, found: Credentials) -> None:
    async with raw_server(takes_only("new-token")) as server:
        with pytest.raises(Rejected) as caught:
            await bench.client(server, read_again=lambda: found).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == (1 if found == PAIR else 2)
    assert (caught.value.code, caught.value.blame) == ("AuthFailure.TokenFailure", Blame.OWNER)


async def test_many_calls_read_renewed_keys_once(bench: Bench) -> None:
    reads: list[int] = []

    def read() -> Credentials:
        reads.append(0)
        return Credentials("AKIDFAKE-new", "new-key", "new-token")

    async with raw_server(takes_only("new-token")) as server:
        client = bench.client(server, read_again=read)
        await asyncio.gather(*(client.call(MPS_DESCRIBE_AUDIO, {"TaskId": "1"}) for _ in range(8)))
    assert 1 <= len(reads) <= 8
    assert client._credentials.token == "new-token"


@pytest.mark.parametrize(
    ("status", "retry_after", "least", "most"),
    [
        (429, "7", 7.0, 7.0),
        (503, "3", 3.0, 3.0),
        (429, "86400", 60.0, 60.0),
        (429, "", 1.1, 1.6),
        (429, "Wed, 21 Oct 2015 07:28:00 GMT", 1.1, 1.6),
    ],
)
async def test_a_gateway_that_says_when_to_come_back_is_heeded(
    bench: Bench, status: int, retry_after: str, least: float, most: float
) -> None:
    answer = http(b"<html>no</html>", status, "text/html", Retry_After=retry_after)
    async with raw_server(answer, response(Status="RUN")) as server:
        client = bench.client(server)
        before = bench.clock.monotonic()
        found = await client.call(MPS_DESCRIBE_AUDIO, {"TaskId": "1"})
        assert len(server.received) == 2
    assert found.fields["Status"] == "RUN"
    assert least <= bench.clock.monotonic() - before <= most + 1e-6


async def test_a_read_that_never_works_gives_up(bench: Bench) -> None:
    async with raw_server(http(b"", 500)) as server:
        with pytest.raises(Ambiguous):
            await bench.client(server).call(MPS_DESCRIBE_AUDIO, {})
        assert len(server.received) == 3


async def test_a_redirect_is_never_followed(bench: Bench) -> None:
    async with raw_server(response(TaskId="1")) as other, raw_server(http(b"", 307, Location=other.url)) as server:
        with pytest.raises(Rejected):
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert other.received == []


async def test_an_answer_that_does_not_come(bench: Bench) -> None:
    short = dict.fromkeys(Effect, 0.05)
    async with raw_server(b"", hangs=True) as server:
        with pytest.raises(Ambiguous) as caught:
            await bench.client(server, timeout_seconds=short).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 1
    assert caught.value.code == "Foley.Timeout"


async def test_nobody_listening_means_nothing_was_sent(bench: Bench) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        client = bench.client(f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(NotSent) as caught:
            await client.call(MPS_CREATE_AUDIO, PAYLOAD)
    assert caught.value.code == "Foley.NoConnection"
    assert len(bench.calls) == 3  # certain that nothing was started: tried again


async def test_no_such_name_means_nothing_was_sent(bench: Bench) -> None:
    with pytest.raises(NotSent):
        await bench.client("http://nobody.invalid").call(MPS_CREATE_AUDIO, PAYLOAD)


async def test_no_tls_means_nothing_was_sent(bench: Bench) -> None:
    async def speak_plainly(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(http(b"no TLS here", 400))
        writer.close()

    async with listening(speak_plainly) as port:
        client = bench.client(f"https://127.0.0.1:{port}")
        with pytest.raises(NotSent):
            await client.call(MPS_CREATE_AUDIO, PAYLOAD)


async def test_no_free_connection_in_time_means_nothing_was_sent() -> None:
    async with open_connections(limit=1) as connections, raw_server(b"", hangs=True) as server:
        bench = Bench(connections)
        slow = asyncio.create_task(bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD))
        await server.arrived.wait()
        with pytest.raises(NotSent):
            await bench.client(server, timeout_seconds=dict.fromkeys(Effect, 0.02)).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 1
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow


async def test_a_closed_session_means_nothing_was_sent(bench: Bench) -> None:
    await bench.connections.fresh.close()
    with pytest.raises(NotSent):
        await bench.client("http://127.0.0.1:1").call(MPS_CREATE_AUDIO, PAYLOAD)


async def test_cancelling_goes_through(bench: Bench) -> None:
    async with raw_server(b"", hangs=True) as server:
        call = asyncio.create_task(bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD))
        await server.arrived.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert len(server.received) == 1


async def test_a_rate_refusal_is_waited_out_and_sent_again(bench: Bench) -> None:
    limited = refusal("RequestLimitExceeded")
    async with raw_server(limited, limited, response(TaskId="1")) as server:
        client = bench.client(server)
        assert (await client.call(MPS_CREATE_AUDIO, PAYLOAD)).fields["TaskId"] == "1"
        assert len(server.received) == 3
    assert sum(bench.clock.sleeps) >= 2.2  # twice a whole window of the server
    assert all(pause > 0 for pause in bench.clock.sleeps)
    gauge = next(gauge for gauge in client.limiter.gauges() if gauge.key == MPS_CREATE_AUDIO.key)
    assert gauge.refused == 2
    assert gauge.rate < gauge.full_rate


async def test_a_rate_refusal_without_end_is_told_with_a_time(bench: Bench) -> None:
    async with raw_server(refusal("RequestLimitExceeded.UinLimitExceeded")) as server:
        with pytest.raises(Deferred) as caught:
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 3
    assert caught.value.retry_after_seconds is not None
    assert caught.value.retry_after_seconds >= 1


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("LimitExceeded.CreateTask", Deferred),
        ("ResourceInsufficient", Deferred),
        ("InvalidParameter.ViolationContent", Rejected),
        ("AuthFailure.SignatureFailure", Rejected),
        ("NeverHeardOf", Rejected),
    ],
)
@pytest.mark.parametrize("action", [MPS_CREATE_AUDIO, MPS_DESCRIBE_AUDIO], ids=["create", "read"])
async def test_other_refusals_are_not_repeated(
    bench: Bench, code: str, error: type[ProviderError], action: protocol.Action
) -> None:
    async with raw_server(refusal(code)) as server:
        with pytest.raises(error) as caught:
            await bench.client(server).call(action, PAYLOAD)
        assert len(server.received) == 1
    assert (caught.value.code, caught.value.request_id) == (code, "request-1")


def expired(now: float) -> bytes:
    return refusal("AuthFailure.SignatureExpire", date=formatdate(now, usegmt=True))


async def test_a_wrong_clock_is_corrected_once_and_remembered(bench: Bench) -> None:
    def server_clock(request: Received) -> bytes:
        if abs(int(request.headers["X-TC-Timestamp"]) - server_now) > 300:
            return expired(server_now)
        return response(TaskId="1")

    server_now = bench.clock.now() - 600
    async with raw_server(server_clock) as server:
        client = bench.client(server)
        await client.call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 2
        await client.call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 3


async def test_a_clock_that_stays_wrong_is_the_owners(bench: Bench) -> None:
    async with raw_server(expired(bench.clock.now() + 600)) as server:
        with pytest.raises(Rejected) as caught:
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 2
    assert caught.value.key == "tencent-clock"


@pytest.mark.parametrize("date", ["", "yesterday", "Fri, 99 Nov 2026 19:40:00 GMT"])
async def test_without_a_date_there_is_nothing_to_learn(bench: Bench, date: str) -> None:
    async with raw_server(refusal("AuthFailure.SignatureExpire", date=date)) as server:
        with pytest.raises(Rejected):
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
        assert len(server.received) == 1


async def test_a_compressed_answer(bench: Bench) -> None:
    packed = gzip.compress(b'{"Response":{"TaskId":"1","RequestId":"r"}}')
    async with raw_server(http(packed, Content_Encoding="gzip")) as server:
        assert (await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)).fields["TaskId"] == "1"


async def test_a_bomb_is_not_unpacked(bench: Bench) -> None:
    packed = gzip.compress(bytes(protocol.ANSWER_LIMIT_BYTES + 1), compresslevel=9)
    async with raw_server(http(packed, Content_Encoding="gzip")) as server:
        with pytest.raises(Ambiguous) as caught:
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
    assert caught.value.code == "Foley.AnswerTooLarge"


async def test_a_long_text_is_sent_whole(bench: Bench) -> None:
    words = {"Text": "words " * 300_000}
    async with raw_server(response(TaskId="1")) as server:
        await bench.client(server).call(protocol.MPS_CREATE_SPEECH, words)
        assert server.received[0].payload == words


async def test_a_failing_observer_does_not_cost_the_answer(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def observer(_: CallRecord) -> None:
        raise LookupError("observer")

    async with raw_server(response(TaskId="1")) as server:
        client = TencentClient(
            bench.connections, Account(PAIR, dict.fromkeys(Backend, server.url)), bench.clock, on_call=observer
        )
        assert (await client.call(MPS_CREATE_AUDIO, PAYLOAD)).fields["TaskId"] == "1"
    assert "tencent.observer_failed" in caplog.text


async def test_no_secret_and_no_prompt_in_log_or_error(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    steps: list[Step] = [
        refusal("InvalidParameterValue", "prompt 'calm rain' is bad"),
        b"",
        b"hello\r\n\r\n",
        response(TaskId="1"),
    ]
    shown = ""
    async with raw_server(*steps) as server:
        client = bench.client(server)
        for _ in steps:
            try:
                await client.call(MPS_CREATE_AUDIO, PAYLOAD)
            except ProviderError as error:
                shown += f"{error} {error!r} {error.detail} {error.values}"
        authorizations = [request.headers["Authorization"] for request in server.received]
    shown += caplog.text + repr(bench.calls) + repr(client)
    for secret in ("AKIDFAKE", "fake-key", "fake-token", "calm rain", *(text[-64:] for text in authorizations)):
        assert secret not in shown
    assert "CreateAigcAudioTask" in caplog.text


async def test_every_action_is_of_a_known_endpoint(bench: Bench) -> None:
    async with raw_server(lambda request: response(Echo=request.headers["X-TC-Action"])) as server:
        client = bench.client(server)
        for action in protocol.ACTIONS:
            assert (await client.call(action, {})).fields["Echo"] == action.name
        assert {json.dumps(request.payload) for request in server.received} == {"{}"}


async def test_without_the_lease_no_create_leaves(bench: Bench) -> None:
    async with raw_server(response(TaskId="1")) as server:
        client = bench.client(server, may_create=lambda: False)
        with pytest.raises(NotSent) as caught:
            await client.call(MPS_CREATE_AUDIO, PAYLOAD)
        assert caught.value.code == "Foley.LeaseLost"
        assert server.received == []
        await client.call(MPS_DESCRIBE_AUDIO, {"TaskId": "1"})  # anybody may look
        assert len(server.received) == 1


async def test_an_answer_without_end_is_not_read_to_its_end(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "ANSWER_LIMIT_BYTES", 2**16)
    async with raw_server(http(bytes(2**23))) as server:
        with pytest.raises(Ambiguous) as caught:
            await bench.client(server).call(MPS_CREATE_AUDIO, PAYLOAD)
    assert caught.value.code == "Foley.AnswerTooLarge"
