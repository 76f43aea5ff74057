"""Several jobs of one request: which belong together, and in which order."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_JOB_ID = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("jobs", sa.Column("group_id", _JOB_ID))
    op.add_column("jobs", sa.Column("group_index", sa.Integer))
    op.add_column("jobs", sa.Column("group_size", sa.Integer))
    is_one_of_several = sa.text("group_id IS NOT NULL")
    op.create_index(
        "ix_jobs_group_id", "jobs", ["group_id"], sqlite_where=is_one_of_several, postgresql_where=is_one_of_several
    )
