"""There is no circle of imports between files, and no public name has two meanings."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

import smslint

ROOT: Final = Path(smslint.__file__).parent

FAMILIES: Final = {
    "command": "cli.*",
    "run": "lsp.commands.*",
}
"""Functions that every module of a family defines, since the program looks them up by name."""


def _modules() -> dict[str, ast.Module]:
    """The syntax trees of all modules, by their names without `smslint.`."""
    found = {}
    for file in sorted(ROOT.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


MODULES: Final = _modules()


def _imports(module: str) -> set[str]:
    """All modules that a module imports: at its top, in functions, and for type checking only."""
    found: set[str] = set()
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "smslint":
            package = node.module.removeprefix("smslint").removeprefix(".")
            inner = (f"{package}.{alias.name}".removeprefix(".") for alias in node.names)
            found |= {name if name in MODULES else package for name in inner}
        elif isinstance(node, ast.Import):
            found |= {alias.name.removeprefix("smslint.") for alias in node.names}
    return (found & MODULES.keys()) - {module}


def _circle() -> list[str]:
    """A circle of imports; empty if there is none."""
    try:
        TopologicalSorter({module: _imports(module) for module in MODULES}).prepare()
    except CycleError as error:
        return [str(name) for name in error.args[1]]
    return []


def _defined(kind: type[ast.ClassDef] | type[ast.FunctionDef]) -> Iterator[tuple[str, str]]:
    """The public classes or functions with their modules, except the server's handlers, which LSP names."""
    for module, tree in MODULES.items():
        for node in tree.body:
            handler = isinstance(node, kind) and module == f"lsp.methods.{node.name}"
            if isinstance(node, kind) and not node.name.startswith("_") and not handler:
                yield node.name, module


def _homonyms(kind: type[ast.ClassDef] | type[ast.FunctionDef]) -> dict[str, list[str]]:
    """Names that are defined more than once outside the name's family."""
    found: dict[str, list[str]] = {}
    for name, module in _defined(kind):
        if not fnmatch(module, FAMILIES.get(name, "")):
            found.setdefault(name, []).append(module)
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def test_no_circle_of_imports() -> None:
    assert _circle() == []


def test_no_class_name_is_defined_twice() -> None:
    assert _homonyms(ast.ClassDef) == {}


def test_no_function_name_means_two_things() -> None:
    assert _homonyms(ast.FunctionDef) == {}
