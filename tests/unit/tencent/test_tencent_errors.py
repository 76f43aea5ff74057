"""The whole code table: every documented code has a class, a retry rule and a sentence."""

import pytest

from bot.errors import Ambiguous, Blame, Deferred, ProviderError, Rejected, TaskUnknown
from bot.jobs.model import Backend
from bot.tencent.errors import CODES, Retry, error_for, rule_for

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
ResourceNotFound.UserNotExist no owner
ResourceNotFound.ServiceNotExist no owner
InvalidParameterValue.UserUnRegister no owner
FailedOperation.InvalidUser no owner
FailedOperation.UserStatusInavlid no owner
InvalidParameter.InvalidUrl no user
InvalidParameterValue.Url no user
InvalidParameterValue.MediaUrl no user
InvalidParameterValue.SrcFile no user
InvalidParameterValue.AudioData no user
InvalidParameterValue.AudioFormat no user
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


@pytest.mark.parametrize("code", ["InvalidParameterValue.UserUnRegister", "FailedOperation.UserStatusInavlid"])
def test_what_only_the_owner_can_mend_is_no_fault_of_the_options(code: str) -> None:
    assert error_for(code, "", "", creates=True).key == "tencent-not-enabled"


@pytest.mark.parametrize("end", ["Url", "MediaUrl", "SrcFile", "AudioData", "AudioFormat"])
def test_a_bad_reference_is_no_bad_prompt(end: str) -> None:
    assert error_for(f"InvalidParameterValue.{end}", "", "", creates=True).key == "tencent-reference"


def test_of_vod_a_plain_limit_is_the_quota() -> None:
    quota = error_for("LimitExceeded", "", "", creates=True, service=Backend.VOD)
    assert (type(quota), quota.key) == (Rejected, "tencent-quota")
    later = error_for("LimitExceeded", "", "", creates=True, service=Backend.MPS)
    assert (type(later), later.key) == (Deferred, "tencent-busy")
    assert error_for("LimitExceeded.CreateTask", "", "", creates=True, service=Backend.VOD).key == "tencent-busy"


def test_too_many_tasks_is_room_and_too_many_requests_is_rate() -> None:
    room = "The number of concurrent tasks exceeds the limit."
    assert rule_for("RequestLimitExceeded", Backend.MPS, room).retry is Retry.LATER
    assert error_for("RequestLimitExceeded", room, "", creates=True).key == "tencent-busy"
    assert rule_for("RequestLimitExceeded", Backend.MPS, "Your current request times exceed 20/s.").retry is Retry.RATE
