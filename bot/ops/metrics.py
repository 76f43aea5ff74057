"""Every metric of one process, in one registry object. Names and label values are bounded: no user, server or job.

Fed through the hooks of the other parts (:meth:`Metrics.job_changed`, :meth:`polled`, :meth:`delivered` …). States
rather than events (jobs in the database, budgets, latency, lease) are set by :mod:`bot.ops.gauges` when they are
scraped. Does no I/O itself, and no method raises or blocks.
"""

import platform
from collections.abc import Callable, Iterable
from types import SimpleNamespace

import aiohttp
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)

from bot import __version__
from bot.clock import Clock, SystemClock
from bot.errors import Blame
from bot.guilds.output_lengths import OutputLengths
from bot.guilds.quota import expected_standing, real_seconds
from bot.jobs.model import FINAL_STATES, Job, Kind, Request, State
from bot.ops.state_durations import StateDurations, has_just_ended
from bot.tencent.client import CallRecord
from bot.tencent.errors import CODES, LOCAL_PREFIX, rule_for
from bot.worker.delivery import Delivered
from bot.worker.poller import Polled

_LONG_BUCKETS = (1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 3600, 14400, 86400)
_SHORT_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300)
_LAG_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
_ANSWER_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 60)
_LONGEST_REASON = 48
_MOST_REASONS = 40
_OTHER = "other"
# 401, 403 and 429 are what Discord counts towards a ban by IP address.
_LISTED_STATUSES = frozenset({401, 403, 404, 413, 429})
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The metrics of one process. ``registry`` belongs to this object alone.

    ``expected_seconds``: the length of a request's output if the provider does not state it.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self.expected_seconds: Callable[[Request], float] = OutputLengths().expected
        self._state_durations = StateDurations(self._clock)
        self._reasons: set[str] = set()
        self.registry = CollectorRegistry()
        self._add_job_metrics()
        self._add_tencent_metrics()
        self._add_discord_metrics()
        self._add_process_metrics()
        self._begin_at_zero()

    def _add_job_metrics(self) -> None:
        at = self.registry
        self.open_jobs = Gauge(
            "foley_open_jobs", "Jobs in the database that still need something", ["kind", "state"], registry=at
        )
        self.oldest_job_seconds = Gauge(
            "foley_oldest_job_age_seconds", "Age of the oldest job that is not finished", ["kind", "state"], registry=at
        )
        self.queue_age_seconds = Gauge(
            "foley_queue_age_seconds",
            "How long the oldest job has waited to be sent (create), the oldest ending to be posted (post)",
            ["queue"],
            registry=at,
        )
        self.paid_seconds = Counter(
            "foley_billed_output_seconds",
            "Seconds of output that the provider bills: made, or too late to stop",
            ["kind"],
            registry=at,
        )
        self.jobs_requested = Counter("foley_jobs_requested", "Jobs inserted", ["kind"], registry=at)
        self.jobs_ended = Counter("foley_jobs_ended", "Jobs by how they ended", ["kind", "state"], registry=at)
        self.state_seconds = Histogram(
            "foley_job_state_duration_seconds",
            "Time spent in a state",
            ["kind", "state"],
            buckets=_LONG_BUCKETS,
            registry=at,
        )
        self.polls = Counter("foley_polls", "Polls of jobs at the provider", ["action", "outcome"], registry=at)
        self.detection_lag_seconds = Histogram(
            "foley_detection_lag_seconds",
            "The most a finished job can have waited to be noticed: time since the poll before",
            ["kind"],
            buckets=_SHORT_BUCKETS,
            registry=at,
        )
        self.deliveries = Counter("foley_deliveries", "Deliveries by outcome", ["kind", "outcome"], registry=at)
        self.delivery_seconds = Histogram(
            "foley_delivery_duration_seconds",
            "From the end of a job to its message",
            ["kind"],
            buckets=_SHORT_BUCKETS,
            registry=at,
        )
        self.refusals = Counter("foley_refusals", "Requests refused before anything was sent", ["reason"], registry=at)

    def _add_tencent_metrics(self) -> None:
        at = self.registry
        self.tencent_calls = Counter(
            "foley_tencent_calls", "Calls by action and code, 'ok' when all was well", ["action", "code"], registry=at
        )
        self.tencent_refusals = Counter(
            "foley_tencent_refusals", "Calls that were turned down, by who can mend it", ["blame"], registry=at
        )
        self.tencent_seconds = Histogram(
            "foley_tencent_call_duration_seconds", "Time to an answer", ["action"], buckets=_ANSWER_BUCKETS, registry=at
        )
        self.budget_rate = Gauge(
            "foley_tencent_budget_requests_per_second",
            "Requests per second that may leave now",
            ["action"],
            registry=at,
        )
        self.budget_used = Gauge(
            "foley_tencent_budget_used_requests_per_second",
            "Requests that left in the last full second",
            ["action"],
            registry=at,
        )
        self.budget_waiting = Gauge(
            "foley_tencent_budget_waiting_calls", "Calls that wait for their turn", ["action"], registry=at
        )

    def _add_discord_metrics(self) -> None:
        at = self.registry
        self.discord_responses = Counter(
            "foley_discord_responses", "Answers of Discord by status", ["status"], registry=at
        )
        self.gateway_latency_seconds = Gauge(
            "foley_gateway_latency_seconds", "Latency of the slowest gateway connection", registry=at
        )
        self.gateway_shards = Gauge(
            "foley_gateway_shards", "Shards of this process by whether they are connected", ["state"], registry=at
        )

        self.command_syncs = Counter(
            "foley_command_syncs", "Tries to bring Discord's copy of the commands up to date", ["outcome"], registry=at
        )

    def _add_process_metrics(self) -> None:
        at = self.registry
        ProcessCollector(registry=at)
        self.build = Info("foley_build", "What runs here", registry=at)
        self.build.info({"version": __version__, "python": platform.python_version()})
        self.loop_lag_seconds = Histogram(
            "foley_event_loop_lag_seconds",
            "How late the event loop runs what is due",
            buckets=_LAG_BUCKETS,
            registry=at,
        )
        self.lease_held = Gauge("foley_lease_held", "Whether this process sends, polls and posts", registry=at)
        self.ready = Gauge("foley_ready", "Whether each part of readiness is well", ["check"], registry=at)
        self.sessions = Counter(
            "foley_bot_starts", "Starts of the bot in this process: one more a restart", registry=at
        )
        self.watched_jobs = Gauge("foley_watched_jobs", "Jobs this process asks the provider about", registry=at)
        self.pending_deliveries = Gauge(
            "foley_pending_deliveries", "Deliveries this process has yet to post", registry=at
        )
        self.workspace_held = Gauge(
            "foley_workspace_reserved_bytes", "Bytes that results in the making have reserved", registry=at
        )
        self.workspace_allowed = Gauge(
            "foley_workspace_limit_bytes", "Bytes that results in the making may reserve together", registry=at
        )
        self.workspaces_waiting = Gauge(
            "foley_workspaces_waiting", "Results that wait for room to be made in", registry=at
        )

    def _begin_at_zero(self) -> None:
        """Create the series that alerts watch: Prometheus sees no increase in a series that begins at one."""
        for kind in Kind:
            self.paid_seconds.labels(kind)
            for state in FINAL_STATES:
                self.jobs_ended.labels(kind, state)
            for outcome in ("sent", "later", "held"):
                self.deliveries.labels(kind, outcome)
        for blame in Blame:
            self.tencent_refusals.labels(blame)
        for status in _LISTED_STATUSES:
            self.discord_responses.labels(str(status))

    def names(self) -> set[str]:
        """Return the names of all samples, as used in queries."""
        return set(_sample_names(self.registry))

    def exposition(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self.registry)

    # --- hooks ------------------------------------------------------------------------------------

    def job_changed(self, job: Job) -> None:
        """Count a changed job. Called by the job repository for every change."""
        left = self._state_durations.left(job)
        if left is not None:
            self.state_seconds.labels(job.kind, left[0]).observe(left[1])
        if job.state is State.REQUESTED and job.attempts == 0:
            self.jobs_requested.labels(job.kind).inc()
        elif has_just_ended(job):
            self.jobs_ended.labels(job.kind, job.state).inc()
            self.paid_seconds.labels(job.kind).inc(self._paid_seconds(job))

    def _paid_seconds(self, job: Job) -> float:
        if expected_standing(job) != "charged":
            return 0.0
        return max(0.0, real_seconds(job.outputs, self.expected_seconds(job.request)))

    def polled(self, polled: Polled) -> None:
        """Count a poll."""
        self.polls.labels(polled.poll_key, polled.outcome).inc()
        if polled.lag_seconds is not None:
            self.detection_lag_seconds.labels(polled.job.kind).observe(max(0.0, polled.lag_seconds))

    def delivered(self, delivered: Delivered) -> None:
        """Count an attempt at a delivery."""
        job = delivered.job
        self.deliveries.labels(job.kind, delivered.outcome).inc()
        if delivered.outcome not in ("later", "held") and job.ended_at is not None and not job.postings:
            self.delivery_seconds.labels(job.kind).observe(max(0.0, self._clock.now() - job.ended_at))

    def called(self, record: CallRecord) -> None:
        """Count a call to Tencent Cloud."""
        action = f"{record.service}:{record.action}"
        self.tencent_calls.labels(action, bounded_code(record.code)).inc()
        self.tencent_seconds.labels(action).observe(record.seconds)
        if record.code and not record.code.startswith(LOCAL_PREFIX):
            self.tencent_refusals.labels(rule_for(record.code, record.service).blame).inc()

    def refused(self, key: str) -> None:
        """Count a refusal by the key of its text. The keys are all our own, but their number is bounded anyway."""
        known = key in self._reasons or (len(self._reasons) < _MOST_REASONS and len(key) <= _LONGEST_REASON)
        if known:
            self._reasons.add(key)
        self.refusals.labels(key if known else _OTHER).inc()

    def discord_answered(self, status: int) -> None:
        """Count an answer from Discord."""
        name = str(status) if status in _LISTED_STATUSES else f"{status // 100}xx"
        self.discord_responses.labels(name if 1 <= status // 100 <= 5 else _OTHER).inc()

    def commands_synced(self, outcome: str) -> None:
        """Count an attempt to sync commands: "synced", "unchanged", "refused" or "delayed"."""
        self.command_syncs.labels(outcome).inc()

    def discord_trace(self) -> aiohttp.TraceConfig:
        """Return a trace config that counts every answer to discord.py's HTTP session, even those it retries itself."""
        trace = aiohttp.TraceConfig()

        async def ended(
            _session: aiohttp.ClientSession, _context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
        ) -> None:
            self.discord_answered(end.response.status)

        trace.on_request_end.append(ended)
        return trace


def bounded_code(code: str) -> str:
    """Return a listed code or one of our own unchanged, "ok" for none, else "other": label values must stay few."""
    if not code:
        return "ok"
    return code if code in CODES or code.startswith(LOCAL_PREFIX) else _OTHER


def _sample_names(registry: CollectorRegistry) -> Iterable[str]:
    for metric in registry.collect():
        if metric.type == "histogram":
            yield from (f"{metric.name}_{suffix}" for suffix in ("bucket", "sum", "count"))
        elif metric.type == "counter":
            yield f"{metric.name}_total"
        elif metric.type == "info":
            yield f"{metric.name}_info"
        else:
            yield metric.name
