"""Columns and tables named for what they hold: `delivery_state` (was `notice`), `app_state` (was `house`)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = (("notice", "delivery_state"), ("notice_at", "deliver_at"), ("notice_attempts", "delivery_attempts"))
_CONSTRAINTS = (
    ("jobs", "ck_jobs_notice", "ck_jobs_delivery_state"),
    ("jobs", "ck_jobs_notice_when_final", "ck_jobs_delivery_when_final"),
    ("app_state", "pk_house", "pk_app_state"),
)


def upgrade() -> None:
    op.execute(sa.text("ALTER TABLE house RENAME TO app_state"))
    # Both databases rename the column in CHECKs, indexes and their conditions, too.
    for old, new in _COLUMNS:
        op.execute(sa.text(f"ALTER TABLE jobs RENAME COLUMN {old} TO {new}"))
    if op.get_bind().dialect.name == "postgresql":
        # SQLite can't rename a constraint without building the table anew; the name is never asked for there.
        for table, old, new in _CONSTRAINTS:
            op.execute(sa.text(f"ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new}"))
