"""Discord's limits on a message, written down a second time for the tests."""

from bot.chat.render.payload import Payload


def units(text: str | None) -> int:
    """Count as the strictest of Discord's programs does: in UTF-16 units."""
    return len((text or "").encode("utf-16-le", "surrogatepass")) // 2


def assert_within_limits(payload: Payload) -> None:
    """Fail when Discord would refuse this message."""
    assert units(payload.content) <= 2000
    assert len(payload.embeds) <= 10
    total = 0
    for embed in payload.embeds:
        sizes = [units(embed.title), units(embed.description), units(embed.footer.text)]
        assert sizes[0] <= 256
        assert sizes[1] <= 4096
        assert sizes[2] <= 2048
        assert len(embed.fields) <= 25
        for field in embed.fields:
            assert 1 <= units(field.name) <= 256
            assert 1 <= units(field.value) <= 1024
            sizes += [units(field.name), units(field.value)]
        total += sum(sizes)
    assert total <= 6000
    assert len(payload.rows) <= 5
    ids = []
    for row in payload.rows:
        assert 1 <= len(row) <= 5
        for spec in row:
            assert 1 <= units(spec.label) <= 80
            assert bool(spec.url) != bool(spec.custom_id)
            assert len(spec.url) <= 512
            assert len(spec.custom_id) <= 100
            ids.append(spec.custom_id or spec.url)
    assert len(ids) == len(set(ids))
