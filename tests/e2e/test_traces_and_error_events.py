"""One trace a job over a crash, and an error event, as local collectors receive them: with nothing typed in either."""

from bot.ops.telemetry.traces import root_span_id_of, trace_id_of
from bot.sandbox.stage import Stage
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import open_stage, result_of, run, wait_row
from tests.support.collectors import Collectors, SeenSpan

PROMPT = "a whale that hums 5813 times"
_EXPORT_MS = "100"


async def spans_until(stage: Stage, seen: Collectors, job_id: str, name: str) -> list[SeenSpan]:
    """Return the spans of a job as soon as one of this name is among them."""

    def look() -> list[SeenSpan] | None:
        found = seen.of(trace_id_of(job_id))
        return found if any(span.name == name for span in found) else None

    return await stage.patience.until(look)


async def test_a_trace_goes_on_after_a_crash_and_an_error_is_sent_without_its_words() -> None:
    async with (
        Collectors.running() as seen,
        open_stage(FOLEY_OTLP_URL=seen.url, FOLEY_SENTRY_DSN=seen.dsn, OTEL_BSP_SCHEDULE_DELAY=_EXPORT_MS) as stage,
    ):
        # A job whose process is killed while the provider works on it.
        stage.set_speed(1.0)
        asked = await run(stage, f"/music prompt:{PROMPT}")
        job_id = (await wait_row(stage, "state = 'waiting'"))["id"]
        await spans_until(stage, seen, job_id, "create")
        await stage.kill_bot()
        stage.set_speed(60.0)
        await stage.start_bot()
        assert await stage.outcome(asked) is not None
        spans = await spans_until(stage, seen, job_id, "job")
        judge_the_trace(spans, job_id)

        # One whose outcome nobody knows: logged as an error.
        stage.tencent.faults.add(Fault("close", action="CreateAigcAudioTask"))
        await result_of(stage, f"/music prompt:{PROMPT}")
        unknown = await wait_row(stage, "state = 'unknown'")
        [root] = [one for one in await spans_until(stage, seen, unknown["id"], "job") if one.name == "job"]
        assert root.is_error
        event = await stage.patience.until(lambda: next(iter(seen.events), None))
        assert event["logentry"]["message"].startswith("create.outcome_unknown")
        assert event["tags"]["job"] == unknown["id"]
        assert event["release"].startswith("foley-bot@")
        assert event["level"] == "error"

        assert not [secret for secret in secrets_of(stage) if any(secret in body for body in seen.bodies)]


def judge_the_trace(spans: list[SeenSpan], job_id: str) -> None:
    names = {span.name for span in spans}
    assert {"command", "queue", "create", "poll", "wait", "fetch", "encode", "post", "job"} <= names
    by_name = {span.name: span for span in spans}
    root = by_name["job"]
    assert (int(root.id, 16), root.parent) == (root_span_id_of(job_id), "")
    known = {span.id for span in spans}
    assert all(span.parent in known for span in spans if span is not root)
    assert len([span for span in spans if span.name in ("job", "command", "create")]) == 3, "each once"
    assert by_name["command"].process != by_name["post"].process == root.process, "before and after the crash"
    assert root.start <= by_name["create"].start < by_name["fetch"].start <= by_name["post"].start < root.end
    assert root.attributes["foley.job"] == job_id
    assert root.attributes["foley.kind"] == "music"
    assert root.attributes["foley.state"] == "ready"
    assert not root.is_error


def secrets_of(stage: Stage) -> list[bytes]:
    """What must be in nothing that leaves: what was typed, who typed it, keys, and links with their signatures."""
    environment = stage.environment()
    typed = (PROMPT, "whale", "5813", stage.world.member.username, str(stage.world.member.id))
    keys = (environment["DISCORD_TOKEN"], environment["TENCENTCLOUD_SECRET_KEY"], environment["FOLEY_RESULT_HOSTS"])
    return [secret.encode() for secret in (*typed, *keys)]
