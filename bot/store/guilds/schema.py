"""The tables of servers: settings, audit, ledger, marks, app state, erasures.

Part of :mod:`bot.store.schema`'s metadata; the same test checks that it and the migrations agree.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from bot.guilds.usage import Standing
from bot.store.schema import JOB_ID, metadata

IS_UNSETTLED = "standing = 'reserved'"
IS_LEFT = "left_at IS NOT NULL"
DELETED_USER_ID = 0
"""The user id in place of a person whose data was deleted."""

# One row per server. `blanked_before`: the texts of all jobs with smaller ids were removed already.
guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, nullable=False, autoincrement=False),
    Column("settings", Text, nullable=False),
    Column("left_at", Double),
    Column("blanked_before", JOB_ID, nullable=False, server_default=text("''")),
    PrimaryKeyConstraint("guild_id", name="pk_guild_settings"),
    Index("ix_guild_settings_left", "left_at", sqlite_where=text(IS_LEFT), postgresql_where=text(IS_LEFT)),
)

guild_audit = Table(
    "guild_audit",
    metadata,
    Column("id", JOB_ID, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("actor_id", BigInteger, nullable=False),
    Column("at", Double, nullable=False),
    Column("setting", String(100), nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("exact", Text, nullable=False, server_default=text("''")),
    PrimaryKeyConstraint("id", name="pk_guild_audit"),
    Index("ix_guild_audit_guild", "guild_id", "id"),
    Index("ix_guild_audit_actor", "actor_id"),
)

# One row per job, outliving it: a server's sums stay right when a person's data is deleted. `uses` and `seconds` are
# what counts now: the estimate while reserved, the real length once charged, zero once returned. `cost`, in
# micro-units, follows them, but stays where the provider may have billed a job without a result. A negative
# user id stands for a deleted person until the longest window is over (see bot/store/jobs/ledger.py).
quota_ledger = Table(
    "quota_ledger",
    metadata,
    Column("job_id", JOB_ID, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("day", Integer, nullable=False),
    Column("reserved_at", Double, nullable=False),
    Column("settled_at", Double),
    Column("standing", String(16), nullable=False),
    Column("uses", Integer, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("cost", BigInteger, nullable=False, server_default=text("0")),
    Column("currency", String(8), nullable=False, server_default=text("''")),
    Column("model", String(64), nullable=False, server_default=text("''")),
    PrimaryKeyConstraint("job_id", name="pk_quota_ledger"),
    CheckConstraint(
        "standing IN ({})".format(", ".join(f"'{word}'" for word in sorted(Standing))), name="ck_quota_ledger_standing"
    ),
    CheckConstraint("(standing = 'returned') = (uses = 0)", name="ck_quota_ledger_returned_is_nothing"),
    CheckConstraint("uses IN (0, 1) AND seconds >= 0 AND (uses = 1 OR seconds = 0)", name="ck_quota_ledger_amounts"),
    Index("ix_quota_ledger_guild", "guild_id", "reserved_at", "uses", "seconds"),
    Index("ix_quota_ledger_guild_user", "guild_id", "user_id", "reserved_at", "uses", "seconds"),
    Index("ix_quota_ledger_usage", "guild_id", "day", "kind", "user_id", "uses", "seconds"),
    Index("ix_quota_ledger_user", "user_id", "reserved_at"),
    Index("ix_quota_ledger_time", "reserved_at", "uses", "seconds"),
    Index(
        "ix_quota_ledger_unsettled", "reserved_at", sqlite_where=text(IS_UNSETTLED), postgresql_where=text(IS_UNSETTLED)
    ),
)

# Marks for what is done only once: the first to write the mark does it.
guild_marks = Table(
    "guild_marks",
    metadata,
    Column("guild_id", BigInteger, nullable=False),
    Column("name", String(100), nullable=False),
    Column("at", Double, nullable=False),
    PrimaryKeyConstraint("guild_id", "name", name="pk_guild_marks"),
    Index("ix_guild_marks_at", "at"),
)

# Single values of the whole installation, such as the operator's state and the salt of deleted people's aliases.
app_state = Table(
    "app_state",
    metadata,
    Column("name", String(32), nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("name", name="pk_app_state"),
)

# People whose data is being removed; a row is deleted once nothing of theirs is left.
erasures = Table(
    "erasures",
    metadata,
    Column("user_id", BigInteger, nullable=False, autoincrement=False),
    Column("asked_at", Double, nullable=False),
    PrimaryKeyConstraint("user_id", name="pk_erasures"),
)
