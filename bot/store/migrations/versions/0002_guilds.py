"""Servers: settings, audit, books, marks, the operator's word, people whose data is being removed."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_JOB_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_LEFT = sa.text("left_at IS NOT NULL")
_UNSETTLED = sa.text("standing = 'reserved'")
_CANCELLED = sa.text("cancelled_by IS NOT NULL")


def upgrade() -> None:
    _create_settings()
    _create_audit()
    _create_ledger()
    _take_up_jobs()
    op.create_table(
        "guild_marks",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "name", name="pk_guild_marks"),
    )
    op.create_index("ix_guild_marks_at", "guild_marks", ["at"])
    house = op.create_table(
        "house",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_house"),
    )
    op.bulk_insert(house, [{"name": "salt", "value": secrets.token_hex(16)}])
    op.create_table(
        "erasures",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("asked_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_erasures"),
    )
    op.create_index(
        "ix_jobs_cancelled_by", "jobs", ["cancelled_by"], sqlite_where=_CANCELLED, postgresql_where=_CANCELLED
    )


def _create_settings() -> None:
    op.create_table(
        "guild_settings",
        sa.Column("guild_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("left_at", sa.Double),
        sa.Column("blanked_before", _JOB_ID, nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("guild_id", name="pk_guild_settings"),
    )
    op.create_index("ix_guild_settings_left", "guild_settings", ["left_at"], sqlite_where=_LEFT, postgresql_where=_LEFT)


def _create_audit() -> None:
    op.create_table(
        "guild_audit",
        sa.Column("id", _JOB_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("actor_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("setting", sa.String(100), nullable=False),
        sa.Column("old", sa.Text, nullable=False),
        sa.Column("new", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guild_audit"),
    )
    op.create_index("ix_guild_audit_guild", "guild_audit", ["guild_id", "id"])
    op.create_index("ix_guild_audit_actor", "guild_audit", ["actor_id"])


def _create_ledger() -> None:
    op.create_table(
        "quota_ledger",
        sa.Column("job_id", _JOB_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("reserved_at", sa.Double, nullable=False),
        sa.Column("settled_at", sa.Double),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("job_id", name="pk_quota_ledger"),
        sa.CheckConstraint("standing IN ('charged', 'reserved', 'returned')", name="ck_quota_ledger_standing"),
        sa.CheckConstraint("(standing = 'returned') = (uses = 0)", name="ck_quota_ledger_returned_is_nothing"),
        sa.CheckConstraint(
            "uses IN (0, 1) AND seconds >= 0 AND (uses = 1 OR seconds = 0)", name="ck_quota_ledger_amounts"
        ),
    )
    amounts = ["uses", "seconds"]
    op.create_index("ix_quota_ledger_guild", "quota_ledger", ["guild_id", "reserved_at", *amounts])
    op.create_index("ix_quota_ledger_guild_user", "quota_ledger", ["guild_id", "user_id", "reserved_at", *amounts])
    op.create_index("ix_quota_ledger_usage", "quota_ledger", ["guild_id", "day", "kind", "user_id", *amounts])
    op.create_index("ix_quota_ledger_user", "quota_ledger", ["user_id", "reserved_at"])
    op.create_index(
        "ix_quota_ledger_unsettled",
        "quota_ledger",
        ["reserved_at"],
        sqlite_where=_UNSETTLED,
        postgresql_where=_UNSETTLED,
    )


def _take_up_jobs() -> None:
    """Bring the jobs of before onto the books: how long their outputs were is not worth reading back."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"  # of which floor() may be missing; its CAST cuts off
    day = "CAST(created_at / 86400 AS INTEGER)" if is_sqlite else "floor(created_at / 86400)::integer"
    op.execute(
        sa.text(
            "INSERT INTO quota_ledger (job_id, guild_id, user_id, kind, day, reserved_at, settled_at, standing, uses,"  # noqa: S608
            f" seconds) SELECT id, guild_id, user_id, kind, {day}, created_at,"
            " ended_at, CASE WHEN state IN ('refused', 'failed') OR (state = 'cancelled' AND task_id = '')"
            " THEN 'returned' WHEN state IN ('ready', 'cancelled') THEN 'charged' ELSE 'reserved' END,"
            " CASE WHEN state IN ('refused', 'failed') OR (state = 'cancelled' AND task_id = '') THEN 0 ELSE 1 END, 0"
            " FROM jobs"
        )
    )
