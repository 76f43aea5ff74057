"""Every seed of the fuzzer and every input that once failed, through its target; ``make fuzz`` looks for more."""

import pytest

from tests.fuzz.targets import SEEDS, TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_no_seed_breaks_what_is_promised(target: str) -> None:
    seeds = sorted((SEEDS / target).iterdir())
    assert seeds
    for seed in seeds:
        try:
            TARGETS[target].run(seed.read_bytes())
        except Exception as error:
            error.add_note(f"with {seed}")
            raise
