"""Jobs, learned durations, preferences, leases and heartbeats."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_JOB_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
_OPEN = sa.text("notice IN ('none', 'due', 'sending')")
_UNFINISHED = sa.text("notice = 'none'")
_HELD = sa.text("notice = 'held'")
_IS_OPEN_REPEAT = sa.text("notice = 'none' AND retry_of IS NOT NULL")
_IS_RETRY = sa.text("retry_of IS NOT NULL")
_HAS_RESULT_MESSAGE = sa.text("result_message_id IS NOT NULL")


def upgrade() -> None:
    _create_jobs()
    _create_job_indexes()
    op.create_table(
        "durations",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("model", sa.String(64), nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("kind", "model", "version", name="pk_durations"),
    )
    op.create_table(
        "preferences",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("chosen", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_preferences"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("clean", sa.Integer, nullable=False),
        sa.Column("taken_count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("beat_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_heartbeats"),
    )


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", _JOB_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("status_channel_id", sa.BigInteger, nullable=False),
        sa.Column("status_message_id", sa.BigInteger),
        sa.Column("upload_limit_bytes", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("backend", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("notice", sa.String(16), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("retry_of", _JOB_ID),
        sa.Column("unknown_retry_of", _JOB_ID),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("retry_at", sa.Double),
        sa.Column("submitted_at", sa.Double),
        sa.Column("waiting_at", sa.Double),
        sa.Column("ended_at", sa.Double),
        sa.Column("notice_at", sa.Double),
        sa.Column("notice_attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("postings", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("notified_at", sa.Double),
        sa.Column("task_id", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("provider_request_id", sa.Text, nullable=False, server_default=sa.text("''")),
        sa.Column("outputs", sa.Text, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("fault", sa.Text),
        sa.Column("cancelled_by", sa.BigInteger),
        sa.Column("result_channel_id", sa.BigInteger),
        sa.Column("result_message_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.ForeignKeyConstraint(["retry_of"], ["jobs.id"], ondelete="SET NULL", name="fk_jobs_retry_of"),
        sa.ForeignKeyConstraint(
            ["unknown_retry_of"], ["jobs.id"], ondelete="SET NULL", name="fk_jobs_unknown_retry_of"
        ),
        sa.UniqueConstraint("unknown_retry_of", name="uq_jobs_unknown_retry_of"),
        sa.CheckConstraint("kind IN ('music', 'sfx', 'tts', 'video')", name="ck_jobs_kind"),
        sa.CheckConstraint("backend IN ('mps', 'vod')", name="ck_jobs_backend"),
        sa.CheckConstraint(
            "state IN ('abandoned', 'cancelled', 'failed', 'queued', 'ready', 'refused', 'requested',"
            " 'submitting', 'unknown', 'waiting')",
            name="ck_jobs_state",
        ),
        sa.CheckConstraint("notice IN ('due', 'held', 'none', 'sending', 'sent')", name="ck_jobs_notice"),
        sa.CheckConstraint(
            "(state IN ('abandoned', 'cancelled', 'failed', 'ready', 'refused', 'unknown')) = (notice <> 'none')",
            name="ck_jobs_notice_when_final",
        ),
        sa.CheckConstraint("state <> 'waiting' OR task_id <> ''", name="ck_jobs_waiting_has_task"),
        sa.CheckConstraint("unknown_retry_of = retry_of", name="ck_jobs_unknown_retry_is_retry"),
    )


def _create_job_indexes() -> None:
    op.create_index("ix_jobs_guild", "jobs", ["guild_id", "id", "state", "notice", "kind"])
    op.create_index("ix_jobs_guild_user", "jobs", ["guild_id", "user_id", "id"])
    op.create_index("ix_jobs_user", "jobs", ["user_id", "id"])
    _create_partial_index("ix_jobs_open", ["id"], _OPEN)
    _create_partial_index("ix_jobs_unfinished", ["notice", "guild_id", "user_id", "id"], _UNFINISHED)
    _create_partial_index("ix_jobs_held", ["notice", "guild_id", "user_id", "id"], _HELD)
    _create_partial_index("ix_jobs_retry_of", ["retry_of"], _IS_RETRY)
    _create_partial_index("uq_jobs_open_repeat", ["retry_of", "user_id"], _IS_OPEN_REPEAT, unique=True)
    _create_partial_index("ix_jobs_result_message", ["result_message_id"], _HAS_RESULT_MESSAGE)


def _create_partial_index(name: str, columns: list[str], where: "sa.TextClause", *, unique: bool = False) -> None:
    op.create_index(name, "jobs", columns, unique=unique, sqlite_where=where, postgresql_where=where)
