"""Tencent Cloud's error codes as data: code -> when to retry, who has to act, what people read.

Owns the tables and their lookup; :mod:`bot.errors` owns the classes. A code that is not listed is looked up by its
first part (``AuthFailure.New`` like ``AuthFailure``); a code that is not known at all is a permanent refusal, because
an ``Error`` in the answer means that the call was rejected.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.errors import Ambiguous, Blame, Deferred, ProviderError, Rejected, TaskUnknown
from bot.jobs.model import Backend

# The prefix of our own codes, for responses that are not an answer of the API. The API has no such prefix.
LOCAL_PREFIX = "Foley."


class Retry(StrEnum):
    """When the same call may be sent again."""

    NEVER = "never"  # refused permanently
    CLOCK = "clock"  # at once, if our clock could be corrected
    KEYS = "keys"  # at once, if the keys have been renewed
    RATE = "rate"  # refused for the rate before any work: after a short wait, even creates
    LATER = "later"  # refused for capacity before any work: after a long wait, even creates
    READ_ONLY = "read-only"  # reads at once; the outcome of a create is unknown


@dataclass(frozen=True, slots=True)
class Rule:
    """How to handle a code."""

    retry: Retry
    blame: Blame
    key: str


def _never(blame: Blame, key: str) -> Rule:
    return Rule(Retry.NEVER, blame, key)


_USER, _OWNER, _PROVIDER, _BUG = Blame.USER, Blame.OWNER, Blame.PROVIDER, Blame.BUG
_KEYS = Rule(Retry.KEYS, _OWNER, "tencent-keys")
_PERMISSION = _never(_OWNER, "tencent-permission")
_NOT_ENABLED = _never(_OWNER, "tencent-not-enabled")
_ADDRESS = _never(_OWNER, "tencent-address")
_MODERATION = _never(_USER, "tencent-moderation")
_BAD_INPUT = _never(_USER, "tencent-bad-input")
_REFERENCE = _never(_USER, "tencent-reference")
_GONE = _never(_PROVIDER, "tencent-task-gone")
_OUTDATED = _never(_BUG, "tencent-outdated")
_SIZE = _never(_BUG, "tencent-size")
_FAILED = _never(_PROVIDER, "tencent-failed")
_RATE = Rule(Retry.RATE, _PROVIDER, "tencent-rate")
_TROUBLE = Rule(Retry.READ_ONLY, _PROVIDER, "tencent-trouble")
_CAPACITY = Rule(Retry.LATER, _PROVIDER, "tencent-capacity")
_BUSY = Rule(Retry.LATER, _PROVIDER, "tencent-busy")
_QUOTA = _never(_OWNER, "tencent-quota")

# The common codes of the platform and those of the MPS and VOD actions used here.
CODES: Mapping[str, Rule] = MappingProxyType(
    {
        "AuthFailure": _KEYS,
        "AuthFailure.SecretIdNotFound": _KEYS,
        "AuthFailure.InvalidSecretId": _KEYS,
        "AuthFailure.SignatureFailure": _KEYS,
        "AuthFailure.SignatureExpire": Rule(Retry.CLOCK, _OWNER, "tencent-clock"),
        "AuthFailure.TokenFailure": Rule(Retry.KEYS, _OWNER, "tencent-token"),
        "AuthFailure.InvalidAuthorization": _never(_BUG, "tencent-keys"),
        "AuthFailure.MFAFailure": _PERMISSION,
        "AuthFailure.UnauthorizedOperation": _PERMISSION,
        "UnauthorizedOperation": _PERMISSION,
        "RequestLimitExceeded": _RATE,
        "RequestLimitExceeded.UinLimitExceeded": _RATE,
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded": _RATE,
        "RequestLimitExceeded.IPLimitExceeded": _RATE,
        "LimitExceeded": _BUSY,
        "LimitExceeded.CreateTask": _BUSY,
        "LimitExceeded.Quota": _QUOTA,
        "InternalError": _TROUBLE,
        "ServiceUnavailable": _TROUBLE,
        "FailedOperation.NetWorkError": _TROUBLE,
        "FailedOperation.QueryAIGCTaskFailed": _TROUBLE,
        "ResourceInsufficient": _CAPACITY,
        "ResourceUnavailable": _CAPACITY,
        "FailedOperation": _FAILED,
        "FailedOperation.CreateAIGCTaskFailed": _FAILED,
        "FailedOperation.UserArrears": _never(_OWNER, "tencent-arrears"),
        "FailedOperation.InvalidMpsUser": _NOT_ENABLED,
        "FailedOperation.InvalidVodUser": _NOT_ENABLED,
        "FailedOperation.InvalidUser": _NOT_ENABLED,
        "FailedOperation.UserStatusInavlid": _NOT_ENABLED,  # the vendor's own spelling
        "FailedOperation.UserStatusInvalid": _NOT_ENABLED,
        "InvalidParameterValue.UserUnRegister": _NOT_ENABLED,
        "ResourceNotFound.UserUnregister": _NOT_ENABLED,
        "ResourceNotFound.UserNotExist": _NOT_ENABLED,
        "ResourceNotFound.ServiceNotExist": _NOT_ENABLED,
        "InvalidParameter.ViolationContent": _MODERATION,
        "InvalidParameter.VoilationContent": _MODERATION,  # the vendor's own spelling in places
        "InvalidParameter": _BAD_INPUT,
        "InvalidParameter.MediaFormat": _REFERENCE,
        "InvalidParameter.ModelNotSupported": _never(_USER, "tencent-model"),
        "InvalidParameterValue": _BAD_INPUT,
        "InvalidParameterValue.DurationTooLong": _BAD_INPUT,
        "InvalidParameterValue.AudioDataTooLong": _REFERENCE,
        "InvalidParameterValue.AudioData": _REFERENCE,
        "InvalidParameterValue.AudioFormat": _REFERENCE,
        "InvalidParameterValue.MediaUrl": _REFERENCE,
        "InvalidParameterValue.SrcFile": _REFERENCE,
        "InvalidParameterValue.Url": _REFERENCE,
        "InvalidParameter.InvalidUrl": _REFERENCE,
        "InvalidParameterValue.Limit": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.Type": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.Definitions": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.Service": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.Status": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.FileId": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.SessionIdTooLong": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.SessionContextTooLong": _never(_BUG, "tencent-bad-input"),
        "InvalidParameterValue.InvalidOperationType": _never(_PROVIDER, "tencent-cannot-stop"),
        "InvalidParameterValue.SubAppId": _never(_OWNER, "tencent-sub-app-id"),
        "InvalidParameterValue.TaskId": _GONE,
        "MissingParameter": _BAD_INPUT,
        "InvalidRequest": _BAD_INPUT,
        "UnknownParameter": _never(_BUG, "tencent-unknown-field"),
        "UnsupportedOperation": _BAD_INPUT,
        "UnsupportedOperation.TextTooLong": _never(_USER, "tencent-text-too-long"),
        "ResourceNotFound": _GONE,
        "ResourceNotFound.TaskNotFound": _GONE,
        "FailedOperation.TaskNotFound": _GONE,
        "ResourceNotFound.DownloadError": _REFERENCE,
        "ResourceNotFound.CosBucketNotExist": _never(_OWNER, "tencent-bucket"),
        "ResourceNotFound.TemplateNotExist": _OUTDATED,
        "InvalidAction": _OUTDATED,
        "NoSuchVersion": _OUTDATED,
        "NoSuchProduct": _OUTDATED,
        "ActionOffline": _OUTDATED,
        "RequestSizeLimitExceeded": _SIZE,
        "ResponseSizeLimitExceeded": _SIZE,
        "UnsupportedProtocol": _OUTDATED,
        "UnsupportedRegion": _never(_OWNER, "tencent-address"),
        "IpInBlacklist": _ADDRESS,
        "IpNotInWhitelist": _ADDRESS,
        "DryRunOperation": _never(_BUG, "tencent-failed"),
        "ResourceInUse": _FAILED,
    }
)
# Codes with another meaning in VOD: there it is the account's quota, in MPS the number of running tasks.
VOD_CODES: Mapping[str, Rule] = MappingProxyType({"LimitExceeded": _QUOTA})
UNKNOWN_CODE = _FAILED
# Too many running tasks may be reported with the code for too many requests; only the message tells them apart.
_RATE_CODE = "RequestLimitExceeded"
_CONCURRENCY = re.compile("concurren", re.IGNORECASE)


def rule_for(code: str, service: Backend | None = None, message: str = "") -> Rule:
    """Return the rule of a code: its own, that of its longest known prefix, or that of an unknown code."""
    if service is Backend.VOD and code in VOD_CODES:
        return VOD_CODES[code]
    if code == _RATE_CODE and _CONCURRENCY.search(message):
        return _BUSY
    if code in CODES:
        return CODES[code]
    prefix = code
    while "." in prefix:
        prefix = prefix.rpartition(".")[0]
        if prefix in CODES:
            return CODES[prefix]
    return UNKNOWN_CODE


def error_for(
    code: str, message: str, request_id: str, *, creates: bool, service: Backend | None = None
) -> ProviderError:
    """Return the typed error for an ``Error`` in an answer. ``creates``: the call was a create."""
    rule = rule_for(code, service, message)
    detail = f"{code}: {message}" if message else code
    if rule.retry in (Retry.RATE, Retry.LATER):
        return Deferred(detail, key=rule.key, code=code, request_id=request_id)
    if rule.retry is Retry.READ_ONLY:
        # For a create people must read that it may or may not have been started, as the class's default text says.
        return Ambiguous(detail, key=None if creates else rule.key, code=code, request_id=request_id)
    if rule is _GONE and creates:  # something named in the request is missing: there is no task yet
        return Rejected(detail, key=_FAILED.key, code=code, request_id=request_id, blame=rule.blame)
    kind = TaskUnknown if rule is _GONE else Rejected
    return kind(detail, key=rule.key, code=code, request_id=request_id, blame=rule.blame)
