"""Send one trace per job, from the command to its message, by OpenTelemetry's own library to an OTLP endpoint.

The ids of a trace and of its root span are derived from the job's id, so whichever process continues a job after a
restart continues the same trace, and nothing is stored for it. Spans contain only names, codes and numbers: never a
prompt, a URL, an error's message or a person. Imported only if traces are enabled: it needs the extra ``otel``.
"""

import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from opentelemetry.context import Context, attach, detach, get_current
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.id_generator import IdGenerator, RandomIdGenerator
from opentelemetry.sdk.trace.sampling import TraceIdRatioBased
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    StatusCode,
    TraceFlags,
    get_current_span,
    set_span_in_context,
)

from bot import __version__
from bot.clock import Clock
from bot.errors import FoleyError
from bot.jobs.model import DeliveryState, Job, State

_EXPORT_SECONDS = 3.0
_SUCCEEDED = frozenset({State.READY, State.CANCELLED})
_command_began_at: ContextVar[float | None] = ContextVar("command_began_at", default=None)
_own_ids: ContextVar[tuple[int, int] | None] = ContextVar("own_ids", default=None)


def trace_id_of(job_id: str) -> int:
    """Return the id of a job's trace, the same in every process."""
    return _number(f"trace:{job_id}", 16)


def root_span_id_of(job_id: str) -> int:
    """Return the id of a job's root span."""
    return _number(f"span:{job_id}", 8)


def _number(text: str, size: int) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:size], "big") or 1


class _Ids(IdGenerator):
    """Random ids, except for the root span of a job."""

    def __init__(self) -> None:
        self._random = RandomIdGenerator()

    def generate_trace_id(self) -> int:
        own = _own_ids.get()
        return own[0] if own else self._random.generate_trace_id()

    def generate_span_id(self) -> int:
        own = _own_ids.get()
        return own[1] if own else self._random.generate_span_id()


class Traces:
    """Makes spans. ``share``: of the jobs to sample; all spans of a job, in every process, are kept or dropped."""

    def __init__(self, endpoint: str, clock: Clock, *, share: float = 1.0) -> None:
        self._clock = clock
        self._provider = TracerProvider(
            sampler=TraceIdRatioBased(share),
            resource=Resource.create(_process_attributes()),
            id_generator=_Ids(),
            shutdown_on_exit=False,
        )
        exporter = OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces", timeout=_EXPORT_SECONDS)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("foley", __version__)

    def close(self) -> None:
        """Flush and stop. Blocks: call it in a thread."""
        self._provider.force_flush(int(_EXPORT_SECONDS * 1000))
        self._provider.shutdown()

    def command_received(self) -> None:
        """Remember the time of the command that this task answers."""
        _command_began_at.set(self._clock.now())

    @contextmanager
    def span(self, job_id: str, name: str) -> Iterator[Span]:
        """Measure a block as part of a job, within the job's open span in this task if there is one."""
        span = self._tracer.start_span(name, context=_context_of(job_id))
        token = attach(set_span_in_context(span))
        try:
            yield span
        except BaseException as error:
            _mark_failed(span, error)
            raise
        finally:
            detach(token)
            span.end()

    def job_changed(self, job: Job) -> None:
        """Add spans for finished phases, from the times in the job. Called by the job repository for every change."""
        if job.state is State.REQUESTED and job.attempts == 0:
            began_at = _command_began_at.get()
            self._add(job, "command", job.created_at if began_at is None else began_at, self._clock.now())
        elif job.state is State.SUBMITTING and job.attempts == 0:
            self._add(job, "queue", job.created_at, job.submitted_at)
        elif job.delivery_state is DeliveryState.DUE and job.delivery_attempts == 0 and job.postings == 0:
            self._add(job, "wait", job.waiting_at, job.ended_at)
        elif job.delivery_state in (DeliveryState.SENT, DeliveryState.HELD) and job.postings == 0:
            self._end(job)

    def _add(self, job: Job, name: str, began_at: float | None, ended_at: float | None) -> None:
        if began_at is not None and ended_at is not None:
            span = self._tracer.start_span(name, context=_context_of(job.id), start_time=_nanoseconds(began_at))
            span.end(_nanoseconds(max(began_at, ended_at)))

    def _end(self, job: Job) -> None:
        token = _own_ids.set((trace_id_of(job.id), root_span_id_of(job.id)))
        try:
            span = self._tracer.start_span("job", context=Context(), start_time=_nanoseconds(job.created_at))
        finally:
            _own_ids.reset(token)
        span.set_attributes(_attributes_of(job))
        if job.state not in _SUCCEEDED:
            span.set_status(StatusCode.ERROR, job.fault.code if job.fault else job.state.value)
        span.end(_nanoseconds(max(job.created_at, self._clock.now())))


def _context_of(job_id: str) -> Context:
    """Return the parent context of a new span: the job's open span in this task, or its root span."""
    current = get_current()
    if get_current_span(current).get_span_context().trace_id == trace_id_of(job_id):
        return current
    flags = TraceFlags(TraceFlags.SAMPLED)
    parent = SpanContext(trace_id_of(job_id), root_span_id_of(job_id), is_remote=True, trace_flags=flags)
    return set_span_in_context(NonRecordingSpan(parent), Context())


def _process_attributes() -> dict[str, str]:
    return {
        "service.name": "foley",
        "service.version": __version__,
        "service.instance.id": f"{socket.gethostname()}:{os.getpid()}",
    }


def _attributes_of(job: Job) -> dict[str, str | int]:
    return {
        "foley.job": job.id,
        "foley.kind": job.kind.value,
        "foley.model": job.model,
        "foley.version": job.version,
        "foley.backend": job.backend.value,
        "foley.guild": str(job.place.guild_id),
        "foley.state": job.state.value,
        "foley.delivery_state": job.delivery_state.value,
        "foley.attempts": job.attempts,
        "foley.request_id": job.provider_request_id,
    }


def _mark_failed(span: Span, error: BaseException) -> None:
    """Record an error by its class and code only: its message may contain anything."""
    span.set_attribute("error.type", type(error).__name__)
    span.set_status(StatusCode.ERROR, str(getattr(error, "code", "")) if isinstance(error, FoleyError) else "")


def _nanoseconds(at: float) -> int:
    return int(at * 1_000_000_000)
