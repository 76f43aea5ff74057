"""A value in a traceback or a log line tells nothing private: what people wrote, signed links, keys."""

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import bot
import cogs

PRIVATE = {
    "prompt", "lyrics", "text", "url", "content", "additional", "default", "message", "detail", "command_file", "embed",
    "embeds", "blocked_words", "blocked_patterns", "maintenance", "secret_id", "secret_key", "token", "waveform",
    "payload", "fields",
}  # fmt: skip
# What holds no word of a person's: the operator's own line, sentences of ours, shapes of sounds.
HARMLESS = {
    "Finding.detail", "Line.text", "Made.waveform", "OperatorState.maintenance", "Report.invite_url",
    "StatusView.maintenance", "SyncState.detail",
    "Voice.sample_url", "VoiceClip.waveform",
}  # fmt: skip


def modules() -> Iterator[ModuleType]:
    for package in (bot, cogs):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not info.name.startswith(("bot.sandbox", "bot.__main__")) and ".migrations" not in info.name:
                yield importlib.import_module(info.name)


def test_no_dataclass_shows_what_is_private() -> None:
    found = {
        value for module in modules() for value in vars(module).values()
        if isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == module.__name__
    }  # fmt: skip
    assert len(found) > 80
    telling = {
        f"{cls.__name__}.{field.name}"
        for cls in found
        if getattr(cls, "__dataclass_params__").repr  # noqa: B009  # it has no type
        for field in dataclasses.fields(cls)
        if field.repr and (field.name in PRIVATE or field.name.endswith("_url"))
    }
    assert telling == HARMLESS
