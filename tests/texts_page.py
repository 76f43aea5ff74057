"""Every message of every ending, and every text there is, in all languages on one page: to be read through by a person.

``make texts`` writes ``build/texts.html``. A test holds that every one can be written, without the file.
"""

import html
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

from bot.chat.render import ResultPart, render_corrected, render_failure, render_result_part, render_status
from bot.chat.render.payload import Payload
from bot.chat.texts import MASTER, Texts, Verbatim, load_sources
from bot.errors import Value
from bot.jobs.model import DeliveryState, Fault, Job, Kind, State
from bot.jobs.ports import Estimate, StatusView
from tests.unit.chat.chat_samples import NOW, REQUESTS, a_job, an_attachment, an_output

_FAULTS = ("tencent-", "job-", "media-", "fetch-")
_NUMBERS = frozenset({"count", "amount", "left", "used", "asked", "length", "limit", "days", "jobs", "seconds", "size"})
_STYLE = "body{font:14px sans-serif}td,th{border:1px solid #ccc;padding:6px;vertical-align:top;min-width:14em}"


class _Variables(visitor.Visitor):
    """The variables of one message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def every_text() -> dict[str, dict[str, Value]]:
    """Return every key of the master with sample values for it and for what it includes."""
    entries = [one for one in FluentParser().parse(load_sources()[MASTER]).body if isinstance(one, ftl.Message)]
    found = _Variables()
    for entry in entries:
        found.visit(entry)
    samples: dict[str, Value] = {name: 2 if name in _NUMBERS else Verbatim(f"‹{name}›") for name in found.names}
    return {entry.id.name: samples for entry in entries}


def endings() -> Iterator[tuple[str, Job]]:
    """Yield a job in every ending, and each refusal and failure by its own cause."""
    for state in (State.FAILED, State.REFUSED, State.UNKNOWN, State.ABANDONED):
        yield state.value, a_job(state=state)
    for key in every_text():
        if key.startswith(_FAULTS) and key != "job-line":
            yield key, a_job(state=_ending_of(key), fault=Fault(key, "Some.Code"))


def _ending_of(key: str) -> State:
    """Return how a job ends of a fault: what was fetched or made was not refused."""
    if key == "job-abandoned":
        return State.ABANDONED
    is_late = key.startswith(("fetch-", "media-")) or any(word in key for word in ("task", "failed", "no-result"))
    return State.FAILED if is_late else State.REFUSED


def messages(texts: Texts, locale: str) -> Iterator[tuple[str, Payload]]:
    """Yield every kind of message in one language."""
    for name, job in endings():
        yield f"ending: {name}", render_failure(job, texts, locale)
    for state in (State.UNKNOWN, State.REFUSED):
        yield f"corrected: {state.value}", render_corrected(a_job(state=state, postings=1), texts, locale)
    for kind in Kind:
        one = a_job(request=REQUESTS[kind], state=State.READY, ended_at=NOW + 48)
        made = ResultPart(one, (an_attachment(),), made_by="Google Lyria 3 Clip")
        yield f"result: {kind.value}", render_result_part(made, texts, locale, NOW)
        running = StatusView(replace(one, state=State.WAITING, waiting_at=NOW), estimate=Estimate(20.0, 40.0, 9))
        yield f"status: {kind.value}", render_status(running, texts, locale, NOW)
        yield f"slow: {kind.value}", render_status(running, texts, locale, NOW + 60)
    done = a_job(state=State.READY, ended_at=NOW + 48)
    lost = replace(done, outputs=(replace(an_output(), is_lost=True),))
    gone = ResultPart(lost, remark_keys=("remark-link-dead",))
    yield "result: lost", render_result_part(gone, texts, locale, NOW)
    for told in (done, lost, *(a_job(state=state) for state in State if state.is_final)):
        shown = replace(
            told, delivery_state=DeliveryState.SENT, result_channel_id=200, result_message_id=9, ended_at=NOW + 48
        )
        yield f"told: {told.state.value}", render_status(StatusView(shown), texts, locale, NOW)


def words_of(payload: Payload) -> str:
    """Return all words of a message, line by line."""
    lines = [payload.content]
    for embed in payload.embeds:
        lines += [f"[{embed.title}]" if embed.title else "", embed.description or "", embed.footer.text or ""]
    lines += [" ".join(f"({spec.label})" for spec in row) for row in payload.rows]
    return "\n".join(line for line in lines if line)


def page(texts: Texts) -> str:
    """Return the page: one column a language."""
    locales = (MASTER, *(one for one in texts.locales if one != MASTER))
    columns = [[(name, words_of(payload)) for name, payload in messages(texts, locale)] for locale in locales]
    rows = [(cells[0][0], [text for _, text in cells]) for cells in zip(*columns, strict=True)]
    for key, values in every_text().items():
        rows.append((key, [texts.text(key, locale, **values) for locale in locales]))
    head = "".join(f"<th>{one}</th>" for one in ("", *locales))
    body = "".join(
        f"<tr><th>{html.escape(name)}</th>"
        + "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in cells)
        + "</tr>\n"
        for name, cells in rows
    )
    return f"<!doctype html><meta charset='utf-8'><style>{_STYLE}</style><table><tr>{head}</tr>\n{body}</table>"


def main(target: Path) -> None:
    """Write the page."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(Texts()), encoding="utf-8")
    print(f"{target}: read it through")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/texts.html"))
