"""What signing alone costs, beside the official signer: the whole header set, and the signature by itself."""

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from tencentcloud.common.credential import Credential
from tencentcloud.common.http.request import RequestInternal
from tencentcloud.mps.v20190612.mps_client import MpsClient

from bot.tencent import signing
from bot.tencent.protocol import MPS_DESCRIBE_AUDIO, RequestForm, encode_body
from tests.bench.report import Results

_HOST = "mps.intl.tencentcloudapi.com"
_PAYLOAD = {"TaskId": "2600000000-AigcAudio-0123456789abcdef"}
_ID, _KEY = "AKIDbench", "bench-key"
_TIMES = 5000
_ROUNDS = 7


def run(out: Results) -> None:
    """Time both signers in turn; the median round counts."""
    timestamp = 1_790_000_000
    signer = signing.Signer(signing.Credentials(_ID, _KEY))
    form = RequestForm(MPS_DESCRIBE_AUDIO, _HOST, "/", "en-US", "")
    head, names = signing.canonical_head(
        "POST", [("content-type", "application/json"), ("host", _HOST), ("x-tc-action", "DescribeAigcAudioTask")]
    )
    body = encode_body(_PAYLOAD)
    client: Any = MpsClient(Credential(_ID, _KEY), "")
    request = _official_request(timestamp)

    def official_headers() -> None:
        fresh = RequestInternal(_HOST, "POST", "/")
        client._build_req_with_tc3_signature("DescribeAigcAudioTask", _PAYLOAD, fresh)

    ways: dict[str, Callable[[], object]] = {
        "Foley: body and all headers": lambda: form.headers(encode_body(_PAYLOAD), timestamp, signer),
        "official: body and all headers": official_headers,
        "Foley: signature": lambda: signer.sign(head, names, signing.payload_hash(body), timestamp, "mps"),
        "official: signature": lambda: client._get_tc3_signature(_PAYLOAD, request, "2026-09-21", "mps", _KEY),
    }
    rounds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_ROUNDS):
        for name, way in ways.items():
            rounds[name].append(_microseconds(way))
    out.table("Signing alone", [{"what": name, "us": round(median(found), 2)} for name, found in rounds.items()])


def _official_request(timestamp: int) -> Any:
    request = RequestInternal(_HOST, "POST", "/")
    request.header = {"Content-Type": "application/json", "Host": _HOST, "X-TC-Timestamp": str(timestamp)}
    request.data = json.dumps(_PAYLOAD)
    return request


def _microseconds(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(_TIMES):
        way()
    return (time.perf_counter() - started) / _TIMES * 1e6
