"""A run at DEBUG with faults on both sides: no secret, signature, prompt or lyric in the log, the metrics or a repr."""

import socket

import aiohttp

from bot.jobs.model import SfxRequest
from bot.sandbox.stage import SECRET_ID, SECRET_KEY
from bot.sandbox.tencent import Fault
from tests.e2e.conftest import open_stage, run, wait_row
from tests.unit.chat.chat_samples import a_job

PROMPT, LYRIC = "zanzibar-prompt-marker", "quicksilver-lyric-marker"
_ALL_TOLD = "(SELECT count(*) FROM jobs WHERE delivery_state IN ('sent', 'held')) >= 8"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_nothing_secret_is_told_while_everything_fails_once() -> None:
    port = free_port()
    async with open_stage(FOLEY_HTTP_BIND=f"127.0.0.1:{port}", FOLEY_LOG_FORMAT="json") as stage:
        heard: list[str] = []
        stage.on_log(heard.append)
        faults = [Fault(kind) for kind in ("http", "html", "truncated", "close", "empty", "no_response")]
        faults.append(Fault("error", code="InvalidParameterValue", message=f"bad prompt {PROMPT}"))
        for fault in faults:
            stage.tencent.faults.add(Fault(**{**fault.to_dict(), "action": "CreateAigcAudioTask"}))
            await run(stage, f"/music prompt:{PROMPT} lyrics:{LYRIC}")
        stage.tencent.faults.add(Fault("fail", message=f"no good: {PROMPT}"), Fault("file_reset", number=0.5))
        stage.discord.faults.respond("POST", r"/messages$", 400, body={"message": PROMPT, "code": 50035})
        stage.discord.faults.reset("PATCH", r"/messages/", after_storing=True)
        await run(stage, f"/sfx prompt:{PROMPT}")
        await run(stage, f"/tts text:{PROMPT} voice:Emma")
        await wait_row(stage, _ALL_TOLD)
        async with aiohttp.ClientSession() as session:
            told = [
                await (await session.get(f"http://127.0.0.1:{port}{path}")).text()
                for path in ("/metrics", "/readyz", "/healthz")
            ]
        told.append("\n".join([*stage.bot.log, *heard]))
        secrets = [PROMPT, LYRIC, "Signature=", "TC3-HMAC-SHA256", "q-signature", "sign="]
        secrets += [stage.discord.token, SECRET_ID, SECRET_KEY]
        assert "job.accepted" in told[-1]
        lines = [line for text in told for line in text.splitlines()]
        assert [(secret, line) for line in lines for secret in secrets if secret in line] == []


def test_a_job_in_a_traceback_shows_no_prompt() -> None:
    assert PROMPT not in repr(a_job(request=SfxRequest(PROMPT)))
