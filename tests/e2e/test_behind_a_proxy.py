"""The whole bot where only a forward proxy knows the way: every name is looked up by the proxy and by nobody else.

``origin.test`` can't be resolved on any machine, so a connection that went past the proxy would have failed.
"""

from contextlib import AsyncExitStack
from urllib.parse import urlsplit

from bot.sandbox.bot_process import BotProcess, execute
from tests.e2e.conftest import open_stage, result_of, results, stored_file
from tests.support.forward_proxy import CERTIFICATE, forward_proxy, tls_front

_NAMES = ("discord", "gateway", "mps", "vod", "results")
_COMMANDS = (
    "/music prompt:calm rain",
    "/sfx prompt:a door creaks",
    "/tts text:hello there voice:Emma",
    "/video prompt:a paper boat",
)


async def test_four_kinds_are_delivered_through_a_proxy_that_asks_for_a_password() -> None:
    async with open_stage(start=False) as stage, AsyncExitStack() as stack:
        discord = urlsplit(stage.discord.api_url).port or 0
        behind = [
            discord,
            discord,
            *(urlsplit(url).port or 0 for url in (stage.tencent.mps_url, stage.tencent.vod_url)),
        ]
        behind.append(int(stage.tencent.results_host.rpartition(":")[2]))
        fronts = [await stack.enter_async_context(tls_front(port)) for port in behind]
        names = {f"{name}.origin.test:443": front for name, front in zip(_NAMES, fronts, strict=True)}
        proxy = await stack.enter_async_context(forward_proxy(names, user_info="foley:pass-word"))
        stage.discord.publish_gateway_at("wss://gateway.origin.test/gateway")
        stage.tencent.publish_results_at("https://results.origin.test")
        settings = {
            "FOLEY_PROXY": proxy.url,
            "FOLEY_DISCORD_API_URL": "https://discord.origin.test/api/v10",
            "FOLEY_MPS_URL": "https://mps.origin.test",
            "FOLEY_VOD_URL": "https://vod.origin.test",
            "FOLEY_RESULT_HOSTS": "results.origin.test",
            "SSL_CERT_FILE": str(CERTIFICATE),
        }
        # Which certificates are trusted is read when Python starts.
        stage.bots[0] = BotProcess({**stage.environment(), **settings}, stage.folder, launch=execute)
        await stage.start_bot()
        await stage.wait_for_commands()
        for command in _COMMANDS:
            message = await result_of(stage, command)
            assert stored_file(stage, message.payload["attachments"][0])
        assert len(results(stage)) == len(_COMMANDS)
        assert set(proxy.opened) == set(names)
        assert all(line.startswith("CONNECT ") for line in proxy.lines)
        assert "pass-word" not in "\n".join(stage.bot.log)
