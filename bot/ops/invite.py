"""The invite link: exactly the permissions Foley uses, no more."""

from urllib.parse import urlencode

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    send_voice_messages=True,
)


def invite_url(application_id: int) -> str:
    """Return the link that adds the bot to a server."""
    query = {"client_id": application_id, "scope": "bot applications.commands", "permissions": PERMISSIONS.value}
    return f"https://discord.com/oauth2/authorize?{urlencode(query)}"
