"""What decides over jobs beside the jobs themselves: servers, the operator, people's privacy. Handed in as one."""

from dataclasses import dataclass

from bot.guilds.guild_service import GuildService
from bot.guilds.operator import OperatorService
from bot.guilds.privacy import PrivacyService


@dataclass(frozen=True, slots=True)
class Administration:
    """The three services."""

    guilds: GuildService
    operator: OperatorService
    privacy: PrivacyService

    def close(self) -> None:
        """Stop hearing of changes."""
        self.guilds.close()
        self.operator.close()
        self.privacy.close()
