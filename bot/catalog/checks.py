"""Check a request against one version's rules. Pure: a request and rules in, the first objection out.

Objections are :class:`~bot.errors.InvalidRequest` with a Fluent key and values that say what to change. If other
versions or models support the request, their names are in ``others`` (``count`` of them; 0 if there are none).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.catalog.values import Model, Need, Rules
from bot.errors import InvalidRequest, Value, Values
from bot.jobs.model import MusicRequest, SfxRequest, VideoRequest, extras_of

_MAX_OTHERS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One model and version of a kind with its rules; ``name`` is what messages call it."""

    model: Model
    version: str
    rules: Rules

    @property
    def name(self) -> str:
        """The display name of model and version."""
        return self.model.label_of(self.version)


class RequestChecker:
    """Objects to a request that ``choice`` does not support; ``choices`` are all of the kind."""

    def __init__(self, choice: Choice, choices: Sequence[Choice]) -> None:
        self.choice = choice
        self.rules = choice.rules
        self._choices = choices

    def _others(self, supports: Callable[[Rules], bool]) -> list[str]:
        """Return the names of the other choices that support it, those of the same model first."""
        capable = [one for one in self._choices if supports(one.rules) and one.name != self.choice.name]
        return [one.name for one in sorted(capable, key=lambda one: one.model.name != self.choice.model.name)]

    def _object(self, key: str, supports: Callable[[Rules], bool] | None = None, **values: Value) -> InvalidRequest:
        others = [] if supports is None else self._others(supports)
        return InvalidRequest(
            key=key,
            values={"model": self.choice.name, "count": len(others), "others": _names(others), **values},
        )

    def _not_taken(self, option: str, supports: Callable[[Rules], bool]) -> InvalidRequest:
        """Object to an option that the choice does not take; ``about`` selects the reason, ``option`` is shown."""
        return self._object("catalog-not-taken", supports, option=option, about=option)

    def _not_offered(
        self, option: str, wanted: str, offered: Iterable[str], supports: Callable[[Rules], bool]
    ) -> InvalidRequest:
        """Object to a value of an option that takes only other values, or none at all."""
        listed = ", ".join(offered)
        if not listed:
            return self._not_taken(option, supports)
        return self._object("catalog-not-offered", supports, option=option, wanted=wanted, offered=listed)

    def music(self, request: MusicRequest) -> InvalidRequest | None:
        """Return the first objection to a song."""
        if request.lyrics and request.instrumental:
            return self._object("catalog-lyrics-and-instrumental")
        if request.lyrics and self.rules.lyrics is Need.NONE:
            return self._not_taken("lyrics", lambda rules: rules.lyrics is not Need.NONE)
        if not request.lyrics and self.rules.lyrics is Need.REQUIRED:
            return self._object("catalog-lyrics-needed", lambda rules: rules.lyrics is not Need.REQUIRED)
        if request.instrumental and not self.rules.instrumental:
            return self._not_taken("instrumental", lambda rules: rules.instrumental)
        if request.reference_url and not self.rules.reference:
            return self._not_taken("reference", lambda rules: rules.reference)
        if request.video_url and not self.rules.video:
            return self._not_taken("video", lambda rules: rules.video)
        if request.video_url and request.reference_url:
            return self._object("catalog-reference-and-video")
        return self._extras(request) or self._format(request)

    def sfx(self, request: SfxRequest) -> InvalidRequest | None:
        """Return the first objection to a sound effect."""
        if request.video_url and not self.rules.video:
            return self._not_taken("video", lambda rules: rules.video)
        if request.video_url and request.duration_seconds is not None:
            return self._object("catalog-duration-and-video")
        if not request.video_url and extras_of(request):
            return self._object("catalog-option-needs-video", option=extras_of(request)[0])
        return self._extras(request) or self._duration(request.duration_seconds) or self._format(request)

    def video(self, request: VideoRequest) -> InvalidRequest | None:
        """Return the first objection to a video."""
        return (
            self._pictures(request)
            or self._extras(request)
            or self._duration(request.duration_seconds)
            or self._shape(request)
            or self._resolution_limits(request)
        )

    def _extras(self, request: MusicRequest | SfxRequest | VideoRequest) -> InvalidRequest | None:
        option = next((name for name in extras_of(request) if name not in self.rules.extras), None)
        if option is None:
            return None
        return self._not_taken(option, lambda rules: option in rules.extras)

    def _format(self, request: MusicRequest | SfxRequest) -> InvalidRequest | None:
        wanted = request.format
        if wanted in self.rules.formats:
            return None
        return self._not_offered("format", wanted, self.rules.formats, lambda rules: wanted in rules.formats)

    def _duration(self, seconds: int | None) -> InvalidRequest | None:
        offered = self.rules.durations
        if seconds is None or seconds in offered:
            return None
        if not offered:
            return self._not_taken("duration", lambda rules: seconds in rules.durations)
        return self._object(
            "catalog-duration-not-offered",
            lambda rules: seconds in rules.durations,
            duration=seconds, offered=spans(offered),
        )  # fmt: skip

    def _shape(self, request: VideoRequest) -> InvalidRequest | None:
        aspect, resolution = request.aspect, request.resolution
        if resolution and resolution not in self.rules.resolutions:
            offered, supports = self.rules.resolutions, lambda rules: resolution in rules.resolutions
            return self._not_offered("resolution", resolution, offered, supports)
        if aspect and aspect not in self.rules.aspects:
            return self._not_offered("aspect", aspect, self.rules.aspects, lambda rules: aspect in rules.aspects)
        if aspect and request.image_url and not self.rules.aspect_with_image:
            return self._object(
                "catalog-aspect-and-image",
                lambda rules: rules.image and rules.aspect_with_image and aspect in rules.aspects,
            )
        return None

    def _resolution_limits(self, request: VideoRequest) -> InvalidRequest | None:
        """Object to a length or to sound that the requested (or default) resolution does not support."""
        if request.audio and not self.rules.audio:
            return self._not_taken("audio", lambda rules: rules.audio)
        resolution_used, seconds = request.resolution or self.rules.default_resolution, request.duration_seconds
        needed = self.rules.audio_resolutions if request.audio else ()
        if needed and resolution_used not in needed:
            return self._object(
                "catalog-audio-resolution",
                lambda rules: rules.audio and _works(rules.audio_resolutions, request.resolution),
                offered=", ".join(needed),
            )
        needed = self.rules.resolutions_for(seconds)
        if seconds is not None and needed and resolution_used not in needed:
            return self._object(
                "catalog-duration-resolution",
                lambda rules: seconds in rules.durations
                and _works(rules.resolutions_for(seconds), request.resolution),
                duration=seconds, offered=", ".join(needed),
            )  # fmt: skip
        return None

    def _pictures(self, request: VideoRequest) -> InvalidRequest | None:
        if request.image_url and not self.rules.image:
            return self._not_taken("image", lambda rules: rules.image)
        if self.rules.image_required and not request.image_url and not request.last_image_url:
            return self._object("catalog-image-needed", lambda rules: not rules.image_required)
        if not request.last_image_url:
            return None
        if not request.image_url:
            return self._object("catalog-last-image-alone")
        if not self.rules.last_image:
            return self._not_taken("last_image", lambda rules: rules.last_image)
        needed = self.rules.last_image_resolutions
        if needed and (request.resolution or self.rules.default_resolution) not in needed:
            return self._object(
                "catalog-last-image-resolution",
                lambda rules: rules.last_image and not rules.last_image_resolutions,
                offered=", ".join(needed),
            )
        return None


def version_not_taken(model: str) -> InvalidRequest:
    """Return the objection to a version given for a model that takes none."""
    values: Values = {"model": model, "option": "version", "about": "version", "count": 0, "others": ""}
    return InvalidRequest(key="catalog-not-taken", values=values)


def _works(needed: tuple[str, ...], resolution: str) -> bool:
    """Return whether ``resolution`` is among those ``needed``; any is if there are none."""
    return not needed or resolution in needed


def _names(names: list[str]) -> str:
    return ", ".join(names[:_MAX_OTHERS])


def spans(numbers: Iterable[int]) -> str:
    """Format numbers compactly: ``3–10, 15``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(
        str(first) if first == last else f"{first}, {last}" if last == first + 1 else f"{first}–{last}"
        for first, last in runs
    )
