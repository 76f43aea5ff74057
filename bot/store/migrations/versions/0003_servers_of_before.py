"""Servers that only have jobs: those of before `guild_settings` are known too, so that one that left is forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # They count as present: those that are gone are met, and marked, when the bot is ready.
    op.execute(
        sa.text(
            "INSERT INTO guild_settings (guild_id, settings)"
            " SELECT DISTINCT guild_id, '{}' FROM jobs WHERE guild_id NOT IN (SELECT guild_id FROM guild_settings)"
        )
    )
