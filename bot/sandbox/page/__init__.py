"""The sandbox's web UI: one aiohttp server on loopback, in the same process as the simulators.

    page = PageServer(stage)
    url = await page.start(8765)      # raises PortTaken when another program listens on the port
    ...
    await page.close()

It shows the state of the stage and acts as its users; it implements no rule of Discord or Tencent Cloud.
Production code never imports it.
"""

from bot.sandbox.page.server import PageServer, PortTaken

__all__ = ["PageServer", "PortTaken"]
