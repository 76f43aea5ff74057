"""Signing against vectors step by step, and against the official SDK's own signer."""

import base64
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tencentcloud.common import abstract_client
from tencentcloud.common.abstract_client import AbstractClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.common.sign import Sign

from bot.tencent import signing
from bot.tencent.signing import Credentials, Signer

# The SDK computes UTC dates with a call that newer Pythons announce the end of.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning")

DATA = json.loads((Path(__file__).parents[2] / "data" / "tencent" / "tc3_vectors.json").read_text("utf-8"))
VECTORS = DATA["vectors"]
PUBLISHED = DATA["published_doc_vectors"]


def body_of(given_input: dict[str, Any]) -> bytes:
    if given_input.get("unsigned_payload"):
        return signing.UNSIGNED_PAYLOAD.encode()
    if "body_b64" in given_input:
        return base64.b64decode(given_input["body_b64"])
    return b"" if given_input["method"] == "GET" else str(given_input["body"]).encode()


def steps_of(given_input: dict[str, Any], names: str) -> dict[str, str]:
    """Run the four steps; every value on the way, in order."""
    values = {
        "content-type": given_input["content_type"],
        "host": given_input["host"],
        "x-tc-action": given_input["action"],
    }
    head, signed_headers = signing.canonical_head(
        given_input["method"], [(name, values[name]) for name in names.split(";")], query=given_input["query"]
    )
    timestamp, service = given_input["timestamp"], given_input["service"]
    hashed = signing.payload_hash(body_of(given_input))
    canonical = signing.canonical_request(head, hashed)
    date = signing.utc_date(timestamp)
    scope = f"{date}/{service}/tc3_request"
    to_sign = signing.string_to_sign(canonical, timestamp, scope)
    signed = signing.signature(signing.derive_key(given_input["secret_key"], date, service), to_sign)
    signer = Signer(Credentials(given_input["secret_id"], given_input["secret_key"]))
    return {
        "payload_sha256": hashed,
        "canonical_request": canonical,
        "string_to_sign": to_sign,
        "signature": signed,
        "authorization": signing.authorization(given_input["secret_id"], scope, signed_headers, signed),
        "signer": signer.sign(head, signed_headers, hashed, timestamp, service),
        "signer again": signer.sign(head, signed_headers, hashed, timestamp, service),
    }


def assert_steps(found: dict[str, str], expected: dict[str, str]) -> None:
    """Name the first step that differs: everything after it is only a consequence."""
    compared = [step for step in found if step in expected]
    assert compared[-1] == "authorization", "the vector holds too little to prove anything"
    for step in compared:
        assert found[step] == expected[step], f"first difference in step {step!r}"
    assert found["signer"] == found["signer again"] == expected["authorization"]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_each_step_equals_the_vector(vector: dict[str, Any]) -> None:
    assert_steps(steps_of(vector["input"], "content-type;host"), vector["expect"])


@pytest.mark.parametrize("vector", PUBLISHED, ids=[vector["name"] for vector in PUBLISHED])
def test_each_step_equals_the_published_vector(vector: dict[str, Any]) -> None:
    assert_steps(steps_of(vector, vector["signed_headers"]), vector)


def test_the_vectors_are_all_there() -> None:
    assert len(VECTORS) >= 40
    assert len(PUBLISHED) >= 3
    assert {vector["input"]["method"] for vector in VECTORS} == {"GET", "POST"}
    assert any(vector["input"]["unsigned_payload"] for vector in VECTORS)


def test_a_changed_step_is_named() -> None:
    vector = VECTORS[0]
    wrong = {**vector["expect"], "string_to_sign": "other"}
    with pytest.raises(AssertionError, match="first difference in step 'string_to_sign'"):
        assert_steps(steps_of(vector["input"], "content-type;host"), wrong)


HOST_PART = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
HOSTS = st.tuples(HOST_PART, HOST_PART, st.sampled_from(["", ":8080", ":1"])).map(
    lambda parts: f"{parts[0]}.{parts[1]}{parts[2]}"
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PARAMS = st.dictionaries(WORDS.filter(bool), st.one_of(WORDS, st.integers(), st.booleans()), max_size=5)
KEYS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-*", min_size=1, max_size=40)
TOKENS = st.one_of(st.none(), KEYS)


def official(
    method: str, host: str, params: dict[str, Any], timestamp: int, pair: Credentials, service: str, unsigned: bool
) -> Any:
    """Let the SDK build and sign a request at this time."""
    profile = ClientProfile(httpProfile=HttpProfile(endpoint=host, reqMethod=method))
    profile.unsignedPayload = unsigned
    client = AbstractClient(Credential(pair.secret_id, pair.secret_key, pair.token or None), "", profile)
    client._service, client._apiVersion, client._endpoint = service, "2019-06-12", host
    request = RequestInternal(host, method, "/")
    with mock.patch.object(abstract_client, "time", SimpleNamespace(time=lambda: timestamp)):
        client._build_req_with_tc3_signature("DescribeVoices", params, request)
    return request


@settings(max_examples=300, deadline=None)
@given(
    method=st.sampled_from(["POST", "GET"]),
    host=HOSTS,
    params=PARAMS,
    timestamp=st.integers(0, 4_102_444_800),
    pair=st.builds(Credentials, KEYS, KEYS, KEYS),
    with_token=st.booleans(),
    service=st.sampled_from(["mps", "vod"]),
    unsigned=st.booleans(),
)
def test_signs_like_the_official_sdk(
    method: str,
    host: str,
    params: dict[str, Any],
    timestamp: int,
    pair: Credentials,
    with_token: bool,
    service: str,
    unsigned: bool,
) -> None:
    credentials = Credentials(pair.secret_id, pair.secret_key, pair.token if with_token else "")
    request = official(method, host, params, timestamp, credentials, service, unsigned)
    query, body = (request.data, b"") if method == "GET" else ("", request.data.encode())
    signed = (("content-type", request.header["Content-Type"]), ("host", host))
    head, names = signing.canonical_head(method, signed, query=query)
    hashed = signing.payload_hash(signing.UNSIGNED_PAYLOAD.encode() if unsigned else body)
    found = Signer(credentials).sign(head, names, hashed, timestamp, service)
    assert found == request.header["Authorization"]
    assert request.header.get("X-TC-Token", "") == credentials.token


@given(key=KEYS, timestamp=st.integers(0, 4_102_444_800), words=WORDS)
def test_derives_the_key_like_the_official_sdk(key: str, timestamp: int, words: str) -> None:
    date = signing.utc_date(timestamp)
    assert signing.signature(signing.derive_key(key, date, "vod"), words) == Sign.sign_tc3(key, date, "vod", words)


def test_the_date_is_that_of_utc_and_the_kept_key_changes_at_midnight() -> None:
    signer = Signer(Credentials("id", "key"))
    before, after = (signer.sign("head", "host", "hash", second, "mps") for second in (1_782_863_999, 1_782_864_000))
    assert "/2026-06-30/mps/" in before
    assert "/2026-07-01/mps/" in after


def test_keeps_few_derived_keys() -> None:
    signer = Signer(Credentials("id", "key"))
    first = signer.sign("head", "host", "hash", 0, "mps")
    for day in range(1000):
        signer.sign("head", "host", "hash", day * 86_400, "mps")
    assert len(signer._scopes) <= 16
    assert signer.sign("head", "host", "hash", 0, "mps") == first


def test_credentials_never_show() -> None:
    credentials = Credentials("AKIDFAKE-id", "fake-secret", "fake-token")
    for shown in (repr(credentials), str(credentials), f"{credentials}", repr(Signer(credentials))):
        assert "AKIDFAKE" not in shown
        assert "fake" not in shown
