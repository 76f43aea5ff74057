"""Classify why an accepted task has no result: by its code if there is one, else by its free text.

Owns the tables for ended tasks; the codes of refused calls are in ``errors``. The text itself is kept in the fault's
detail, for Details and support; people read one sentence of ours per class.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.jobs.model import Fault
from bot.jobs.ports import Failed
from bot.tencent.reading import short


@dataclass(frozen=True, slots=True)
class TaskRule:
    """What a code in a finished task means. ``not_begun``: too many tasks were running, so this one never started."""

    key: str
    not_begun: bool = False


# ErrCodeExt of a VOD task with status FINISH that has failed.
TASK_CODES: Mapping[str, TaskRule] = MappingProxyType(
    {
        "RequestLimitExceeded": TaskRule("tencent-capacity", not_begun=True),
        "InvalidParameter.VoilationContent": TaskRule("tencent-moderation"),
        "InvalidParameter.ViolationContent": TaskRule("tencent-moderation"),
        "ContentModerationFailed": TaskRule("tencent-moderation"),
        "InvalidParameterValue": TaskRule("tencent-task-input"),
        "InvalidParameter": TaskRule("tencent-task-input"),
        "InvalidParameter.MediaFormat": TaskRule("tencent-reference"),
        "FailedOperation": TaskRule("tencent-capacity"),
        "InternalError": TaskRule("tencent-inner"),
        "ResourceInsufficient": TaskRule("tencent-capacity"),
        "ModelGenerateFailed": TaskRule("tencent-model-failed"),
        "ResourceNotFound": TaskRule("tencent-reference"),
        "OperationCanceled": TaskRule("tencent-task-stopped"),
        "TaskTimeout": TaskRule("tencent-task-timeout"),
    }
)
# ErrCode of a VOD task, if its ErrCodeExt is unknown.
TASK_NUMBERS: Mapping[int, TaskRule] = MappingProxyType(
    {40000: TaskRule("tencent-task-input"), 60000: TaskRule("tencent-reference"), 70000: TaskRule("tencent-inner")}
)
UNKNOWN_TASK_CODE = TaskRule("tencent-task-failed")
# Patterns for the free text of a failed task, most reliable first. The vendor publishes no list: these are observed
# texts, and words that such texts consist of, in the two languages of its answers.
_MODERATION = (
    r"v(io|oi)lat|moderat|sensitive|prohibited|inappropriate|content (policy|check|safety|filter)|nsfw|risk control"
    r"|copyright|违规|敏感|审核|不合规"
)
_REFERENCE = (
    r"download|\b(401|403|404|410|412)\b|(video|audio|image|picture|media|file|input)s?\b.{0,20}"
    r"\b(format|invalid|unsupported|corrupt|decode|too (large|small|long|short|big)|size|pixel|duration|length)"
    r"|(invalid|unsupported|bad|open|read|fetch|decode|load) (the )?(url|image|audio|video|picture|media|file)"
    r"|\burl\b|下载|图片|视频格式|音频格式"
)
_MODEL = r"model ?(name|version)|\bversion\b|(not support|unsupported|unknown|no such) .{0,12}model|模型"
_CAPACITY = r"concurren|too many|rate limit|limit ?exceeded|queue|busy|capacity|insufficient|并发|繁忙"
_NO_OUTPUT = r"no parts in response|(no|empty) (result|output|audio|video|response|candidate)"
_OPTIONS = r"\b(is|are) required|\bparam(eter)?s?\b|\bmust\b|illegal|not support|exceed|参数"
_INNER = (
    r"\binner\b|internal|server error|system error|unknown error|unavailable|upstream|try again|exception"
    r"|generat\w* fail|fail\w* to generate|\b5\d\d\b|内部|系统|服务"
)
_PATTERNS: tuple[tuple[TaskRule, re.Pattern[str]], ...] = tuple(
    (TaskRule(key), re.compile(pattern, re.IGNORECASE))
    for key, pattern in (
        ("tencent-moderation", _MODERATION),
        ("tencent-reference", _REFERENCE),
        ("tencent-model", _MODEL),
        ("tencent-task-timeout", r"time(d)? ?-?out|超时"),
        ("tencent-capacity", _CAPACITY),
        ("tencent-model-failed", _NO_OUTPUT),
        ("tencent-task-input", _OPTIONS),
        ("tencent-inner", _INNER),
    )
)
# Vague codes: a more specific text takes precedence.
_VAGUE = frozenset({"tencent-task-input", "tencent-inner"})
# Speech has neither a reference nor a choice of models, whatever its texts mention.
_NOT_OF_SPEECH = (UNKNOWN_TASK_CODE, TaskRule("tencent-reference"), TaskRule("tencent-model"))


def classify(message: str) -> TaskRule:
    """Return the rule for the text of a failed task."""
    return next((rule for rule, pattern in _PATTERNS if pattern.search(message)), UNKNOWN_TASK_CODE)


def mps_failure(message: str) -> Failed:
    """Return the failure of an MPS task with status FAIL, which has only a text."""
    return Failed(Fault(key=classify(message).key, code="FAIL", detail=short(message)))


def speech_failure(code: int, message: str) -> Failed:
    """Return the failure of a speech task, which has an undocumented number and a text."""
    text_rule = classify(message)
    key = "tencent-speech-failed" if text_rule in _NOT_OF_SPEECH else text_rule.key
    return Failed(Fault(key=key, code=f"ErrorCode.{code}", detail=short(message)))


def task_failure(code: str, number: int, message: str) -> Failed:
    """Return the failure of a finished VOD task."""
    rule = TASK_CODES.get(code) or TASK_CODES.get(code.partition(".")[0])
    if rule is None or rule.key in _VAGUE:
        text_rule = classify(message)
        rule = text_rule if text_rule is not UNKNOWN_TASK_CODE else rule or TASK_NUMBERS.get(number, text_rule)
    fault = Fault(key=rule.key, code=code or str(number), detail=message)
    return Failed(fault, not_begun=rule.not_begun)
