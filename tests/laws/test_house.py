"""The house: what every file keeps to. Read from the source, without running it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = ("models", "workflow", "web")
#: the one place that writes a state
MACHINE = "workflow/machine.py"
QUERIES = "models/queries/"
#: statements are built and run in models; these names do it
SQL_NAMES = {"select", "update", "delete", "insert", "text"}
SQL_METHODS = {"execute", "scalar", "scalars", "query", "exec_driver_sql"}
#: not the rooms' own statements: what the database says of itself, and the schema
MAY_SPEAK_SQL = {
    "models/database.py",
    "models/search.py",
    "models/triggers.py",
    "web/migrating.py",
    # hands on a statement of models.queries.rawrecord in a process that loads no mapping
    "workflow/apart.py",
}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "localtime", "gmtime"}
LARGEST = 300


def sources(*folders: str) -> list[str]:
    """Paths of the Python files below these folders, as git would list them."""
    return sorted(
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "__pycache__" not in path.parts
    )


def tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"), path)


def places(path: str, found: Iterator[ast.AST]) -> list[str]:
    return [f"{path}:{getattr(node, 'lineno', 0)}" for node in found]


# ── laws, as functions of one tree, so that each can be shown a fault ───────


def state_writes(module: ast.AST) -> Iterator[ast.AST]:
    """Assignments to an attribute `.state`, in every shape Python has for them."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr == "state":
            if isinstance(node.ctx, ast.Store | ast.Del):
                yield node
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if name in {"setattr", "__setattr__"} and "state" in values:
                yield node
            # `Subject(state=…)` and `update(Subject).values(state=…)` write one too
            if (name in SUBJECTS or name == "values") and any(
                keyword.arg == "state" for keyword in node.keywords
            ):
                yield node


SUBJECTS = {"Subject", "Proposal", "HandlingTask", "LivelihoodProject"}


def sql_spoken(module: ast.AST) -> Iterator[ast.AST]:
    """Statements built, or run, or imported in order to be built."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            if {alias.name for alias in node.names} & SQL_NAMES:
                yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            named = getattr(owner, "id", getattr(owner, "attr", ""))
            if node.func.attr in SQL_METHODS and re.search(r"session|connection|engine|db", named):
                yield node


def clocks_read(module: ast.AST) -> Iterator[ast.AST]:
    """Calls that ask what time it is."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
            if node.func.attr in CLOCKS and owner in {"datetime", "date", "time"}:
                yield node
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = {alias.name for alias in node.names} | {getattr(node, "module", "")}
            if "time" in names:
                yield node


def without_docstring(module: ast.Module) -> Iterator[ast.AST]:
    """The module itself and its public classes, functions and methods without one."""
    if not ast.get_docstring(module):
        yield module
    bodies: list[ast.Module | ast.ClassDef] = [module]
    while bodies:
        for node in bodies.pop().body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            # A decorator such as @detail(…) registers a function under another name than `_`.
            if node.name.startswith("_"):
                continue
            if not ast.get_docstring(node):
                yield node
            if isinstance(node, ast.ClassDef):
                bodies.append(node)


def upward_imports(path: str, module: ast.AST) -> Iterator[ast.AST]:
    """Imports of a layer above, also those inside functions and for types only."""
    layer = path.split("/", 1)[0]
    above = (*LAYERS[LAYERS.index(layer) + 1 :], "tests")
    for node in ast.walk(module):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        if any(name.split(".")[0] in above for name in names):
            yield node


# ── the house keeps them ────────────────────────────────────────────────────


def test_only_the_machine_writes_a_state() -> None:
    found = {path: places(path, state_writes(tree(path))) for path in sources(*LAYERS)}
    del found[MACHINE]
    assert [place for written in found.values() for place in written] == []
    (enter,) = (n for n in tree(MACHINE).body if getattr(n, "name", "") == "enter")
    inside = [ast.unparse(node) for node in state_writes(enter)]
    anywhere = [ast.unparse(node) for node in state_writes(tree(MACHINE))]
    assert inside == ["subject.state"]
    assert set(anywhere) - {"self.state"} == {"subject.state"}


def test_only_queries_speak_sql() -> None:
    spoken = [
        place
        for path in sources(*LAYERS)
        if not path.startswith(QUERIES) and path not in MAY_SPEAK_SQL
        for place in places(path, sql_spoken(tree(path)))
    ]
    assert spoken == []


def test_the_rules_have_no_clock_of_their_own() -> None:
    read = [
        place
        for path in sources("models", "workflow")
        for place in places(path, clocks_read(tree(path)))
    ]
    assert read == []


def test_no_import_goes_up() -> None:
    up = [
        place
        for path in sources(*LAYERS)
        for place in places(path, upward_imports(path, tree(path)))
    ]
    assert up == []


@pytest.mark.parametrize("layer", [*LAYERS, "migrations"])
def test_everything_public_has_a_docstring(layer: str) -> None:
    # What a migration does is said by its name and its module.
    silent = [
        place
        for path in sources(layer)
        for place in places(path, without_docstring(tree(path)))
        if layer != "migrations" or place.endswith(":0")
    ]
    assert silent == []


def test_no_file_is_longer_than_a_reader() -> None:
    folders = (*LAYERS, "migrations", "tests", "script")
    long = {
        path: lines
        for path in sources(*folders)
        if (lines := len((ROOT / path).read_text("utf-8").splitlines())) > LARGEST
    }
    assert long == {}


def test_nothing_is_left_for_later() -> None:
    mark = re.compile(
        r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")) + r")\b"
    )
    kinds = {".py", ".html", ".css", ".js", ".yaml", ".toml", ".md", ".po", ""}
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    found = [
        f"{name}:{number}"
        for name in listed
        if (path := ROOT / name).suffix in kinds and path.is_file()
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1)
        if mark.search(line)
    ]
    assert found == []


def test_there_is_no_room_without_a_name() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "services", "managers"}
    named = {part.removesuffix(".py") for path in sources(*LAYERS) for part in path.split("/")}
    assert not named & vague


def test_importing_the_rules_loads_no_web() -> None:
    code = (
        "import sys, workflow.engine, workflow.names, workflow.clock, models;"
        "print(sorted({'flask','wtforms','weasyprint','web','dbos'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


# ── and each law has teeth ──────────────────────────────────────────────────

FAULTS = [
    (state_writes, "subject.state = 'closed'"),
    (state_writes, "act.subject.state: str = 'closed'"),
    (state_writes, "a, b.state = 1, 2"),
    (state_writes, "case.state += 'x'"),
    (state_writes, "setattr(case, 'state', 'closed')"),
    (state_writes, "Proposal(kind='proposal', state='closed')"),
    (state_writes, "update(Subject).values(state='closed')"),
    (state_writes, "for case.state in names: pass"),
    (sql_spoken, "from sqlalchemy import select"),
    (sql_spoken, "from sqlalchemy.dialects.sqlite import insert"),
    (sql_spoken, "session.execute(statement)"),
    (sql_spoken, "g.session.scalars(statement)"),
    (sql_spoken, "self.session.query(Event)"),
    (sql_spoken, "connection.exec_driver_sql('x')"),
    (clocks_read, "datetime.now(UTC)"),
    (clocks_read, "datetime.datetime.utcnow()"),
    (clocks_read, "date.today()"),
    (clocks_read, "time.time()"),
    (clocks_read, "from time import monotonic"),
    (without_docstring, "x = 1"),
    (without_docstring, "'doc'\ndef act(): pass"),
    (without_docstring, "'doc'\nclass A:\n  'doc'\n  def act(self): pass"),
]
HARMLESS = [
    (state_writes, "if case.state == 'closed': self.status = case.state"),
    (state_writes, "State(state='x')"),
    (sql_spoken, "session.get(User, 1); session.add(x); session.refresh(x)"),
    (sql_spoken, "from sqlalchemy import Engine"),
    (clocks_read, "now = act.now; today = local_date(now); act.today"),
    (without_docstring, "'doc'\ndef _own(): pass\nclass A:\n  'doc'\n  def __len__(self): pass"),
]


@pytest.mark.parametrize(("law", "code"), FAULTS, ids=[code for _, code in FAULTS])
def test_a_law_sees_its_fault(law: object, code: str) -> None:
    assert list(law(ast.parse(code)))  # type: ignore[operator]


@pytest.mark.parametrize(("law", "code"), HARMLESS, ids=[code for _, code in HARMLESS])
def test_a_law_leaves_the_innocent_alone(law: object, code: str) -> None:
    assert not list(law(ast.parse(code)))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("models/x.py", "from workflow.rules import Rules"),
        ("models/x.py", "def f():\n  import web.db"),
        ("workflow/x.py", "from web.house import now"),
        ("workflow/x.py", "from tests.people import County"),
        ("web/x.py", "import tests.people"),
    ],
)
def test_an_import_that_goes_up_is_seen(path: str, code: str) -> None:
    assert list(upward_imports(path, ast.parse(code)))
    assert not list(upward_imports("web/x.py", ast.parse("from workflow.engine import Engine")))
