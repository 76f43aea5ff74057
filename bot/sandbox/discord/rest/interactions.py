"""REST: the first response to an interaction, and the endpoints of its webhook token."""

from __future__ import annotations

from bot.sandbox.discord.rest.call import Call, Reply, Route
from bot.sandbox.discord.world.interaction import Interaction


async def callback(call: Call) -> Reply:
    """POST /interactions/{interaction_id}/{token}/callback."""
    response = call.platform.interactions.callback(
        call.id("interaction_id"), call.params["token"], call.body, call.files
    )  # fmt: skip
    return Reply(200, response) if call.flag("with_response") else Reply()


def _interaction(call: Call) -> Interaction:
    call.own_application()
    return call.platform.interactions.by_token(call.params["token"])


async def followup(call: Call) -> Reply:
    """POST /webhooks/{application_id}/{token}."""
    interaction = _interaction(call)
    return Reply(200, call.platform.interactions.followup(interaction, call.body, call.files).payload)


async def get_message(call: Call) -> Reply:
    """GET …/messages/{message_id}, also @original."""
    interaction = _interaction(call)
    return Reply(200, call.platform.interactions.find(interaction, call.params["message_id"]).payload)


async def edit_message(call: Call) -> Reply:
    """PATCH …/messages/{message_id}, also @original."""
    interaction = _interaction(call)
    message = call.platform.interactions.find(interaction, call.params["message_id"])
    return Reply(200, call.platform.interactions.edit(interaction, message, call.body, call.files).payload)


async def delete_message(call: Call) -> Reply:
    """DELETE …/messages/{message_id}, also @original."""
    interaction = _interaction(call)
    call.platform.interactions.delete(
        interaction, call.platform.interactions.find(interaction, call.params["message_id"])
    )
    return Reply()


def routes() -> list[Route]:
    """Return the routes of this module; none needs the bot token, and none counts against the global limit."""
    hook = "/webhooks/{application_id}/{token}"
    table = (
        ("POST", "/interactions/{interaction_id}/{token}/callback", callback),
        ("POST", hook, followup),
        ("GET", f"{hook}/messages/{{message_id}}", get_message),
        ("PATCH", f"{hook}/messages/{{message_id}}", edit_message),
        ("DELETE", f"{hook}/messages/{{message_id}}", delete_message),
    )
    return [
        Route(method, template, handler, needs_token=False, counts_globally=False)
        for method, template, handler in table
    ]
