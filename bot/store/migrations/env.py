"""What Alembic runs: migrate on the connection it was handed, in the transaction that connection is in."""

from alembic import context

from bot.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=False,  # the caller's transaction holds everything, on SQLite too
)
context.run_migrations()
