"""REST: the bot's user and application, the gateway's URL, and the application commands."""

from __future__ import annotations

from typing import Any

from bot.sandbox.discord.errors import known
from bot.sandbox.discord.rest.call import Call, Reply, Route
from bot.sandbox.discord.world import payloads

Json = dict[str, Any]
# hikari requires hexadecimal here.
_VERIFY_KEY = "0123456789abcdef" * 4


def _application(call: Call) -> Json:
    world = call.platform.world
    owner = next((user for user in world.users.values() if not user.bot), world.bot)
    return payloads.application(world.bot, owner, verify_key=_VERIFY_KEY)


async def get_gateway(call: Call) -> Reply:
    """GET /gateway."""
    return Reply(200, {"url": call.platform.gateway.url})


async def get_gateway_bot(call: Call) -> Reply:
    """GET /gateway/bot."""
    limits = call.platform.limits
    budget = {
        "total": limits.identifies_per_day,
        "remaining": call.platform.gateway.identifies_left,
        "reset_after": 24 * 3600 * 1000,
        "max_concurrency": limits.max_concurrency,
    }
    body = {"url": call.platform.gateway.url, "shards": limits.recommended_shards, "session_start_limit": budget}
    return Reply(200, body)


async def get_application(call: Call) -> Reply:
    """GET /applications/@me and /oauth2/applications/@me."""
    return Reply(200, _application(call))


async def get_me(call: Call) -> Reply:
    """GET /users/@me."""
    return Reply(200, payloads.self_user(call.platform.world.bot))


async def get_user(call: Call) -> Reply:
    """GET /users/{user_id}."""
    user = call.platform.world.users.get(call.id("user_id"))
    if user is None:
        raise known(10013)
    return Reply(200, payloads.user(user))


def _scope(call: Call) -> int | None:
    call.own_application()
    if "guild_id" not in call.params:
        return None
    guild = call.platform.world.guilds.get(call.id("guild_id"))
    if guild is None or not guild.has_bot:
        raise known(50001)
    return guild.id


async def list_commands(call: Call) -> Reply:
    """GET …/commands."""
    scope = _scope(call)
    with_localizations = call.flag("with_localizations")
    return Reply(200, [_shown(one, full=with_localizations) for one in call.platform.registry.all(scope)])


def _shown(command: Json, *, full: bool) -> Json:
    if full:
        return command
    return {key: value for key, value in command.items() if not key.endswith("_localizations")}


async def put_commands(call: Call) -> Reply:
    """PUT …/commands: bulk overwrite."""
    scope = _scope(call)
    return Reply(200, call.platform.registry.overwrite(scope, call.data))


async def post_command(call: Call) -> Reply:
    """POST …/commands."""
    scope = _scope(call)
    record, created = call.platform.registry.create(scope, call.body)
    return Reply(201 if created else 200, record)


async def get_command(call: Call) -> Reply:
    """GET …/commands/{command_id}."""
    scope = _scope(call)
    return Reply(200, call.platform.registry.get(scope, call.id("command_id")))


async def patch_command(call: Call) -> Reply:
    """PATCH …/commands/{command_id}."""
    scope = _scope(call)
    return Reply(200, call.platform.registry.update(scope, call.id("command_id"), call.body))


async def delete_command(call: Call) -> Reply:
    """DELETE …/commands/{command_id}."""
    scope = _scope(call)
    call.platform.registry.delete(scope, call.id("command_id"))
    return Reply()


async def get_command_permissions(call: Call) -> Reply:
    """GET …/commands/permissions: there are no overrides here."""
    _scope(call)
    return Reply(200, [])


def routes() -> list[Route]:
    """Return the routes of this module."""
    all_routes = [
        Route("GET", "/gateway", get_gateway, needs_token=False),
        Route("GET", "/gateway/bot", get_gateway_bot),
        Route("GET", "/applications/@me", get_application),
        Route("GET", "/oauth2/applications/@me", get_application),
        Route("GET", "/users/@me", get_me),
        Route("GET", "/users/{user_id}", get_user),
        Route("GET", "/applications/{application_id}/guilds/{guild_id}/commands/permissions", get_command_permissions),
    ]
    for base in ("/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"):
        all_routes += [
            Route("GET", f"{base}/commands", list_commands),
            Route("PUT", f"{base}/commands", put_commands),
            Route("POST", f"{base}/commands", post_command),
            Route("GET", f"{base}/commands/{{command_id}}", get_command),
            Route("PATCH", f"{base}/commands/{{command_id}}", patch_command),
            Route("DELETE", f"{base}/commands/{{command_id}}", delete_command),
        ]
    return all_routes
