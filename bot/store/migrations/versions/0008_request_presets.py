"""Requests that people and servers save to make them again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "request_presets",
        sa.Column("guild_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("owner_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("saved_by", sa.BigInteger, nullable=False),
        sa.Column("saved_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "owner_id", "name_key", name="pk_request_presets"),
        sa.CheckConstraint("(guild_id = 0) <> (owner_id = 0)", name="ck_request_presets_owner"),
    )
    op.create_index("ix_request_presets_saved_by", "request_presets", ["saved_by"])
