"""One target under libFuzzer: ``python -m tests.fuzz.one TARGET [options of libFuzzer] CORPUS…``."""

import sys

import atheris

with atheris.instrument_imports(include=["bot"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Run until an input fails or the time is over."""
    plan = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, plan.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
