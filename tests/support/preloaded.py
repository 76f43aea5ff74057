"""Everything a bot imports or reads while it starts, done once: imported by the fork server alone, which then forks."""

import importlib
import re

import aiosqlite
import asyncpg
import dotenv

import bot.hosted
import bot.logs
import bot.ops.check
import bot.store.maintenance.backup
import cogs
import tests.support.fork_server
from bot.chat.texts import Texts, load_sources
from cogs import parts

__all__ = ["aiosqlite", "asyncpg", "bot", "cogs", "dotenv", "tests"]
_COMMAND_KEY = re.compile(r"^((?:cmd|choice)-[\w-]+) *=", re.MULTILINE)

for part in parts():
    importlib.import_module(f"cogs.{part}")
texts = Texts()
for locale, source in load_sources().items():
    for key in _COMMAND_KEY.findall(source):
        texts.has(key, locale)
