"""Results whose links lead where they must not, or whose bodies never end: through the real bot.

What the rules do with each address is in tests/unit/media; here it is shown that the running bot applies them.
"""

import asyncio

from bot.sandbox.tencent import Fault
from tests.e2e.conftest import open_stage, result_of, run, text_of, wait_row
from tests.support.listening import listening

# Every way to name this machine or a neighbour of a cloud's machine; {port} is where somebody listens.
INWARD = (
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::127.0.0.1]:{port}/", "http://2130706433:{port}/", "http://0177.0.0.1:{port}/",
    "http://0x7f000001:{port}/", "http://127.1:{port}/", "http://0.0.0.0:{port}/", "http://0:{port}/",
    "http://127.0.0.1.nip.io:{port}/", "http://me:word@127.0.0.1:{port}/", "//127.0.0.1:{port}/",
    "http://\uff11\uff12\uff17.0.0.1:{port}/", "http://169.254.169.254/latest/meta-data/",
    "http://metadata.tencentyun.com/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.100.100.200/",
    "file:///etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/", "data:audio/mpeg;base64,AAAA",
    "javascript:alert(1)",
)  # fmt: skip


class Listener:
    """Somebody inside who must never be asked."""

    def __init__(self) -> None:
        self.visits = 0

    async def meet(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        writer.close()


async def test_no_redirect_leads_the_bot_inward() -> None:
    inside = Listener()
    async with listening(inside.meet) as port, open_stage() as stage:
        targets = [url.format(port=port) for url in INWARD]
        stage.tencent.faults.add(*(Fault("file_redirect", url=target) for target in targets))
        messages = await asyncio.gather(
            *(result_of(stage, f"/sfx prompt:creak {number}") for number in range(len(targets)))
        )
        assert stage.tencent.faults.listed() == []
        for message in messages:
            assert not [target for target in targets if target in text_of(message)]
        assert inside.visits == 0
        log = "\n".join(stage.bot.log)
        assert "meta-data" not in log
        assert "word" not in log


async def test_bodies_that_lie_or_never_end_cost_nobody_else_a_result() -> None:
    async with open_stage() as stage:
        stage.tencent.faults.add(Fault("file_gzip_bomb", number=600 * 1024 * 1024))  # just over what is taken
        assert not (await result_of(stage, "/sfx prompt:a bomb")).payload["attachments"]
        stage.tencent.faults.add(Fault("file_length", number=10_000))  # met by another try, and that one is honest
        assert (await result_of(stage, "/sfx prompt:a door creaks")).payload["attachments"]
        stage.tencent.faults.add(Fault("file_drip", number=10))
        await run(stage, "/sfx prompt:one that drips")
        await wait_row(stage, "delivery_state = 'sending'")
        quick = await result_of(stage, "/sfx prompt:one that does not")
        assert quick.payload["attachments"]
        await stage.kill_bot()  # told to stop, it would wait for the drip
