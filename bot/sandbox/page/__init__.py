"""The sandbox as a page in the browser: one aiohttp server on loopback beside the simulators, in their process.

    page = PageServer(stage)
    url = await page.start(8765)      # raises PortTaken when somebody else has the port
    ...
    await page.close()

It shows what the stage does and acts as its people; it owns no rule of Discord or Tencent Cloud. Nothing in
production imports it.
"""

from bot.sandbox.page.server import PageServer, PortTaken

__all__ = ["PageServer", "PortTaken"]
