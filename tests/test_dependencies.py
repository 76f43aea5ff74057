"""What the project needs: every dependency is used and declared, and the lock files pin each by its hash."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = {"bot", "cogs", "tests"}
# Used without an import: tools that are run, build back ends, types, and what another package loads by name.
RUN_ONLY = {
    "hatchling", "editables", "ruff", "mypy", "pytest-asyncio", "pytest-randomly", "pytest-timeout", "pytest-xdist",
    "types-psutil", "types-jsonschema", "types-pyyaml", "aiosqlite", "asyncpg",
    "foley-bot",
}  # fmt: skip


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> tuple[set[str], set[str]]:
    """What the bot needs (with its extra for PostgreSQL), and what developing it needs (with the other extras)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]

    def names(lines: list[str]) -> set[str]:
        return {plain(re.split(r"[\[=<>~! ;]", line, maxsplit=1)[0]) for line in lines}

    return names([*project["dependencies"], *extras["postgres"]]), names(
        [*extras["dev"], *extras["otel"], *extras["sentry"]]
    )


def imported(*folders: str) -> set[str]:
    """The distributions whose modules are imported anywhere in these folders, whatever the place in the file."""
    modules: set[str] = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                modules.add(str(node.module).split(".")[0])
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                if called in ("import_module", "importorskip", "find_spec") and isinstance(node.args[0], ast.Constant):
                    modules.add(str(node.args[0].value).split(".")[0])
    found = packages_distributions()
    foreign = modules - OURS - set(sys.stdlib_module_names) - {"_typeshed"}
    return {plain(name) for module in foreign for name in found.get(module, [module])}


def test_every_dependency_is_used() -> None:
    needed, developing = declared()
    assert needed - imported("bot", "cogs") - RUN_ONLY == set()
    assert developing - imported("tests", "bot") - RUN_ONLY == set()


def test_everything_imported_is_declared_or_comes_with_what_is() -> None:
    needed, developing = declared()
    # yarl is part of aiohttp's own interface, dotenv of pydantic-settings', pydantic of it too.
    # compression is of the standard library from Python 3.14 on.
    brought = {
        "compression",
        "yarl",
        "python-dotenv",
        "pydantic",
        "pydantic-core",
        "aiohappyeyeballs",
        "multidict",
        "fluent-syntax",
    }
    optional = {"httpx", "atheris"}  # a bench compares with it where it is there; `make fuzz` installs it
    # Every distribution of OpenTelemetry has the same top-level module.
    extras = {name for name in imported("bot") if name.startswith("opentelemetry-")} | {"sentry-sdk"}
    assert imported("bot", "cogs") - needed - brought - extras == set()
    assert imported("tests") - needed - developing - brought - optional - extras == set()


def pins(name: str) -> dict[str, str]:
    """Each requirement of a lock file with everything that belongs to it."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines()]
    return {line.split("==")[0]: line for line in lines if line and not line.startswith(("#", "-"))}


def test_every_dependency_is_pinned_by_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        found = pins(name)
        assert len(found) > 20
        for requirement in found.values():
            assert re.match(r"[A-Za-z0-9_.-]+(\[[a-z,]+\])?==\d", requirement), requirement
            assert "--hash=sha256:" in requirement, requirement
            assert "://" not in requirement


def test_both_lock_files_hold_what_is_declared_and_agree() -> None:
    needed, developing = declared()
    small = {plain(name.split("[")[0]): line for name, line in pins("requirements.lock").items()}
    large = {plain(name.split("[")[0]): line for name, line in pins("requirements-dev.lock").items()}
    assert needed - set(small) == set()
    assert (needed | developing) - set(large) - {"foley-bot"} == set()
    versions = {name: re.split(r"[ ;]", line, maxsplit=1)[0] for name, line in small.items()}
    assert versions == {name: re.split(r"[ ;]", large[name], maxsplit=1)[0] for name in small}


def test_extras_are_in_the_lock_of_the_tests_alone() -> None:
    extras = ("opentelemetry-sdk", "opentelemetry-exporter-otlp-proto-http", "sentry-sdk")
    assert not set(extras) & set(pins("requirements.lock"))
    assert set(extras) <= set(pins("requirements-dev.lock"))


def test_one_decoder_for_every_python() -> None:
    """What the tests decode with is what the image decodes with: majors of PyAV differ in what they take."""
    locks = [(ROOT / name).read_text("utf-8") for name in ("requirements.lock", "requirements-dev.lock")]
    found = [re.findall(r"^av==(\S+)(.*)$", lock, re.MULTILINE) for lock in locks]
    assert found[0] == found[1]
    [(_, condition)] = found[0]
    assert condition == " \\", "for every Python"
