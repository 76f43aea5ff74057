"""Every border of a job's life at which the bot may die, and how the job must have ended afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.sandbox.tencent import Fault
from tests.attack.scene import Scene

MUSIC = "/music prompt:calm rain"
REFUSED = "/music prompt:forbidden words"
VOICE = "/sfx prompt:a door creaks as:Voice message"
CREATE, LOOK = "CreateAigcAudioTask", "DescribeAigcAudioTask"
MESSAGES = r"/channels/\{channel_id\}/messages$"
EDITS = r"/channels/\{channel_id\}/messages/\{message_id\}$"
CALLBACK = r"/callback$"
ORIGINAL = r"/webhooks/.*/messages/"
_COMMIT = ("before", "uncommitted", "committed")
_SETTLED = ("before", "settling", "uncommitted", "committed")


@dataclass(frozen=True, slots=True)
class Border:
    """``state``: how the job must end, empty where there must be none. ``creates``: how many calls may have left.

    ``told``: how many messages must stand in the channel; of a refusal that was told to the person alone and could
    not be written down, a second telling in public is right: a note nobody else sees can't be found again.
    """

    name: str
    arm: Callable[[Scene], None]
    state: str
    command: str = MUSIC
    fault: Fault | None = None
    creates: int = 1
    told: tuple[int, ...] = (1,)
    cancels: bool = False


def _inside(border: str) -> Callable[[Scene], None]:
    return lambda scene: scene.die_inside(border)


def _tencent(phase: str, action: str) -> Callable[[Scene], None]:
    return lambda scene: scene.die_at_tencent(phase, action)


def _discord(method: str, route: str, *, stored: bool, after_a_result: bool = False) -> Callable[[Scene], None]:
    return lambda scene: scene.die_at_discord(method, route, stored=stored, after_a_result=after_a_result)


def _asking() -> Iterator[Border]:
    """From the command to the create call."""
    yield Border("first answer, not taken", _discord("POST", CALLBACK, stored=False), "", creates=0, told=(0,))
    yield Border("first answer, taken", _discord("POST", CALLBACK, stored=True), "", creates=0, told=(0,))
    for at in _SETTLED:
        state = "ready" if at == "committed" else ""
        yield Border(f"new job {at}", _inside(f"ADD:{at}"), state, creates=int(bool(state)), told=(int(bool(state)),))


def _buying() -> Iterator[Border]:
    """From "about to send" to "taken": what may have left is never sent again."""
    for at in _COMMIT:
        state = "unknown" if at == "committed" else "ready"
        yield Border(f"submitting {at}", _inside(f"SUBMIT:{at}"), state, creates=int(state == "ready"))
    yield Border("create came in, not worked on", _tencent("before", CREATE), "unknown")
    yield Border("create worked on, not answered", _tencent("after", CREATE), "unknown")
    for at in _COMMIT:
        yield Border(f"accepted {at}", _inside(f"ACCEPT:{at}"), "ready" if at == "committed" else "unknown")
    later = Fault("error", action=CREATE, code="LimitExceeded")
    for at in _COMMIT:
        state = "ready" if at == "committed" else "unknown"
        yield Border(f"put off {at}", _inside(f"QUEUE:{at}"), state, fault=later, creates=2 if state == "ready" else 1)
    for at in _COMMIT:
        cut = Fault("close", action=CREATE, where="after")
        yield Border(f"lost track {at}", _inside(f"LOSE_TRACK:{at}"), "unknown", fault=cut)


def _refusing() -> Iterator[Border]:
    """A definite no, told to the person alone where that is possible."""
    for at in _SETTLED:
        state = "refused" if at == "committed" else "unknown"
        yield Border(f"refused {at}", _inside(f"REFUSE:{at}"), state, REFUSED)
    for at in _COMMIT:
        yield Border(f"refusal claimed {at}", _inside(f"START_NOTICE:{at}"), "refused", REFUSED)
    for stored in (False, True):
        word = "carried out" if stored else "not carried out"
        yield Border(f"thinking deleted, {word}", _discord("DELETE", ORIGINAL, stored=stored), "refused", REFUSED)
    for at in _COMMIT:
        told = (0,) if at == "committed" else (1,)
        yield Border(f"refusal told {at}", _inside(f"NOTICE_SENT:{at}"), "refused", REFUSED, told=told)


def _watching() -> Iterator[Border]:
    """From the first look to the end."""
    yield Border("status shown, not taken", _discord("PATCH", ORIGINAL, stored=False), "ready")
    yield Border("status shown, taken", _discord("PATCH", ORIGINAL, stored=True), "ready")
    yield Border("look came in", _tencent("before", LOOK), "ready")
    yield Border("look answered", _tencent("after", LOOK), "ready")
    for at in _SETTLED:
        yield Border(f"ready {at}", _inside(f"COMPLETE:{at}"), "ready")
    for at in _SETTLED:
        yield Border(f"failed {at}", _inside(f"FAIL:{at}"), "failed", fault=Fault("fail", message="fell over"))
    for at in _SETTLED:
        cancelled = at == "committed"
        yield Border(
            f"cancel {at}",
            _inside(f"CANCEL:{at}"),
            "cancelled" if cancelled else "ready",
            fault=Fault("stuck"),
            told=(int(not cancelled),),
            cancels=True,
        )


def _posting() -> Iterator[Border]:
    """From "to be posted" to "posted"."""
    for at in _COMMIT:
        yield Border(f"posting {at}", _inside(f"START_NOTICE:{at}"), "ready")
    yield Border("download, half of it", _inside("FETCH:half"), "ready")
    yield Border("probing the file", _inside("WORKER:probe"), "ready")
    yield Border("drawing the waveform", _inside("WORKER:picture"), "ready")
    yield Border("transcoding", _inside("WORKER:fit"), "ready", f"{MUSIC} format:WAV", Fault("length", seconds=70))
    yield Border("making a voice message", _inside("WORKER:voice"), "ready", VOICE)
    for stored in (False, True):
        word = "stored" if stored else "not stored"
        yield Border(f"result {word}", _discord("POST", MESSAGES, stored=stored), "ready")
        yield Border(f"failure notice {word}", _discord("POST", MESSAGES, stored=stored), "failed", fault=Fault("fail"))
    for at in _COMMIT:
        yield Border(f"posted {at}", _inside(f"NOTICE_SENT:{at}"), "ready")
    for stored in (False, True):
        word = "taken" if stored else "not taken"
        edit = _discord("PATCH", EDITS, stored=stored, after_a_result=True)
        yield Border(f"status after the result, {word}", edit, "ready")


def all_borders() -> list[Border]:
    """Every border, in the order of a job's life."""
    return [*_asking(), *_buying(), *_refusing(), *_watching(), *_posting()]
