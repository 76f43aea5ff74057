"""Clean the texts and links of a request, and reject what no model could take. Knows limits, but no models."""

import re
from collections.abc import Collection
from dataclasses import replace

from bot.catalog.urls import link_url, url_problem
from bot.catalog.values import Language, Limits, Speech
from bot.errors import InvalidRequest, Values
from bot.jobs.instant_speech import FASTEST_SPEED, SLOWEST_SPEED
from bot.jobs.model import MusicRequest, SfxRequest, SpeechRequest, VideoRequest

_MAX_VOICE_ID_CHARACTERS = 200
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class RequestCleaner:
    """Returns cleaned requests. Every method raises InvalidRequest with what to change."""

    def __init__(self, limits: Limits, speech: Speech, trusted_hosts: Collection[str]) -> None:
        self._limits = limits
        self._speech = speech
        self._trusted_hosts = trusted_hosts

    def music(self, request: MusicRequest) -> MusicRequest:
        """Return a cleaned request for music."""
        lyrics = _clean(request.lyrics)
        limit = self._limits.lyrics_characters
        if len(lyrics) > limit:
            raise InvalidRequest(key="catalog-lyrics-long", values={"length": len(lyrics), "limit": limit})
        reference = self._url(request.reference_url, "reference_url")
        video = self._url(request.video_url, "video_url")
        prompt = self._prompt(request.prompt, stands_in=reference or video)
        return replace(request, prompt=prompt, lyrics=lyrics, reference_url=reference, video_url=video)

    def sfx(self, request: SfxRequest) -> SfxRequest:
        """Return a cleaned request for a sound effect."""
        video = self._url(request.video_url, "video_url")
        prompt, bgm = self._prompt(request.prompt, stands_in=video), _clean(request.bgm_prompt)
        return replace(request, prompt=prompt, video_url=video, bgm_prompt=bgm)

    def video(self, request: VideoRequest) -> VideoRequest:
        """Return a cleaned request for a video."""
        image = self._url(request.image_url, "image")
        return replace(
            request,
            prompt=self._prompt(request.prompt, stands_in=image or request.reference_1_url),
            negative=_clean(request.negative),
            reference_1_url=self._url(request.reference_1_url, "reference_1"),
            reference_2_url=self._url(request.reference_2_url, "reference_2"),
            reference_3_url=self._url(request.reference_3_url, "reference_3"),
            reference_video_url=self._url(request.reference_video_url, "reference_video"),
            resolution=request.resolution.strip().upper(),
            aspect=request.aspect.strip(),
            image_url=image,
            last_image_url=self._url(request.last_image_url, "last_image"),
        )

    def speech(self, request: SpeechRequest) -> SpeechRequest:
        """Return a cleaned request for speech, its languages as codes."""
        text = self._text(request.text, self._limits.speech_characters, "text")
        voice_id = request.voice_id.strip()
        if len(voice_id) > _MAX_VOICE_ID_CHARACTERS or not voice_id.isascii() or not voice_id.isprintable():
            raise InvalidRequest(key="catalog-voice-bad")
        language = self._language(request.language)
        target = self._language(request.translate_to)
        if not SLOWEST_SPEED <= request.speed <= FASTEST_SPEED:  # Discord enforces this; only forged requests differ
            raise InvalidRequest(key="refusal-command-changed")
        lowest, highest = self._speech.lowest_pitch, self._speech.highest_pitch
        if not lowest <= request.pitch <= highest:
            values = {"pitch": request.pitch, "lowest": lowest, "highest": highest}
            raise InvalidRequest(key="catalog-pitch-not-offered", values=values)
        if request.sample_rate not in self._speech.sample_rates:
            offered = ", ".join(map(str, self._speech.sample_rates))
            named: Values = {"rate": str(request.sample_rate), "offered": offered}
            raise InvalidRequest(key="catalog-sample-rate-not-offered", values=named)
        return replace(
            request,
            text=text,
            voice_id=voice_id,
            language=language.code if language else "",
            translate_to=target.code if target else "",
            translate_name=target.names[-1] if target else "",
        )

    def _language(self, text: str) -> Language | None:
        """Return the named language, None for an empty name."""
        language = self._speech.language(text) if text else None
        if text and language is None:
            raise InvalidRequest(key="catalog-language-unknown", values={"language": text[:40]})
        return language

    def _prompt(self, text: str, *, stands_in: str) -> str:
        """Return a cleaned prompt; it may be empty if a picture, a sound or a video replaces it (``stands_in``)."""
        if stands_in and not _clean(text):
            return ""
        return self._text(text, self._limits.prompt_characters, "prompt")

    def _text(self, text: str, limit: int, option: str) -> str:
        cleaned = _clean(text)
        if not cleaned:
            raise InvalidRequest(key="catalog-text-empty", values={"option": option})
        if len(cleaned) > limit:
            values: Values = {"option": option, "length": len(cleaned), "limit": limit}
            raise InvalidRequest(key="catalog-text-long", values=values)
        return cleaned

    def _url(self, url: str, option: str) -> str:
        cleaned = link_url(url).strip()
        problem = url_problem(cleaned, self._trusted_hosts) if cleaned else None
        if problem:
            raise InvalidRequest(key=problem, values={"option": option})
        return cleaned


def _clean(text: str) -> str:
    """Strip what no model reads and no database stores: control characters and lone surrogates."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
