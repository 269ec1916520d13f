"""Files are read, written and printed, and processes started, by the four modules of `smslint.io` alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import smslint

ROOT = Path(smslint.__file__).parent
MODULES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in ROOT.rglob("*.py")}
NO_FILES = frozenset({"archive", "format", "self", "formatter", "opener", "writer", "sink"})
"""What has such a method but is no file: an archive in memory, a format, click's help, the doors themselves."""

DOORS: dict[str, tuple[set[str], set[str], set[str]]] = {
    "opener": (
        {"open"},
        {"open", "read_text", "read_bytes", "fdopen", "stdin"},
        {"mmap", "fileinput", "linecache"},
    ),
    "writer": (
        {"open"},
        {
            *("open", "write_text", "write_bytes", "replace", "rename", "mkstemp", "mkdtemp", "fdopen", "FileHandler"),
            *("touch", "truncate", "copyfile", "copyfileobj", "copytree", "copy2", "move", "rmtree", "symlink_to"),
            *("hardlink_to", "link", "symlink", "mkfifo", "mknod", "chmod", "chown", "setxattr", "utime"),
        },
        {"tempfile", "shelve", "sqlite3", "dbm"},
    ),
    "sink": ({"print"}, {"echo", "secho", "stdout", "stderr", "print_exc", "print_exception"}, {"getpass"}),
    "processes": (
        {"ProcessPoolExecutor"},
        {
            "ProcessPoolExecutor",
            "system",
            "popen",
            "fork",
            "Popen",
            "startfile",
            "create_subprocess_exec",
            "create_subprocess_shell",
            "subprocess_exec",
            "subprocess_shell",
            "posix_spawn",
            "posix_spawnp",
            *(f"{how}{more}" for how in ("exec", "spawn") for more in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")),
        },
        {"subprocess", "multiprocessing", "concurrent.futures.process", "pty", "webbrowser"},
    ),
}
"""For each door: functions, attributes and modules that only it may use."""


def _receiver(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What is imported at run time; imports for type checkers alone are passed over."""
    typing_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and _receiver(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


@cache
def _nodes(tree: ast.Module) -> tuple[list[ast.AST], set[int], list[tuple[int, str]]]:
    """A module's nodes, those that are called, and its imports."""
    nodes = list(ast.walk(tree))
    return nodes, {id(node.func) for node in nodes if isinstance(node, ast.Call)}, list(_imports(tree))


def uses(tree: ast.Module, door: str) -> Iterator[tuple[int, str]]:
    """The lines of a module that do what only a door may do."""
    functions, attributes, modules = DOORS[door]
    nodes, called, imports = _nodes(tree)
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in functions and id(node) in called:
            yield node.lineno, node.id
        if not isinstance(node, ast.Attribute) or node.attr not in attributes:
            continue
        owner = _receiver(node.value)
        if node.attr in ("stdin", "stdout", "stderr"):
            is_meant = owner == "sys"
        elif node.attr in ("replace", "rename"):  # texts and dataclasses have a `replace`, too
            is_meant = owner in ("os", "path", "file")
        else:
            is_meant = id(node) in called and owner not in NO_FILES
        if is_meant:
            yield node.lineno, f"{owner}.{node.attr}"
    yield from ((line, name) for line, name in imports if name in modules)


def test_nobody_else_does_what_a_door_does() -> None:
    found = [
        f"{name}:{line}: {what}"
        for name, tree in MODULES.items()
        if not name.startswith("io/")
        for door in DOORS
        for line, what in uses(tree, door)
    ]
    assert found == []


@pytest.mark.parametrize("door", DOORS)
def test_each_door_is_seen_by_the_test(door: str) -> None:
    assert list(uses(MODULES[f"io/{door}.py"], door))


@pytest.mark.parametrize(
    ("door", "line"),
    [
        ("opener", "open('a')"),
        ("opener", "Path('a').read_bytes()"),
        ("opener", "sys.stdin.buffer"),
        ("writer", "path.write_text('')"),
        ("writer", "os.replace(a, b)"),
        ("writer", "import tempfile"),
        ("writer", "shutil.move(a, b)"),
        ("writer", "Path('a').symlink_to(b)"),
        ("sink", "print('a')"),
        ("sink", "click.echo('a')"),
        ("sink", "sys.stdout.write('a')"),
        ("processes", "import subprocess"),
        ("processes", "pool = ProcessPoolExecutor(2)"),
        ("processes", "os.fork()"),
        ("processes", "os.execv(a, b)"),
        ("processes", "import webbrowser"),
    ],
)
def test_a_second_way_is_refused(door: str, line: str) -> None:
    assert list(uses(ast.parse(line), door))


def test_commands_write_through_the_function_that_refuses_inputs() -> None:
    found = {
        name
        for name, tree in MODULES.items()
        if name.startswith("cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        if node.module == "smslint.io.writer" or {"writer", "FaultyRowsWriter"} & {alias.name for alias in node.names}
    }
    assert found == {"cli/project.py", "cli/rehearse.py"}
