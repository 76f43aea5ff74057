"""The sandbox page and the health server answer what they are for, to whom they are for, and nothing else."""

import asyncio

import aiohttp

from bot.ops.metrics import Metrics
from bot.ops.server import HealthServer
from bot.sandbox.page.server import PageServer
from bot.sandbox.stage import Stage

TRAVERSALS = (
    "/../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/static/../server.py",
    "/..%5c..%5cserver.py", "//etc/passwd", "/%00", "/index.html%00.js", "/js/", "/js/../../server.py", "/.env",
    "/cdn/../../../etc/passwd", "/cdn/attachments/1/2/..%2f..%2fetc%2fpasswd", "/cdn/attachments/1/%C2%B2/x.mp3",
    "/cdn/attachments/1/%D9%A3/x.mp3", "/cdn/attachments/1/99999999999999999999999/x", "/cdn/a/b/-1/c",
)  # fmt: skip


async def ask(port: int, line: str, **headers: str) -> tuple[int, str, str]:
    """Send a request byte by byte as it is written here; return status, headers and body."""
    given = {"Host": f"127.0.0.1:{port}", "Connection": "close"} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{line}\r\n{head}\r\n".encode())
    raw = (await reader.read()).decode("utf-8", "replace")
    writer.close()
    top, _, body = raw.partition("\r\n\r\n")
    return int(top.split(" ", 2)[1]), top, body


async def test_the_page_serves_its_own_files_to_its_own_host_and_origin_only() -> None:
    async with Stage.opened() as stage:
        page = PageServer(stage)
        await page.start()
        port = page._guard.port
        own = f"http://127.0.0.1:{port}"
        try:
            status, top, _ = await ask(port, "GET / HTTP/1.1")
            assert status == 200
            assert "default-src 'none'" in top
            for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.nip.io:{port}", "127.0.0.1", "",
                         f"[::1]:{port}", f"127.0.0.1:{port}@evil.example"):  # fmt: skip
                assert (await ask(port, "GET / HTTP/1.1", Host=host))[0] in (400, 403), host
            for path in TRAVERSALS:
                status, _, body = await ask(port, f"GET {path} HTTP/1.1")
                assert status in (400, 403, 404), (path, status)
                assert "root:" not in body
                assert "import" not in body
            for origin in ("http://evil.example", "null", f"https://127.0.0.1:{port}", f"http://localhost:{port}", ""):
                assert (await ask(port, "POST /upload?name=x HTTP/1.1", Origin=origin, Content_Length="0"))[0] == 403
                assert (await ask(port, "GET /events HTTP/1.1", Origin=origin, Upgrade="websocket"))[0] == 403
            assert (await ask(port, "POST /upload HTTP/1.1", Content_Length="0"))[0] == 403
            for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "BREW"):
                assert (await ask(port, f"{method} / HTTP/1.1", Origin=own))[0] in (400, 403, 404, 405), method
        finally:
            await page.close()


async def test_the_page_takes_no_frame_that_is_none_of_its_own() -> None:
    frames = (
        "", "{", "[]", "null", "7", '{"call": "x"}', '{"call": 1, "name": "__init__"}', '{"call": 1, "name": "run"}',
        '{"call": 2, "name": "press", "args": {"user": "x", "message": null}}',
        '{"call": 3, "name": "press", "args": 7}', '{"call": 4, "name": "command", "args": {"user": 1, "channel": []}}',
        "\x00" * 1000,
    )  # fmt: skip
    async with Stage.opened() as stage:
        page = PageServer(stage)
        url = await page.start()
        try:
            async with aiohttp.ClientSession(headers={"Origin": url.rstrip("/")}) as session:
                async with session.ws_connect(f"{url}events") as socket:
                    for frame in frames:
                        await socket.send_str(frame)
                    await socket.send_bytes(b"\xff\x00")
                async with session.ws_connect(f"{url}events") as socket:
                    assert (await socket.receive_json())["event"] == "snapshot"
        finally:
            await page.close()


class NothingFound:
    async def findings(self) -> dict[str, object]:
        return {}


async def refresh() -> None:
    return


async def test_the_health_server_reads_only_and_knows_three_paths() -> None:
    server = HealthServer("127.0.0.1:0", Metrics(), NothingFound(), refresh)  # type: ignore[arg-type]  # same shape
    await server.start()
    try:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await ask(server.port, f"GET {path} HTTP/1.1"))[0] == 200
            assert (await ask(server.port, f"HEAD {path} HTTP/1.1"))[2] == ""
            for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
                assert (await ask(server.port, f"{method} {path} HTTP/1.1", Content_Length="0"))[0] == 405
        for path in (*TRAVERSALS, "/", "/debug", "/metrics/..", "/healthz/", "/metrics%2f.."):
            status, top, body = await ask(server.port, f"GET {path} HTTP/1.1")
            assert status in (400, 404), path
            assert "root:" not in body
            assert "Access-Control-Allow-Origin" not in top
    finally:
        await server.close()
