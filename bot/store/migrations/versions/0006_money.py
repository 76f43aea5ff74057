"""What jobs cost, what the ledger holds of it and by which model; changes of settings that can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("price", sa.Text))
    op.add_column("quota_ledger", sa.Column("cost", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    op.add_column("quota_ledger", sa.Column("currency", sa.String(8), nullable=False, server_default=sa.text("''")))
    op.add_column("quota_ledger", sa.Column("model", sa.String(64), nullable=False, server_default=sa.text("''")))
    op.add_column("guild_audit", sa.Column("exact", sa.Text, nullable=False, server_default=sa.text("''")))
    op.create_index("ix_quota_ledger_time", "quota_ledger", ["reserved_at", "uses", "seconds"])
    op.execute(_MODELS_OF_BEFORE[op.get_bind().dialect.name])


# The model stands in the request's JSON. A row that is no JSON object keeps the empty name.
_MODELS_OF_BEFORE = {
    "sqlite": (
        "UPDATE quota_ledger SET model = COALESCE((SELECT substr(json_extract(request, '$.model'), 1, 64) FROM jobs"
        " WHERE jobs.id = quota_ledger.job_id AND json_valid(request) AND json_type(request, '$.model') = 'text'), '')"
    ),
    "postgresql": (
        'UPDATE quota_ledger SET model = COALESCE(left(substring(jobs.request from \'"model":"([^"]*)"\'), 64), \'\')'
        " FROM jobs WHERE jobs.id = quota_ledger.job_id"
    ),
}
