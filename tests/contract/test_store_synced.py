"""Which commands Discord was given last, on both databases."""

from bot.store import Store
from bot.store.guilds.synced_commands import SqlSyncMemory


async def test_a_hash_is_kept_for_each_scope_and_replaced(sql_store: Store) -> None:
    memory = SqlSyncMemory(sql_store.database)
    scopes = ("1111111111111111111:global", "1111111111111111111:2222222222222222222")
    assert [await memory.load(scope) for scope in scopes] == [None, None]
    await memory.save(scopes[0], "a" * 64)
    await memory.save(scopes[1], "b" * 64)
    await memory.save(scopes[0], "c" * 64)
    assert [await SqlSyncMemory(sql_store.database).load(scope) for scope in scopes] == ["c" * 64, "b" * 64]
