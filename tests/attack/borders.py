"""Every border of a job's life at which the bot may die, and how the job must have ended afterwards."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.sandbox.tencent import Fault
from tests.attack import deeds
from tests.attack.deeds import Deed
from tests.attack.scene import Scene

MUSIC = "/music prompt:calm rain"
REFUSED = "/music prompt:forbidden words"
EFFECT = "/sfx prompt:a door creaks"
VOICE = "/sfx prompt:a door creaks as:Voice message"
SPOKEN = "/tts text:hello there voice:Emma"
CREATE, LOOK, SPEAK = "CreateAigcAudioTask", "DescribeAigcAudioTask", "TextToSpeech"
MESSAGES = r"/channels/\{channel_id\}/messages$"
EDITS = r"/channels/\{channel_id\}/messages/\{message_id\}$"
CALLBACK = r"/callback$"
ORIGINAL = r"/webhooks/.*/messages/"
DIRECT = r"/users/@me/channels$"
_COMMIT = ("before", "uncommitted", "committed")
_SETTLED = ("before", "settling", "uncommitted", "committed")
_CUT = Fault("close", action=CREATE, where="before")
_CUT_AFTER = Fault("close", action=CREATE, where="after")
_NO_FILE = Fault("file_status", status=503, times=None)
_MANY_OUTPUTS = 7  # each with its picture: more files than one message takes


@dataclass(frozen=True, slots=True)
class Border:
    """``state``: how the jobs must end, oldest first, empty where there must be none. ``creates``: calls that left.

    ``tasks``: how many of them the provider may have taken; two where it has handed the first one back.
    ``inside``: the border in the bot's own code (see doomed_bot), empty where ``dies_at`` arms one at a server.
    ``told``: how many messages must stand in the channel; of a refusal that was told to the person alone and could
    not be written down, a second telling in public is right: a note nobody else sees can't be found again.
    ``deed``: what somebody does after the command; the border lies in there. ``held``: the result has no place to go.
    ``settings``: what the bot is started with for this border alone. ``afresh``: it is started anew before, so that
    nothing is in its memory that an earlier border has put there. ``deletes``: the result was there and is deleted.
    """

    name: str
    state: str
    command: str = MUSIC
    inside: str = ""
    dies_at: Callable[[Scene], None] | None = None
    fault: Fault | None = None
    creates: int = 1
    tasks: int = 1
    told: tuple[int, ...] = (1,)
    deed: Deed | None = None
    held: bool = False
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    afresh: bool = False
    deletes: bool = False

    def arm(self, scene: Scene) -> None:
        """Let the bot die there."""
        if self.dies_at is not None:
            self.dies_at(scene)
        else:
            scene.die_inside(self.inside)


def _tencent(phase: str, action: str) -> Callable[[Scene], None]:
    return lambda scene: scene.die_at_tencent(phase, action)


def _discord(
    method: str, route: str, *, stored: bool, after_a_result: bool = False, nth: int = 1
) -> Callable[[Scene], None]:
    return lambda scene: scene.die_at_discord(method, route, stored=stored, after_a_result=after_a_result, nth=nth)


def _effect(border: str) -> str:
    """Return a command like no other border's: no VOD task is adopted that may be another lost job's."""
    return f"/sfx prompt:a door creaks, {border}"


def _asking() -> Iterator[Border]:
    """From the command to the create call."""
    for taken in (False, True):
        name = f"first answer, {'taken' if taken else 'not taken'}"
        yield Border(name, "", dies_at=_discord("POST", CALLBACK, stored=taken), creates=0, told=(0,))
    for at in _SETTLED:
        made = int(at == "committed")
        yield Border(f"new job {at}", "ready" if made else "", inside=f"ADD:{at}", creates=made, told=(made,))


def _buying() -> Iterator[Border]:
    """From "about to send" to "taken": what may have left is never sent again."""
    yield Border("next at the budget", "ready", inside="TURN:next")
    for at in _COMMIT:
        state = "unknown" if at == "committed" else "ready"
        yield Border(f"submitting {at}", state, inside=f"SUBMIT:{at}", creates=int(state == "ready"))
    yield Border("create came in, not worked on", "unknown", dies_at=_tencent("before", CREATE))
    yield Border("create worked on, not answered", "unknown", dies_at=_tencent("after", CREATE))
    for at in _COMMIT:
        yield Border(f"accepted {at}", "ready" if at == "committed" else "unknown", inside=f"ACCEPT:{at}")
    yield Border("effect came in, not worked on", "unknown", _effect("lost"), dies_at=_tencent("before", CREATE))
    # VOD lists its tasks: the one that fits is found again, and nothing was told meanwhile.
    made = _effect("made")
    yield Border("effect worked on, not answered", "ready", made, dies_at=_tencent("after", CREATE), told=(1, 2))
    for at in _COMMIT:
        yield Border(
            f"found again {at}", "ready", _effect(at), inside=f"ACCEPT_LATE:{at}", fault=_CUT_AFTER, told=(1, 2)
        )
    later = Fault("error", action=CREATE, code="LimitExceeded")
    for at in _COMMIT:
        state = "ready" if at == "committed" else "unknown"
        creates = 2 if state == "ready" else 1
        yield Border(f"put off {at}", state, inside=f"QUEUE:{at}", fault=later, creates=creates)
    for at in _COMMIT:
        yield Border(f"lost track {at}", "unknown", inside=f"LOSE_TRACK:{at}", fault=_CUT)


def _speaking() -> Iterator[Border]:
    """Speech that comes with the answer to its create: there is no task to go on with."""
    for phase in ("before", "after"):
        name = f"speech {'came in' if phase == 'before' else 'made'}, not answered"
        yield Border(name, "unknown", SPOKEN, dies_at=_tencent(phase, SPEAK))
    for at in _SETTLED:
        state = "ready" if at == "committed" else "unknown"
        yield Border(f"spoken {at}", state, SPOKEN, inside=f"COMPLETE_AT_ONCE:{at}")
    for at in _SETTLED:
        state = "ready" if at == "committed" else "unknown"
        yield Border(f"spoken late {at}", state, SPOKEN, inside=f"COMPLETE_LATE:{at}", settings={"DOOM_LATE": "1"})


def _refusing() -> Iterator[Border]:
    """A definite no, told to the person alone where that is possible."""
    for at in _SETTLED:
        state = "refused" if at == "committed" else "unknown"
        yield Border(f"refused {at}", state, REFUSED, inside=f"REFUSE:{at}")
    for at in _SETTLED:
        yield Border(f"too old {at}", "refused", inside=f"EXPIRE:{at}", creates=0, settings={"DOOM_UNSENT": "1"})
    for at in _SETTLED:
        state = "refused" if at == "committed" else "unknown"
        yield Border(f"refused late {at}", state, REFUSED, inside=f"REFUSE_LATE:{at}", settings={"DOOM_LATE": "1"})
    for at in _COMMIT:
        yield Border(f"refusal claimed {at}", "refused", REFUSED, inside=f"START_DELIVERY:{at}")
    for stored in (False, True):
        name = f"thinking deleted, {'carried out' if stored else 'not carried out'}"
        yield Border(name, "refused", REFUSED, dies_at=_discord("DELETE", ORIGINAL, stored=stored))
    for at in _COMMIT:
        told = (0,) if at == "committed" else (1,)
        yield Border(f"refusal told {at}", "refused", REFUSED, inside=f"CONFIRM_DELIVERY:{at}", told=told)


def _watching() -> Iterator[Border]:
    """From the first look to the end."""
    for stored in (False, True):
        name = f"status shown, {'taken' if stored else 'not taken'}"
        yield Border(name, "ready", dies_at=_discord("PATCH", ORIGINAL, stored=stored))
    yield Border("look came in", "ready", dies_at=_tencent("before", LOOK))
    yield Border("look answered", "ready", dies_at=_tencent("after", LOOK))
    full = Fault("vod_error", number=70000, code="RequestLimitExceeded")
    for at in _COMMIT:
        yield Border(f"handed back {at}", "ready", EFFECT, inside=f"PUT_BACK:{at}", fault=full, creates=2, tasks=2)
    for at in _SETTLED:
        yield Border(f"ready {at}", "ready", inside=f"COMPLETE:{at}")
    for at in _SETTLED:
        yield Border(f"failed {at}", "failed", inside=f"FAIL:{at}", fault=Fault("fail", message="fell over"))
    short = {"FOLEY_GIVE_UP_AFTER": "2s"}
    for at in _SETTLED:
        yield Border(f"given up {at}", "abandoned", inside=f"ABANDON:{at}", fault=Fault("stuck"), settings=short)
    for at in _COMMIT:
        state, told = ("ready", (2,)) if at == "committed" else ("abandoned", (1,))
        yield Border(
            f"looked at once more {at}", state, inside=f"WATCH_AGAIN:{at}",
            fault=Fault("stuck"), settings=short, told=told, deed=deeds.poll_again,
        )  # fmt: skip
    for at in _SETTLED:
        state, told = ("cancelled", (0,)) if at == "committed" else ("ready", (1,))
        yield Border(
            f"cancel {at}", state, inside=f"CANCEL:{at}", fault=Fault("stuck"), told=told, deed=deeds.cancel_at_work
        )
    for at in _SETTLED:
        state, told = ("cancelled", (0,)) if at == "committed" else ("ready", (1,))
        yield Border(
            f"cancel of a result not posted {at}",
            state, inside=f"CANCEL_UNPOSTED:{at}", fault=_NO_FILE, told=told, deed=deeds.cancel_unposted,
        )  # fmt: skip


def _posting() -> Iterator[Border]:
    """From "to be posted" to "posted"."""
    for at in _COMMIT:
        yield Border(f"posting {at}", "ready", inside=f"START_DELIVERY:{at}")
    yield Border("download, half of it", "ready", inside="FETCH:half")
    yield Border("file probed, not heard", "ready", inside="WORKER:probe")
    yield Border(
        "waveform of a kept result drawn, not heard", "ready",
        inside="WORKER:music_picture", told=(2,), deed=deeds.deliver_again,
    )  # fmt: skip
    long = Fault("length", seconds=70)
    yield Border("while transcoding", "ready", f"{MUSIC} format:WAV", inside="WORKER:fit", fault=long)
    yield Border("voice message made, not heard", "ready", VOICE, inside="WORKER:voice")
    for stored in (False, True):
        word, post = "stored" if stored else "not stored", _discord("POST", MESSAGES, stored=stored)
        yield Border(f"result {word}", "ready", dies_at=post)
        yield Border(f"failure notice {word}", "failed", dies_at=post, fault=Fault("fail"))
    for at in _COMMIT:
        yield Border(f"put off, no file {at}", "ready", inside=f"POSTPONE_DELIVERY:{at}", fault=_NO_FILE)
    for at in _COMMIT:
        yield Border(f"posted {at}", "ready", inside=f"CONFIRM_DELIVERY:{at}")
    for stored in (False, True):
        edit = _discord("PATCH", EDITS, stored=stored, after_a_result=True)
        yield Border(f"status after the result, {'taken' if stored else 'not taken'}", "ready", dies_at=edit)


def _posting_in_parts() -> Iterator[Border]:
    """Results of more than one message."""
    many = Fault("outputs", number=_MANY_OUTPUTS)
    for stored, nth in ((True, 1), (False, 2), (True, 2)):
        word, post = "stored" if stored else "not stored", _discord("POST", MESSAGES, stored=stored, nth=nth)
        yield Border(f"part {nth} of two {word}", "ready", dies_at=post, fault=many, told=(2,))
    for stored, nth in ((True, 1), (False, 2), (True, 2)):
        word, what = "stored" if stored else "not stored", "voice message" if nth == 1 else "its facts"
        yield Border(f"{what} {word}", "ready", VOICE, dies_at=_discord("POST", MESSAGES, stored=stored, nth=nth))


def _posting_elsewhere() -> Iterator[Border]:
    """Where the channel has closed meanwhile: as a direct message, or held where those are closed too."""
    stuck = Fault("stuck")
    for stored in (False, True):
        word, deed = "carried out" if stored else "not carried out", deeds.close_the_channel
        opened = _discord("POST", DIRECT, stored=stored)
        yield Border(f"direct message opened, {word}", "ready", dies_at=opened, fault=stuck, deed=deed, afresh=True)
    for stored in (False, True):
        word, deed = "stored" if stored else "not stored", deeds.close_the_channel
        sent = _discord("POST", MESSAGES, stored=stored, nth=2)
        yield Border(f"direct message {word}", "ready", dies_at=sent, fault=stuck, deed=deed)
    for at in _COMMIT:
        yield Border(
            f"held {at}", "ready",
            inside=f"HOLD_DELIVERY:{at}", fault=stuck, told=(0,), held=True, deed=deeds.close_channel_and_messages,
        )  # fmt: skip


def _once_more() -> Iterator[Border]:
    """What people do with a job that has ended: have it posted again, or submit it again."""
    for at in _COMMIT:
        told = (2,) if at == "committed" else (1,)
        yield Border(f"posted again {at}", "ready", inside=f"DELIVER_AGAIN:{at}", told=told, deed=deeds.deliver_again)
    for at in _SETTLED:
        state, times = ("unknown, ready", 2) if at == "committed" else ("unknown", 1)
        yield Border(
            f"submitted again {at}", state,
            inside=f"ADD:{at}", fault=_CUT, creates=times, told=(times,), deed=deeds.submit_again,
        )  # fmt: skip


def _deleting() -> Iterator[Border]:
    """Deleting a posted result: it is gone from the channel whether or not that was written down."""
    for at in _COMMIT:
        removed = f"REMOVED:{at}"
        yield Border(
            f"result deleted {at}", "ready", inside=removed, told=(0,), deletes=True, deed=deeds.delete_the_result
        )


def all_borders() -> list[Border]:
    """Every border, in the order of a job's life."""
    groups = (
        _asking,
        _buying,
        _speaking,
        _refusing,
        _watching,
        _posting,
        _posting_in_parts,
        _posting_elsewhere,
        _once_more,
        _deleting,
    )
    return [border for group in groups for border in group()]
