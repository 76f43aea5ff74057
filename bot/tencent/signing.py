"""TC3-HMAC-SHA256 in four named steps, without I/O: bytes and a time in, an ``Authorization`` value out.

1. :func:`canonical_request`  the request in canonical form
2. :func:`string_to_sign`     its hash, bound to a time and a scope
3. :func:`derive_key`         a key that is valid for one UTC day and one service
4. :func:`authorization`      the signature and what it covers, as a header

:class:`Signer` runs the steps and caches the derived key and the scope per (day, service). The time is always an
argument. Rules: tencentcloud.com/document/product/1041/33625 ("Signature v3").
"""

import hashlib
import hmac
import time
from collections.abc import Iterable
from dataclasses import dataclass

ALGORITHM = "TC3-HMAC-SHA256"
TERMINATOR = "tc3_request"
UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"
_DAY_SECONDS = 86_400
_KEPT_SCOPES = 16


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """An API key pair, with a token if it is temporary. Its repr hides everything."""

    secret_id: str
    secret_key: str
    token: str = ""

    def __repr__(self) -> str:
        return "Credentials(hidden)"


def payload_hash(body: bytes) -> str:
    """Return the hex hash of the exact bytes that are sent (of :data:`UNSIGNED_PAYLOAD` if they are not signed)."""
    return hashlib.sha256(body).hexdigest()


def canonical_head(
    method: str, headers: Iterable[tuple[str, str]], *, query: str = "", path: str = "/"
) -> tuple[str, str]:
    """Return the part of the canonical request before the payload hash, and the names of the signed headers.

    It is the same for every call of one action, so a client computes it once. ``query`` is the encoded query string
    exactly as sent; it is empty for POST.
    """
    canonical = sorted((name.strip().lower(), value.strip().lower()) for name, value in headers)
    lines = "".join(f"{name}:{value}\n" for name, value in canonical)
    signed_headers = ";".join(name for name, _ in canonical)
    return f"{method}\n{path}\n{query}\n{lines}\n{signed_headers}\n", signed_headers


def canonical_request(head: str, body_hash: str) -> str:
    """Step 1: method, path, query, headers, names of the signed headers and the payload hash, one per line."""
    return head + body_hash


def string_to_sign(canonical: str, timestamp: int, scope: str) -> str:
    """Step 2: the algorithm, the time, the scope and the hash of the canonical request, one per line."""
    return f"{ALGORITHM}\n{timestamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"


def derive_key(secret_key: str, date: str, service: str) -> bytes:
    """Step 3: the HMAC of UTC date (``2026-07-01``), service and terminator in turn, keyed by the secret."""
    key = hmac.digest(f"TC3{secret_key}".encode(), date.encode(), "sha256")
    key = hmac.digest(key, service.encode(), "sha256")
    return hmac.digest(key, TERMINATOR.encode(), "sha256")


def signature(key: bytes, to_sign: str) -> str:
    """Return the hex signature of a string to sign."""
    return hmac.digest(key, to_sign.encode(), "sha256").hex()


def authorization(secret_id: str, scope: str, signed_headers: str, signed: str) -> str:
    """Step 4: the value of the ``Authorization`` header."""
    return f"{ALGORITHM} Credential={secret_id}/{scope}, SignedHeaders={signed_headers}, Signature={signed}"


def utc_date(timestamp: int) -> str:
    """Return the UTC date of a unix time, in the format of the scope."""
    return time.strftime("%Y-%m-%d", time.gmtime(timestamp))


class Signer:
    """Signs with one key pair. Caches the derived key of each recent (day, service)."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._scopes: dict[tuple[int, str], tuple[str, bytes]] = {}

    def __repr__(self) -> str:
        return "Signer(hidden)"

    def sign(self, head: str, signed_headers: str, body_hash: str, timestamp: int, service: str) -> str:
        """Return the ``Authorization`` value of a request with this canonical head and payload hash."""
        scope, key = self._scopes.get((timestamp // _DAY_SECONDS, service)) or self._derive(timestamp, service)
        to_sign = string_to_sign(canonical_request(head, body_hash), timestamp, scope)
        return authorization(self._credentials.secret_id, scope, signed_headers, signature(key, to_sign))

    def _derive(self, timestamp: int, service: str) -> tuple[str, bytes]:
        date = utc_date(timestamp)
        derived = f"{date}/{service}/{TERMINATOR}", derive_key(self._credentials.secret_key, date, service)
        if len(self._scopes) >= _KEPT_SCOPES:  # new days, or a corrected clock
            self._scopes.clear()
        self._scopes[timestamp // _DAY_SECONDS, service] = derived
        return derived
