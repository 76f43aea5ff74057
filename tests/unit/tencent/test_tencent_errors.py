"""The whole code table: every documented code has a class, a retry rule and a sentence."""

import pytest

from bot.errors import Ambiguous, Blame, Deferred, ProviderError, Rejected, TaskUnknown
from bot.tencent.errors import CODES, TASK_CODES, TASK_NUMBERS, Retry, error_for, rule_for, task_failure

# The vendor's list of common codes and of those of the actions used here, with when a call may be sent again:
# no; yes = refused before any work; later = the same, for capacity; read-only = what became of a create is unknown.
DOCUMENTED = """
AuthFailure.SecretIdNotFound keys owner
AuthFailure.InvalidSecretId keys owner
AuthFailure.SignatureFailure keys owner
AuthFailure.SignatureExpire clock owner
AuthFailure.TokenFailure keys owner
AuthFailure.InvalidAuthorization no bug
AuthFailure.MFAFailure no owner
AuthFailure.UnauthorizedOperation no owner
UnauthorizedOperation no owner
RequestLimitExceeded yes provider
RequestLimitExceeded.UinLimitExceeded yes provider
RequestLimitExceeded.GlobalRegionUinLimitExceeded yes provider
RequestLimitExceeded.IPLimitExceeded yes provider
LimitExceeded later provider
LimitExceeded.CreateTask later provider
LimitExceeded.Quota no owner
InternalError read-only provider
ServiceUnavailable read-only provider
FailedOperation.NetWorkError read-only provider
FailedOperation.QueryAIGCTaskFailed read-only provider
ResourceInsufficient later provider
ResourceUnavailable later provider
FailedOperation no provider
FailedOperation.CreateAIGCTaskFailed no provider
FailedOperation.UserArrears no owner
FailedOperation.InvalidMpsUser no owner
FailedOperation.InvalidVodUser no owner
ResourceNotFound.UserUnregister no owner
InvalidParameter.ViolationContent no user
InvalidParameter.VoilationContent no user
InvalidParameter no user
InvalidParameterValue no user
InvalidParameterValue.SubAppId no owner
InvalidParameterValue.DurationTooLong no user
InvalidParameter.ModelNotSupported no user
MissingParameter no user
InvalidRequest no user
UnknownParameter no bug
UnsupportedOperation no user
UnsupportedOperation.TextTooLong no user
ResourceNotFound no provider
ResourceNotFound.TaskNotFound no provider
FailedOperation.TaskNotFound no provider
ResourceNotFound.DownloadError no user
ResourceNotFound.CosBucketNotExist no owner
InvalidAction no bug
NoSuchVersion no bug
NoSuchProduct no bug
ActionOffline no bug
RequestSizeLimitExceeded no bug
ResponseSizeLimitExceeded no bug
UnsupportedProtocol no bug
UnsupportedRegion no owner
IpInBlacklist no owner
IpNotInWhitelist no owner
DryRunOperation no bug
ResourceInUse no provider
"""
ROWS = [row.split() for row in DOCUMENTED.strip().splitlines()]
RETRIES = {
    "no": Retry.NEVER,
    "yes": Retry.RATE,
    "later": Retry.LATER,
    "read-only": Retry.READ_ONLY,
    "clock": Retry.CLOCK,
    "keys": Retry.KEYS,
}
CLASSES: dict[Retry, type[ProviderError]] = {
    Retry.NEVER: Rejected,
    Retry.CLOCK: Rejected,
    Retry.KEYS: Rejected,
    Retry.RATE: Deferred,
    Retry.LATER: Deferred,
    Retry.READ_ONLY: Ambiguous,
}
GONE = {"ResourceNotFound", "ResourceNotFound.TaskNotFound", "FailedOperation.TaskNotFound"}
TASK_ROWS = """
RequestLimitExceeded tencent-capacity later
InvalidParameter.VoilationContent tencent-moderation never
InvalidParameter.ViolationContent tencent-moderation never
ContentModerationFailed tencent-moderation never
InvalidParameterValue tencent-bad-input never
InvalidParameter tencent-bad-input never
InvalidParameter.MediaFormat tencent-reference never
FailedOperation tencent-capacity never
InternalError tencent-task-failed never
ResourceInsufficient tencent-capacity never
ModelGenerateFailed tencent-model-failed never
ResourceNotFound tencent-reference never
OperationCanceled tencent-task-stopped never
TaskTimeout tencent-task-timeout never
"""


@pytest.mark.parametrize(("code", "retry", "blame"), ROWS, ids=[row[0] for row in ROWS])
def test_every_documented_code(code: str, retry: str, blame: str) -> None:
    assert code in CODES
    rule = rule_for(code)
    assert rule.retry is RETRIES[retry]
    assert rule.blame is Blame(blame)
    assert rule.key.startswith("tencent-")
    for creates in (True, False):
        error = error_for(code, "why", "request-1", creates=creates)
        gone = code in GONE and not creates
        assert type(error) is (TaskUnknown if gone else CLASSES[rule.retry])
        assert (error.code, error.request_id) == (code, "request-1")
        if isinstance(error, Rejected):
            assert error.blame is rule.blame


def test_of_a_create_that_may_have_started_people_read_just_that() -> None:
    assert error_for("InternalError", "", "", creates=True).key == Ambiguous.default_key
    assert error_for("InternalError", "", "", creates=False).key == "tencent-trouble"


def test_a_create_that_misses_something_has_no_task_to_be_gone() -> None:
    assert error_for("ResourceNotFound", "", "", creates=True).key == "tencent-failed"
    assert error_for("ResourceNotFound", "", "", creates=False).key == "tencent-task-gone"


@pytest.mark.parametrize(
    ("code", "like"),
    [
        ("AuthFailure.SomethingNew", "AuthFailure"),
        ("RequestLimitExceeded.Other", "RequestLimitExceeded"),
        ("LimitExceeded.TooMany", "LimitExceeded"),
        ("InternalError.Db", "InternalError"),
        ("InternalError.Db.Deep", "InternalError"),
        ("InvalidParameterValue.Prompt", "InvalidParameterValue"),
        ("UnauthorizedOperation.CamNoAuth", "UnauthorizedOperation"),
        ("ResourceInsufficient.Gpu", "ResourceInsufficient"),
        ("NeverHeardOf", "FailedOperation"),
        ("Never.Heard.Of", "FailedOperation"),
        ("InternalErrorish", "FailedOperation"),
    ],
)
def test_an_unlisted_code_goes_by_its_beginning(code: str, like: str) -> None:
    assert rule_for(code) == rule_for(like)


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
        ("", 40000, "tencent-bad-input"),
        ("", 60000, "tencent-reference"),
        ("", 70000, "tencent-task-failed"),
        ("", 12345, "tencent-task-failed"),
        ("InvalidParameterValue.Prompt", 1, "tencent-bad-input"),
        ("Whatever", 40000, "tencent-bad-input"),
        ("Whatever", 1, "tencent-task-failed"),
    ],
)
def test_other_task_codes(code: str, number: int, key: str) -> None:
    failed = task_failure(code, number, "")
    assert failed.fault.key == key
    assert failed.fault.code == (code or str(number))
    assert number not in TASK_NUMBERS or number in (40000, 60000, 70000)
