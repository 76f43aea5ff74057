"""Jobs that had ended and go on: when one was looked at once more, and which job has a TaskId."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_HAS_TASK = sa.text("task_id <> ''")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("resumed_at", sa.Double))
    op.create_index("ix_jobs_task", "jobs", ["task_id"], sqlite_where=_HAS_TASK, postgresql_where=_HAS_TASK)
