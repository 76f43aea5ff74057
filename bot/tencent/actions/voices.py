"""The voices of MPS (DescribeVoices): build the request, parse a page. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.jobs.model import Voice
from bot.tencent.reading import Fields, integer, items, link, mapping, text, texts

PAGE_SIZE = 100
_OWN_PREFIX = "v1_"
_GENDERS = {"male": "male", "female": "female", "famale": "female"}  # the mainland site's spelling


@dataclass(frozen=True, slots=True)
class VoicesRequest:
    """Which voices to list. ``page`` 0 asks for all of them at once, the only form that older servers support.

    ``own``: also the account's cloned and designed voices, which belong to the operator and are not for every server.
    """

    page: int = 0
    own: bool = False

    def payload(self) -> dict[str, Any]:
        """Return the payload of the request."""
        kind = {} if self.own else {"VoiceType": "system"}
        return {**kind, "PageNum": self.page, "PageSize": PAGE_SIZE} if self.page else kind


@dataclass(frozen=True, slots=True)
class VoicesPage:
    """The answer of DescribeVoices. ``total`` is 0 if the server does not state it."""

    code: int
    voices: tuple[Voice, ...]
    total: int


def read_voices(fields: Fields) -> VoicesPage:
    """Parse a page; entries without an id are left out."""
    entries = (_voice(mapping(item)) for item in items(fields.get("Voices")))
    voices = tuple(voice for voice in entries if voice.id)
    return VoicesPage(integer(fields.get("ErrorCode")), voices, integer(fields.get("TotalCount")))


def is_system_voice(voice: Voice) -> bool:
    """Return whether a voice is offered to every account, as a server may ignore the requested type."""
    return voice.category in ("", "system") and not voice.id.startswith(_OWN_PREFIX)


def _voice(item: Mapping[str, Any]) -> Voice:
    voice_id = text(item.get("VoiceId"))
    return Voice(
        id=voice_id,
        name=text(item.get("Name")).strip() or voice_id[:12],
        description=text(item.get("Description")).strip(),
        gender=_GENDERS.get(text(item.get("Gender")).strip().lower(), ""),
        age=text(item.get("Age")).strip(),
        languages=texts(item.get("Languages")),
        labels=texts(item.get("Labels")),
        scenes=texts(item.get("Scenes")),
        sample_url=link(item.get("AudioUrl")),
        category=text(item.get("Category")).strip(),
    )
