"""A server on a free port of this machine that ends with its block, whatever its connections are doing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(serve: Serve) -> AsyncIterator[int]:
    """Answer each connection with ``serve`` while the block runs; gives the port.

    From Python 3.12 on a server waits for its clients before it is closed, and some of these never leave: at the end
    their connections are cut. No handler ends as cancelled: the streams of 3.12 would log that as an error.
    """
    tasks: set[asyncio.Task[None]] = set()
    writers: set[asyncio.StreamWriter] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(asyncio.CancelledError):
                await serve(reader, writer)
        finally:
            writer.close()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Known at once: one that comes as the block ends is cut like the others, though nobody has begun to answer it.
        writers.add(writer)
        task = asyncio.create_task(answer(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        # A connection accepted just before a server is closed would stay open for good: python/cpython#109564.
        for listener in server.sockets:
            asyncio.get_running_loop().remove_reader(listener)
        await _steps()
        server.close()
        ending = tuple(tasks)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        for writer in writers:
            writer.transport.abort()
        await _steps()  # what an abort leaves to the loop, through TLS as well


async def _steps() -> None:
    for _ in range(3):
        await asyncio.sleep(0)
