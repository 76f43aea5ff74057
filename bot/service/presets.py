"""Presets: requests that a person or a server saves under a name, to repeat them with another prompt."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import InvalidRequest, NotFound
from bot.guilds.changes.audit import PRESET_DELETED, PRESET_SAVED
from bot.guilds.guild_service import GuildService, require_admin
from bot.jobs.caller import Caller
from bot.jobs.model import Job
from bot.jobs.ports import PresetStore, RequestPreset
from bot.jobs.requests import kept_request

MOST_PRESETS = 25
"""Per user, and per server: as many as Discord suggests at once."""

LONGEST_NAME = 40
_OWN, _SERVER = "own:", "server:"


@dataclass(frozen=True, slots=True)
class SavedPreset:
    """A preset that was saved; ``replaced``: there was already one of that name."""

    preset: RequestPreset
    replaced: bool


class Presets:
    """Save, find, list and delete. A server's presets can be used by everybody, and changed by its admins."""

    def __init__(self, store: PresetStore, guilds: GuildService, clock: Clock) -> None:
        self._store = store
        self._guilds = guilds
        self._clock = clock

    async def list(self, caller: Caller) -> list[RequestPreset]:
        """Return the caller's own presets, then those of this server, each sorted by name. Raises StoreUnavailable."""
        return await self._store.load_presets(caller.guild_id, caller.user_id)

    async def save(self, caller: Caller, name: str, job: Job, *, for_server: bool) -> SavedPreset:
        """Save a job's request, without its files. Raises NotAllowed, InvalidRequest, Conflict."""
        if for_server:
            require_admin(caller)
        label = " ".join(name.split())
        if not any(character.isprintable() and not character.isspace() for character in label) or ":" in label:
            raise InvalidRequest(key="preset-name")
        guild_id = caller.guild_id if for_server else 0
        preset = RequestPreset(guild_id, caller.user_id, label, kept_request(job.request), self._clock.now())
        replaced = await self._store.save_preset(preset, MOST_PRESETS)
        if for_server:
            await self._guilds.note(caller, PRESET_SAVED, label)
        return SavedPreset(preset, replaced)

    async def find(self, caller: Caller, name: str) -> RequestPreset:
        """Return the preset of this name or suggestion: the caller's own before the server's. Raises NotFound."""
        presets = await self.list(caller)
        named = [one for one in presets if choice_of(one) == name] or [one for one in presets if is_called(one, name)]
        if not named:
            raise NotFound(key="preset-unknown")
        return named[0]

    async def delete(self, caller: Caller, name: str) -> RequestPreset:
        """Remove a preset. Raises NotFound, NotAllowed for a server's."""
        preset = await self.find(caller, name)
        if preset.is_of_server:
            require_admin(caller)
        if not await self._store.delete_preset(preset.guild_id, caller.user_id, preset.name):
            raise NotFound(key="preset-unknown")
        if preset.is_of_server:
            await self._guilds.note(caller, PRESET_DELETED, preset.name)
        return preset


def choice_of(preset: RequestPreset) -> str:
    """Return the value a suggestion is sent as. Names contain no colon."""
    return (_SERVER if preset.is_of_server else _OWN) + preset.name


def is_called(preset: RequestPreset, name: str) -> bool:
    """Return whether a typed name matches this preset."""
    return preset.name.casefold() == " ".join(name.split()).casefold()
