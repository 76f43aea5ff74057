"""What is left of an error before it is sent: its place and class, and no value of the moment."""

import json
import logging
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot.logs import SecretFilter
from bot.ops.telemetry.error_events import ErrorEvents, clean

PROMPT = "a secret lullaby"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What Sentry's library hands to its transport, as text."""
    envelopes: list[str] = []

    class Kept(Transport):
        def capture_envelope(self, envelope: Envelope) -> None:
            envelopes.append(envelope.serialize().decode())

    init = sentry_sdk.init
    monkeypatch.setattr("sentry_sdk.init", lambda **options: init(**options, transport=Kept))
    events = ErrorEvents("http://key@127.0.0.1:9/1", ["hunter2-of-postgres"])
    yield envelopes
    events.close()
    sentry_sdk.get_global_scope().set_client(None)


def make_it_fail(prompt: str) -> None:
    local = f"local {prompt}"
    raise ValueError(f"can't read {prompt} {local}")


def test_an_exception_is_sent_by_its_class_and_place(sent: list[str]) -> None:
    log = logging.getLogger("bot.worker.dispatcher")
    try:
        make_it_fail(PROMPT)
    except ValueError:
        log.exception("job %s broke", PROMPT, extra={"job": "0abc", "guild": 42, "prompt": PROMPT})
    [envelope] = sent
    assert PROMPT not in envelope
    event = json.loads(envelope.splitlines()[2])
    assert event["logentry"] == {"message": "job %s broke"}
    assert event["tags"] == {"job": "0abc", "guild": "42"}
    [exception] = event["exception"]["values"]
    assert (exception["type"], exception["value"]) == ("ValueError", "")
    assert exception["stacktrace"]["frames"][-1]["function"] == "make_it_fail"
    assert not [frame for frame in exception["stacktrace"]["frames"] if "vars" in frame]


def test_warnings_are_not_sent_and_leave_no_trail(sent: list[str]) -> None:
    log = logging.getLogger("bot")
    log.warning("a warning about %s", PROMPT)
    log.error("an error")
    [envelope] = sent
    assert "a warning" not in envelope
    assert "breadcrumbs" not in json.loads(envelope.splitlines()[2])


def test_known_secrets_are_blotted_out_wherever_they_are() -> None:
    event: Any = {
        "logentry": {"message": "no connection to hunter2-of-postgres", "params": [PROMPT], "formatted": PROMPT},
        "request": {"url": PROMPT},
        "user": {"id": "7"},
        "extra": {"prompt": PROMPT},
        "contexts": {"state": PROMPT},
        "level": "error",
    }
    found = clean(event, {}, SecretFilter(["hunter2-of-postgres"]))
    assert found == {"logentry": {"message": "no connection to [secret]"}, "level": "error", "tags": {}}
