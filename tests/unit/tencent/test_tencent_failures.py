"""Why a task has no result: the code table, and the classes of free texts."""

import pytest

from bot.tencent.failures import TASK_CODES, TASK_NUMBERS, classify, mps_failure, speech_failure, task_failure

TASK_ROWS = """
RequestLimitExceeded tencent-capacity later
InvalidParameter.VoilationContent tencent-moderation never
InvalidParameter.ViolationContent tencent-moderation never
ContentModerationFailed tencent-moderation never
InvalidParameterValue tencent-task-input never
InvalidParameter tencent-task-input never
InvalidParameter.MediaFormat tencent-reference never
FailedOperation tencent-capacity never
InternalError tencent-inner never
ResourceInsufficient tencent-capacity never
ModelGenerateFailed tencent-model-failed never
ResourceNotFound tencent-reference never
OperationCanceled tencent-task-stopped never
TaskTimeout tencent-task-timeout never
"""


@pytest.mark.parametrize("row", [row.split() for row in TASK_ROWS.strip().splitlines()], ids=lambda row: row[0])
def test_every_task_code(row: list[str]) -> None:
    code, key, later = row
    failed = task_failure(code, 70000, "why")
    assert (failed.fault.key, failed.fault.code, failed.fault.detail) == (key, code, "why")
    assert failed.not_begun is (later == "later")
    assert code in TASK_CODES


@pytest.mark.parametrize(
    ("code", "number", "key"),
    [
        ("", 40000, "tencent-task-input"),
        ("", 60000, "tencent-reference"),
        ("", 70000, "tencent-inner"),
        ("", 12345, "tencent-task-failed"),
        ("InvalidParameterValue.Prompt", 1, "tencent-task-input"),
        ("Whatever", 40000, "tencent-task-input"),
        ("Whatever", 1, "tencent-task-failed"),
    ],
)
def test_other_task_codes(code: str, number: int, key: str) -> None:
    failed = task_failure(code, number, "")
    assert failed.fault.key == key
    assert failed.fault.code == (code or str(number))
    assert number not in TASK_NUMBERS or number in (40000, 60000, 70000)


SEEN = {
    "Invalid model name for music": "tencent-model",
    "Not support this ModelVersion": "tencent-model",
    "The model version 9.9 is not supported": "tencent-model",
    "download file error: 403": "tencent-reference",
    "download file error: 412 Precondition Failed": "tencent-reference",
    "Video format is invalid": "tencent-reference",
    "failed to fetch image": "tencent-reference",
    "the image size is too small": "tencent-reference",
    "The content violates the content policy.": "tencent-moderation",
    "input text contains sensitive words": "tencent-moderation",
    "内容违规": "tencent-moderation",
    "图片下载失败": "tencent-reference",
    "tme inner error": "tencent-inner",
    "Internal server error": "tencent-inner",
    "service unavailable, please try again later": "tencent-inner",
    "task timeout": "tencent-task-timeout",
    "too many concurrent tasks": "tencent-capacity",
    "no parts in response": "tencent-model-failed",
    "SongId is required for TME model": "tencent-task-input",
    "invalid params, lyrics exceed": "tencent-task-input",
    "": "tencent-task-failed",
    "something nobody has seen": "tencent-task-failed",
}


@pytest.mark.parametrize("message", SEEN)
def test_the_text_of_a_failed_task_has_a_class(message: str) -> None:
    failed = mps_failure(message)
    assert failed.fault.key == SEEN[message] == classify(message).key
    assert (failed.fault.code, failed.fault.detail) == ("FAIL", message)
    assert not failed.not_begun


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("decode encrypt voiceId failed", "tencent-speech-failed"),
        ("text contains sensitive words", "tencent-moderation"),
        ("inner error", "tencent-inner"),
        ("download url failed", "tencent-speech-failed"),
    ],
)
def test_speech_is_told_in_its_own_words(message: str, key: str) -> None:
    assert speech_failure(1001, message).fault.key == key


def test_a_text_says_more_than_a_vague_code() -> None:
    assert task_failure("InvalidParameterValue", 40000, "download file error: 404").fault.key == "tencent-reference"
    assert task_failure("InternalError", 70000, "the prompt violates the policy").fault.key == "tencent-moderation"
    assert task_failure("ResourceNotFound", 60000, "inner error").fault.key == "tencent-reference"
