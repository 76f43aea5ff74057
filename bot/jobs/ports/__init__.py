"""What the domain needs from the outside, as protocols. Adapters: bot.store, bot.tencent, bot.chat, bot.media.

The values passed are frozen dataclasses of :mod:`bot.jobs.model` or of this package; errors are those of
:mod:`bot.errors`, never a library's.
"""

from bot.jobs.ports.media import (
    NO_MARKS,
    Drawing,
    Marks,
    Media,
    MediaFile,
    ResultCache,
    VoiceClip,
)
from bot.jobs.ports.messages import (
    Attachment,
    Messenger,
    Redirect,
    RedirectReason,
    ResultView,
    SentMessage,
    StatusView,
    Watcher,
)
from bot.jobs.ports.provider import (
    Failed,
    PollResult,
    Provider,
    Running,
    Submission,
    Succeeded,
    TaskControl,
    TaskFinder,
    VoiceSource,
)
from bot.jobs.ports.speech import (
    LanguageHints,
    MentionNames,
    SpeechWriter,
    Spoken,
)
from bot.jobs.ports.store import (
    MISSED,
    JobFilter,
    JobStore,
    LearningStore,
    Lease,
    Preferences,
    PreferenceStore,
    PresetStore,
    RequestPreset,
    Signals,
)
from bot.polling.durations import DurationRecord, Estimate

__all__ = [
    "MISSED",
    "NO_MARKS",
    "Attachment",
    "Drawing",
    "DurationRecord",
    "Estimate",
    "Failed",
    "JobFilter",
    "JobStore",
    "LanguageHints",
    "LearningStore",
    "Lease",
    "Marks",
    "Media",
    "MediaFile",
    "MentionNames",
    "Messenger",
    "PollResult",
    "PreferenceStore",
    "Preferences",
    "PresetStore",
    "Provider",
    "Redirect",
    "RedirectReason",
    "RequestPreset",
    "ResultCache",
    "ResultView",
    "Running",
    "SentMessage",
    "Signals",
    "SpeechWriter",
    "Spoken",
    "StatusView",
    "Submission",
    "Succeeded",
    "TaskControl",
    "TaskFinder",
    "VoiceClip",
    "VoiceSource",
    "Watcher",
]
