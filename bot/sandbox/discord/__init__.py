"""A local Discord: REST v10, gateway v10 and CDN on loopback, with simulated users to act as.

It is written from Discord's documentation and shares no code with the bot or any Discord library, so that the two
can't make the same mistake. Production code never imports it.

    async with LocalDiscord(token=make_token()) as discord:
        world = discord.default_world()
        ...start the bot with FOLEY_DISCORD_API_URL = discord.api_url and DISCORD_TOKEN = discord.token...
        await discord.wait_ready()

        ran = await discord.command(world.member, world.general, "/music prompt:calm rain model:GL")
        await ran.wait_first_answer()                  # sent -> deferred, answered or failed
        assert ran.in_time                             # within Discord's 3 seconds
        await ran.done()                               # a real answer, or "The application did not respond"
        print(ran.message.content, ran.message.embeds, ran.ephemeral)

        names = await discord.autocomplete(world.member, world.general, "/tts voice:so", focused="voice")
        again = await discord.press(world.member, ran.message, "Again")        # custom id or label
        edit = await (await discord.press(world.member, ran.message, "Edit")).wait_first_answer()
        await discord.submit_modal(world.member, edit, {"prompt": "loud rain"})

        result = await discord.wait_for_message(world.general, lambda message: bool(message.attachments))

Fault injection:

    discord.faults.respond("POST", r"/messages$", 503)                  # once, nothing stored
    discord.faults.reset("POST", r"/messages$", after_storing=True)     # stored, but the caller gets no answer
    discord.faults.call("POST", r"/messages$", kill_the_bot, nth=2)     # before the 2nd send is stored
    discord.faults.rate_limit(None, r"/channels/", retry_after_seconds=2, count=3)
    discord.gateway.drop_connections(); discord.gateway.ask_reconnect(); discord.gateway.invalidate(resumable=False)
    discord.gateway.switches.mute_heartbeats = True

Waits time out after 20 s and raise NeverHappened with a report of the current state: see `patience`.

For a UI: `subscribe(callback)`, `snapshot()`, `commands(user, channel)`; to save and restore a world: `to_dict`,
`from_dict`. Time comes from a `Clock`; with a `ManualDiscordClock` a test decides when the 3 seconds and the
15 minutes pass.
"""

from bot.sandbox.discord.clock import Clock, ManualDiscordClock, SystemClock
from bot.sandbox.discord.errors import ApiError, CommandRejected, ComponentRejected, PersonError
from bot.sandbox.discord.gateway.bus import Event, EventBus
from bot.sandbox.discord.gateway.gateway import Gateway
from bot.sandbox.discord.local import LocalDiscord, make_token
from bot.sandbox.discord.patience import PATIENCE_SECONDS, NeverHappened, Patience
from bot.sandbox.discord.rest.faults import Fault, Faults
from bot.sandbox.discord.rest.server import RequestRecord
from bot.sandbox.discord.rules.permissions import Permission
from bot.sandbox.discord.world.interaction import Interaction, State
from bot.sandbox.discord.world.messages import Message
from bot.sandbox.discord.world.model import MIB, Channel, ChannelType, Guild, Limits, LocalFile, Member, Role, User
from bot.sandbox.discord.world.world import DefaultWorld, World

__all__ = [
    "MIB",
    "PATIENCE_SECONDS",
    "ApiError",
    "Channel",
    "ChannelType",
    "Clock",
    "CommandRejected",
    "ComponentRejected",
    "DefaultWorld",
    "Event",
    "EventBus",
    "Fault",
    "Faults",
    "Gateway",
    "Guild",
    "Interaction",
    "Limits",
    "LocalDiscord",
    "LocalFile",
    "ManualDiscordClock",
    "Member",
    "Message",
    "NeverHappened",
    "Patience",
    "Permission",
    "PersonError",
    "RequestRecord",
    "Role",
    "State",
    "SystemClock",
    "User",
    "World",
    "make_token",
]
