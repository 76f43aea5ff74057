"""Speech answers with ErrorCode 100 while it works on it: neither a refusal nor a failure."""

import pytest

from bot.errors import Rejected
from bot.jobs.ports import Running
from bot.tencent.actions.speech import check_created, speech_poll_result
from bot.tencent.protocol import Answer


def test_still_working_is_no_failure() -> None:
    assert isinstance(speech_poll_result({"ErrorCode": 100, "Msg": "processing"}, 0.0), Running)


def test_still_working_is_no_refusal() -> None:
    check_created(Answer({"ErrorCode": 100}, "r"), ())
    with pytest.raises(Rejected):
        check_created(Answer({"ErrorCode": 101}, "r"), ())
