"""Server-side verification of TC3-HMAC-SHA256: rebuilds the signed string from the bytes on the wire.

Pure: takes a request, the known keys and the time, returns a verdict. It must never share code with the bot's
signer, or both could have the same bug.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

ALGORITHM = "TC3-HMAC-SHA256"
CLOCK_WINDOW_SECONDS = 300
UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"

_AUTHORIZATION = re.compile(
    r"TC3-HMAC-SHA256\s+Credential=(?P<secret_id>[^/,\s]+)/(?P<date>\d{4}-\d{2}-\d{2})/(?P<service>[a-z0-9]+)"
    r"/tc3_request\s*,\s*SignedHeaders=(?P<names>[a-z0-9-]+(?:;[a-z0-9-]+)*)\s*,\s*Signature=(?P<signature>[0-9a-f]{64})"
)


@dataclass(frozen=True)
class WireRequest:
    """One HTTP request exactly as it arrived, neither decoded nor reordered."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the first value of a header, by case-insensitive name."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True)
class Verdict:
    """The result of verifying a signature. ``code`` is empty when it is valid."""

    code: str = ""
    message: str = ""
    secret_id: str = ""
    signed_headers: str = ""

    @property
    def ok(self) -> bool:
        """Whether the signature is valid."""
        return not self.code


def verify(
    request: WireRequest,
    *,
    credentials: Mapping[str, str],
    token: str | None,
    service: str,
    now: float,
) -> Verdict:
    """Verify the signature of ``request`` at server time ``now`` (unix seconds)."""
    parts = _AUTHORIZATION.fullmatch((request.header("Authorization") or "").strip())
    if parts is None:
        return Verdict("AuthFailure.InvalidAuthorization", "The Authorization header is malformed or missing.")
    secret_id, names = parts["secret_id"], parts["names"].split(";")

    def refused(code: str, message: str) -> Verdict:
        return Verdict(f"AuthFailure.{code}", message, secret_id, parts["names"])

    if not {"content-type", "host"} <= set(names):
        return refused("InvalidAuthorization", "SignedHeaders must hold content-type and host.")
    if any(request.header(name) is None for name in names):
        return refused("InvalidAuthorization", "A header named in SignedHeaders was not sent.")
    secret_key = credentials.get(secret_id)
    if secret_key is None:
        return refused("SecretIdNotFound", "The SecretId is not found, please ensure that it is correct.")
    timestamp = int(request.header("X-TC-Timestamp") or 0)
    if abs(now - timestamp) > CLOCK_WINDOW_SECONDS:
        return refused("SignatureExpire", "The signature has expired, check the time of your machine.")
    if parts["service"] != service or parts["date"] != utc_date(timestamp):
        return refused("SignatureFailure", "The credential scope does not fit this service or this timestamp.")
    canonical = canonical_request(request, names)
    expected = signature(secret_key, timestamp, service, canonical)
    if not hmac.compare_digest(expected, parts["signature"]):
        return refused("SignatureFailure", "The provided credentials could not be validated.")
    if request.header("X-TC-Token") != token:
        return refused("TokenFailure", "The token is wrong or has expired.")
    return Verdict(secret_id=secret_id, signed_headers=parts["names"])


def canonical_request(request: WireRequest, signed_names: list[str]) -> bytes:
    """Return the canonical request, built from the bytes that arrived."""
    names = sorted(signed_names)
    headers = "".join(f"{name}:{(request.header(name) or '').strip().lower()}\n" for name in names)
    lines = (request.method, request.path, request.query, headers, ";".join(names), payload_hash(request))
    return "\n".join(lines).encode()


def payload_hash(request: WireRequest) -> str:
    """Return the hash of the body, or of ``UNSIGNED-PAYLOAD`` when the body is not signed."""
    unsigned = request.header("X-TC-Content-SHA256") == UNSIGNED_PAYLOAD
    return hashlib.sha256(UNSIGNED_PAYLOAD.encode() if unsigned else request.body).hexdigest()


def string_to_sign(timestamp: int, service: str, canonical: bytes) -> str:
    """Return the string to sign: four lines."""
    scope = f"{utc_date(timestamp)}/{service}/tc3_request"
    return "\n".join((ALGORITHM, str(timestamp), scope, hashlib.sha256(canonical).hexdigest()))


def signature(secret_key: str, timestamp: int, service: str, canonical: bytes) -> str:
    """Return the expected signature of a request, in hexadecimal."""
    key = f"TC3{secret_key}".encode()
    for part in (utc_date(timestamp), service, "tc3_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, string_to_sign(timestamp, service, canonical).encode(), "sha256").hex()


def utc_date(timestamp: int) -> str:
    """Return the UTC date of a unix time, as used in the credential scope."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d")
