"""Bots of attacks are forked, like those of the end-to-end tests."""

from tests.support.fork_server import forked_bots as forked_bots
