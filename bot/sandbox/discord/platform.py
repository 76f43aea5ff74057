"""The parts of the local Discord, wired once and passed to the components that need them. No behaviour of its own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.discord.clock import Clock
from bot.sandbox.discord.gateway.bus import EventBus
from bot.sandbox.discord.gateway.gateway import Gateway
from bot.sandbox.discord.rest.faults import Faults
from bot.sandbox.discord.rest.ratelimit import RateLimits
from bot.sandbox.discord.traffic import Traffic
from bot.sandbox.discord.world.files import Files
from bot.sandbox.discord.world.interactions import Interactions
from bot.sandbox.discord.world.messages import Messages
from bot.sandbox.discord.world.model import Limits, User
from bot.sandbox.discord.world.registry import Registry
from bot.sandbox.discord.world.snowflake import SnowflakeFactory
from bot.sandbox.discord.world.world import World


@dataclass(frozen=True, slots=True)
class Platform:
    """Every part of the local Discord."""

    token: str
    clock: Clock
    limits: Limits
    bus: EventBus
    ids: SnowflakeFactory
    world: World
    files: Files
    messages: Messages
    registry: Registry
    interactions: Interactions
    gateway: Gateway
    faults: Faults
    rates: RateLimits
    traffic: Traffic


def build(token: str, bot: User, clock: Clock, limits: Limits, traffic: Traffic, seed: int = 0) -> Platform:
    """Wire everything. ``seed`` seeds the faults that have a probability."""
    bus = EventBus(clock)
    ids = SnowflakeFactory(clock)
    gateway = Gateway(clock, bus, limits, token, traffic)
    world = World(clock, ids, bot, gateway.announce)
    gateway.world = world
    files = Files(clock, ids, token)
    messages = Messages(clock, ids, world, files, bus)
    interactions = Interactions(clock, ids, world, messages, bus, limits, gateway.deliver_interaction)
    registry = Registry(bot.id, ids, bus, clock, limits)
    return Platform(
        token, clock, limits, bus, ids, world, files, messages, registry, interactions, gateway, Faults(seed),
        RateLimits(clock, limits), traffic,
    )  # fmt: skip
