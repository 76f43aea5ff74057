"""A local cloud on a clock that stands still, and a client that signs by hand."""

import hashlib
import hmac
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.sandbox.tencent import LocalTencent, ManualTencentClock, Settings

SECRET_ID, SECRET_KEY = "AKIDFAKE-unit-test", "fake-key-unit"
VERSIONS = {"mps": "2019-06-12", "vod": "2018-07-17"}


@dataclass(frozen=True)
class Answered:
    """What came back over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def response(self) -> dict[str, Any]:
        found = json.loads(self.body)["Response"]
        assert isinstance(found, dict)
        return found

    @property
    def code(self) -> str:
        return str(self.response.get("Error", {}).get("Code", ""))


class Client:
    """Sends signed requests; every header can be overridden or, with None, left out."""

    def __init__(self, cloud: LocalTencent, clock: ManualTencentClock, session: aiohttp.ClientSession) -> None:
        self.cloud, self.clock, self.session = cloud, clock, session

    async def __call__(self, service: str, action: str, fields: Any = None, **options: Any) -> Answered:
        body: bytes = options.get("body", json.dumps(fields or {}).encode())
        url = self.cloud.mps_url if service == "mps" else self.cloud.vod_url
        headers = self.signed(service, action, url, body, options.get("timestamp", int(self.clock.wall())))
        for name, value in options.get("headers", {}).items():
            headers.pop(name, None)
            if value is not None:
                headers[name] = value
        async with self.session.request(
            options.get("method", "POST"), url + options.get("path", "/"), data=io.BytesIO(body), headers=headers
        ) as answer:
            return Answered(answer.status, dict(answer.headers), await answer.read())

    def signed(self, service: str, action: str, url: str, body: bytes, timestamp: int) -> dict[str, str]:
        host, date = url.removeprefix("http://"), datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d")
        canonical = f"POST\n/\n\ncontent-type:application/json\nhost:{host}\n\ncontent-type;host\n{_sha(body)}"
        text = f"TC3-HMAC-SHA256\n{timestamp}\n{date}/{service}/tc3_request\n{_sha(canonical.encode())}"
        key = f"TC3{SECRET_KEY}".encode()
        for part in (date, service, "tc3_request", text):
            key = hmac.digest(key, part.encode(), "sha256")
        return {
            "Authorization": f"TC3-HMAC-SHA256 Credential={SECRET_ID}/{date}/{service}/tc3_request, "
            f"SignedHeaders=content-type;host, Signature={key.hex()}",
            "Content-Type": "application/json",
            "X-TC-Action": action,
            "X-TC-Version": VERSIONS[service],
            "X-TC-Timestamp": str(timestamp),
        }


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def clock() -> ManualTencentClock:
    return ManualTencentClock()


@pytest.fixture
async def cloud(clock: ManualTencentClock) -> AsyncIterator[LocalTencent]:
    local = LocalTencent(Settings(credentials={SECRET_ID: SECRET_KEY}), clock=clock)
    await local.start()
    yield local
    await local.close()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(auto_decompress=False) as opened:
        yield opened


@pytest.fixture
def client(cloud: LocalTencent, clock: ManualTencentClock, session: aiohttp.ClientSession) -> Client:
    return Client(cloud, clock, session)
