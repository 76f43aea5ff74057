"""The local cloud's own reading of TC3 signatures, against recorded and published vectors."""

import base64
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.tencent.verify import WireRequest, canonical_request, string_to_sign, verify

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data/tencent/tc3_vectors.json").read_text())
RECORDED = {vector["name"]: vector for vector in VECTORS["vectors"]}
PUBLISHED = {vector["name"]: vector for vector in VECTORS["published_doc_vectors"]}


def body_of(given: dict[str, Any]) -> bytes:
    return base64.b64decode(given["body_b64"]) if "body_b64" in given else str(given["body"]).encode()


def recorded_request(vector: dict[str, Any]) -> WireRequest:
    given = vector["input"]
    headers = tuple(vector["expect"]["headers"].items())
    return WireRequest(given["method"], "/", given["query"], headers, body_of(given))


def judged(vector: dict[str, Any], request: WireRequest, **changes: Any) -> str:
    given = vector["input"]
    arguments: dict[str, Any] = {
        "credentials": {given["secret_id"]: given["secret_key"]},
        "token": given["token"],
        "service": given["service"],
        "now": given["timestamp"],
    }
    return verify(request, **(arguments | changes)).code


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_vector_is_rebuilt_step_by_step(name: str) -> None:
    vector = RECORDED[name]
    given, expected, request = vector["input"], vector["expect"], recorded_request(vector)
    canonical = canonical_request(request, ["content-type", "host"])
    assert canonical.decode() == expected["canonical_request"]
    assert string_to_sign(given["timestamp"], given["service"], canonical) == expected["string_to_sign"]
    assert judged(vector, request) == ""


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_vector_verifies(name: str) -> None:
    vector = PUBLISHED[name]
    headers = {
        "Authorization": vector["authorization"],
        "Content-Type": vector["content_type"],
        "Host": vector["host"],
        "X-TC-Action": vector["action"],
        "X-TC-Timestamp": str(vector["timestamp"]),
    }
    request = WireRequest("POST", "/", "", tuple(headers.items()), vector["body"].encode())
    canonical = canonical_request(request, vector["signed_headers"].split(";"))
    assert hashlib.sha256(canonical).hexdigest() == vector["canonical_request_sha256"]
    verdict = verify(
        request,
        credentials={vector["secret_id"]: vector["secret_key"]},
        token=None,
        service=vector["service"],
        now=vector["timestamp"],
    )
    assert verdict.ok, verdict


BASIC = RECORDED["mps-audio-create-basic"]


def with_header(name: str, value: str | None) -> WireRequest:
    request = recorded_request(BASIC)
    kept = [pair for pair in request.headers if pair[0].lower() != name.lower()]
    return replace(request, headers=(*kept, *(() if value is None else ((name, value),))))


def authorization(old: str, new: str) -> WireRequest:
    whole = str(BASIC["expect"]["authorization"])
    assert old in whole
    return with_header("Authorization", whole.replace(old, new))


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (with_header("Authorization", None), "InvalidAuthorization"),
        (with_header("Authorization", "Bearer x"), "InvalidAuthorization"),
        (authorization("TC3-HMAC-SHA256", "TC3-HMAC-SHA1"), "InvalidAuthorization"),
        (authorization("content-type;host", "host"), "InvalidAuthorization"),
        (authorization("content-type;host", "content-type;host;x-tc-absent"), "InvalidAuthorization"),
        (authorization("content-type;host", "content-type;host;x-tc-action"), "SignatureFailure"),
        (authorization("/mps/", "/vod/"), "SignatureFailure"),
        (authorization("2026-07-01", "2026-07-02"), "SignatureFailure"),
        (authorization("AKIDFAKE-", "AKIDWRONG-"), "SecretIdNotFound"),
        (with_header("Host", "mps.tencentcloudapi.com"), "SignatureFailure"),
        (with_header("Content-Type", "application/json; charset=utf-8"), "SignatureFailure"),
        (with_header("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"), "SignatureFailure"),
        (with_header("X-TC-Token", "a-token"), "TokenFailure"),
        (replace(recorded_request(BASIC), body=b"{}"), "SignatureFailure"),
        (replace(recorded_request(BASIC), query="a=b"), "SignatureFailure"),
        (replace(recorded_request(BASIC), method="GET"), "SignatureFailure"),
    ],
)
def test_anything_changed_is_refused(request_: WireRequest, code: str) -> None:
    assert judged(BASIC, request_) == f"AuthFailure.{code}"


@pytest.mark.parametrize(
    ("off_seconds", "code"),
    [(300, ""), (-300, ""), (301, "AuthFailure.SignatureExpire"), (-301, "AuthFailure.SignatureExpire")],
)
def test_clock_window_is_five_minutes_either_way(off_seconds: int, code: str) -> None:
    now = BASIC["input"]["timestamp"] + off_seconds
    assert judged(BASIC, recorded_request(BASIC), now=now) == code


def test_wrong_key_and_wrong_token_are_told_apart() -> None:
    vector = RECORDED["mps-audio-describe-token"]
    request = recorded_request(vector)
    assert (
        judged(vector, request, credentials={vector["input"]["secret_id"]: "other"}) == "AuthFailure.SignatureFailure"
    )
    assert judged(vector, request, token="another") == "AuthFailure.TokenFailure"
    assert judged(vector, request, token=None) == "AuthFailure.TokenFailure"
