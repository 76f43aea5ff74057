"""TLS options of a PostgreSQL URL do what they say. The wheel's server has no TLS, so a proxy terminates it.

The certificates in ``store_certificates`` are self-signed for ``localhost``, made for these tests only.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import StoreRefused, StoreUnavailable
from bot.store import Store
from tests.support.forward_proxy import join
from tests.support.listening import listening
from tests.support.postgres import PostgresServer

_CERTIFICATES = Path(__file__).parent / "store_certificates"
_SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
_CLOCK = SystemClock()


@pytest.fixture
async def tls_port(postgres_server: PostgresServer) -> AsyncIterator[int]:
    """A port that speaks TLS as PostgreSQL does, and forwards what it unwraps."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(_CERTIFICATES / "server.crt", _CERTIFICATES / "server.key")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readexactly(len(_SSL_REQUEST)) == _SSL_REQUEST
        writer.write(b"S")
        try:
            await writer.start_tls(context)
        except OSError:  # the client did not like the certificate
            writer.transport.abort()
            return
        await join((reader, writer), await asyncio.open_connection("127.0.0.1", postgres_server.port))

    async with listening(serve) as port:
        yield port


def _url(postgres_url: str, port: int, host: str, options: str) -> str:
    return f"postgresql://postgres@{host}:{port}/{postgres_url.rpartition('/')[2]}?{options}"


@pytest.mark.parametrize(
    ("host", "options"),
    [
        ("localhost", f"sslmode=verify-full&sslrootcert={_CERTIFICATES / 'server.crt'}"),
        ("127.0.0.1", f"sslmode=verify-ca&sslrootcert={_CERTIFICATES / 'server.crt'}"),
        ("127.0.0.1", "sslmode=require"),
        ("127.0.0.1", "sslmode=prefer"),
    ],
)
async def test_a_store_opens_over_tls(postgres_url: str, tls_port: int, host: str, options: str) -> None:
    async with Store.opened(_url(postgres_url, tls_port, host, options), _CLOCK) as store:
        await store.ping()


@pytest.mark.parametrize(
    ("host", "options"),
    [
        ("localhost", f"sslmode=verify-full&sslrootcert={_CERTIFICATES / 'other.crt'}"),
        ("127.0.0.1", f"sslmode=verify-ca&sslrootcert={_CERTIFICATES / 'other.crt'}"),
        ("127.0.0.1", f"sslmode=verify-full&sslrootcert={_CERTIFICATES / 'server.crt'}"),  # not its name
    ],
)
async def test_a_server_that_is_not_who_it_says_is_refused(
    postgres_url: str, tls_port: int, host: str, options: str
) -> None:
    with pytest.raises(StoreRefused, match="SSLCertVerificationError"):
        await Store.open(_url(postgres_url, tls_port, host, options), _CLOCK)


async def test_where_tls_is_required_nothing_is_said_in_the_clear(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    with pytest.raises(StoreUnavailable):
        await Store.open(_url(postgres_url, postgres_server.port, "127.0.0.1", "sslmode=require"), _CLOCK)
