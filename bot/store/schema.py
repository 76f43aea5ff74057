"""The current tables, for building statements. Their history is in ``migrations/``.

A test checks that this module and the migrations agree. Owns names and columns; it must not run anything.

The values of states, delivery states, kinds and backends are those of :mod:`bot.jobs.model`, repeated as CHECKs. One
more CHECK ties a job's two state columns together: *there is something to deliver exactly when the state is final*.
Hence ``delivery_state = 'none'`` means "not final", the condition that the small partial indexes are built on.
"""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.jobs.model import FINAL_STATES, Backend, DeliveryState, Kind, State

VERSION_TABLE = "foley_schema"
"""Where the migration tool keeps the revision; also tells Foley's database from another program's."""

IS_UNFINISHED = "delivery_state = 'none'"
IS_HELD = "delivery_state = 'held'"
IS_OPEN_REPEAT = "delivery_state = 'none' AND retry_of IS NOT NULL"
HAS_TASK = "task_id <> ''"
IS_OPEN = "delivery_state IN ('none', 'due', 'sending')"
"""Literal text on purpose: SQLite uses a partial index only if the query repeats its condition word for word."""

JOB_ID = String(32).with_variant(String(32, collation="C"), "postgresql")


def _words(values: type[StrEnum] | frozenset[State]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


metadata = MetaData()

jobs = Table(
    "jobs",
    metadata,
    Column("id", JOB_ID, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("status_channel_id", BigInteger, nullable=False),
    Column("status_message_id", BigInteger),
    Column("upload_limit_bytes", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("locale", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("request", Text, nullable=False),
    Column("backend", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("delivery_state", String(16), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("retry_of", JOB_ID, ForeignKey("jobs.id", ondelete="SET NULL", name="fk_jobs_retry_of")),
    # The same id again, but only when the original's outcome was unknown: such a job may be submitted again once.
    Column("unknown_retry_of", JOB_ID, ForeignKey("jobs.id", ondelete="SET NULL", name="fk_jobs_unknown_retry_of")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("retry_at", Double),
    Column("submitted_at", Double),
    Column("waiting_at", Double),
    Column("resumed_at", Double),
    Column("ended_at", Double),
    Column("deliver_at", Double),
    Column("delivery_attempts", Integer, nullable=False, server_default=text("0")),
    Column("postings", Integer, nullable=False, server_default=text("0")),
    Column("notified_at", Double),
    Column("task_id", Text, nullable=False, server_default=text("''")),
    Column("provider_request_id", Text, nullable=False, server_default=text("''")),
    Column("outputs", Text, nullable=False, server_default=text("'[]'")),
    Column("fault", Text),
    Column("cancelled_by", BigInteger),
    Column("result_channel_id", BigInteger),
    Column("result_message_id", BigInteger),
    Column("price", Text),
    # For one of several jobs of a request: the first one's id, the index of this one, and how many there are.
    Column("group_id", JOB_ID),
    Column("group_index", Integer),
    Column("group_size", Integer),
    PrimaryKeyConstraint("id", name="pk_jobs"),
    UniqueConstraint("unknown_retry_of", name="uq_jobs_unknown_retry_of"),
    CheckConstraint(f"kind IN ({_words(Kind)})", name="ck_jobs_kind"),
    CheckConstraint(f"backend IN ({_words(Backend)})", name="ck_jobs_backend"),
    CheckConstraint(f"state IN ({_words(State)})", name="ck_jobs_state"),
    CheckConstraint(f"delivery_state IN ({_words(DeliveryState)})", name="ck_jobs_delivery_state"),
    CheckConstraint(
        f"(state IN ({_words(FINAL_STATES)})) = (delivery_state <> 'none')", name="ck_jobs_delivery_when_final"
    ),
    CheckConstraint("state <> 'waiting' OR task_id <> ''", name="ck_jobs_waiting_has_task"),
    CheckConstraint("unknown_retry_of = retry_of", name="ck_jobs_unknown_retry_is_retry"),
    Index("ix_jobs_guild", "guild_id", "id", "state", "delivery_state", "kind"),
    Index("ix_jobs_guild_user", "guild_id", "user_id", "id"),
    Index("ix_jobs_user", "user_id", "id"),
    Index("ix_jobs_open", "id", sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
    Index(
        "ix_jobs_unfinished",
        "delivery_state",  # always 'none' here: one more equality, so that SQLite prefers it without statistics
        "guild_id",
        "user_id",
        "id",
        sqlite_where=text(IS_UNFINISHED),
        postgresql_where=text(IS_UNFINISHED),
    ),
    Index(
        "ix_jobs_held",
        "delivery_state",
        "guild_id",
        "user_id",
        "id",
        sqlite_where=text(IS_HELD),
        postgresql_where=text(IS_HELD),
    ),
    Index(
        "ix_jobs_retry_of",
        "retry_of",
        sqlite_where=text("retry_of IS NOT NULL"),
        postgresql_where=text("retry_of IS NOT NULL"),
    ),
    Index(
        "uq_jobs_open_repeat",
        "retry_of",
        "user_id",
        unique=True,
        sqlite_where=text(IS_OPEN_REPEAT),
        postgresql_where=text(IS_OPEN_REPEAT),
    ),
    Index("ix_jobs_task", "task_id", sqlite_where=text(HAS_TASK), postgresql_where=text(HAS_TASK)),
    Index(
        "ix_jobs_cancelled_by",
        "cancelled_by",
        sqlite_where=text("cancelled_by IS NOT NULL"),
        postgresql_where=text("cancelled_by IS NOT NULL"),
    ),
    Index(
        "ix_jobs_result_message",
        "result_message_id",
        sqlite_where=text("result_message_id IS NOT NULL"),
        postgresql_where=text("result_message_id IS NOT NULL"),
    ),
    Index(
        "ix_jobs_group_id",
        "group_id",
        sqlite_where=text("group_id IS NOT NULL"),
        postgresql_where=text("group_id IS NOT NULL"),
    ),
)

durations = Table(
    "durations",
    metadata,
    Column("kind", String(16), nullable=False),
    Column("model", String(64), nullable=False),
    Column("version", String(64), nullable=False),
    Column("state", Text, nullable=False),
    Column("updated_at", Double, nullable=False),
    PrimaryKeyConstraint("kind", "model", "version", name="pk_durations"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("user_id", BigInteger, nullable=False, autoincrement=False),
    Column("chosen", Text, nullable=False),
    PrimaryKeyConstraint("user_id", name="pk_preferences"),
)

# A request that somebody saved. `guild_id` 0: a person's own, whose id is `owner_id`; a server's has the owner 0.
# `name_key`: the name as it is compared; `saved_by` 0: a person whose data was deleted.
request_presets = Table(
    "request_presets",
    metadata,
    Column("guild_id", BigInteger, nullable=False, autoincrement=False),
    Column("owner_id", BigInteger, nullable=False, autoincrement=False),
    Column("name_key", String(200), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("request", Text, nullable=False),
    Column("saved_by", BigInteger, nullable=False),
    Column("saved_at", Double, nullable=False),
    PrimaryKeyConstraint("guild_id", "owner_id", "name_key", name="pk_request_presets"),
    CheckConstraint("(guild_id = 0) <> (owner_id = 0)", name="ck_request_presets_owner"),
    Index("ix_request_presets_saved_by", "saved_by"),
)

# One row per lease. `clean`: whether the last holder released it in order, so that the next need not wait.
leases = Table(
    "leases",
    metadata,
    Column("name", String(32), nullable=False),
    Column("clean", Integer, nullable=False),
    Column("taken_count", BigInteger, nullable=False),
    PrimaryKeyConstraint("name", name="pk_leases"),
)

# What `ping` writes, and the heartbeat of the lease's holder.
heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", String(32), nullable=False),
    Column("beat_at", Double, nullable=False),
    PrimaryKeyConstraint("name", name="pk_heartbeats"),
)
