"""What has happened for certain when a statement runs, and which values a variable may have there.

Only branches, loops and functions of the syntax tree count; what leaves a function early does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.parts import BRANCHES, CASES, FUNCTIONS, SWITCHES, arms_of, call
from smslint.documents.code.source_tree import CodeNode

_ROUNDS: Final = 40
_DEFAULT: Final = lazy_pattern(r"default\b|else\b|_\W|case\s+_\W")
_ENDS: Final = frozenset({"elif_clause", "else_if_clause"})
_WITH_ELSE: Final = frozenset({"if_statement", "if_expression", "else_clause", *_ENDS})
_ONE_OF: Final = _WITH_ELSE | SWITCHES | {"ternary_expression", "conditional_expression"}

Point = TypeVar("Point")


def holds(outer: CodeNode, inner: CodeNode) -> bool:
    """Whether a node is part of another one, or it."""
    return outer.start <= inner.start and inner.end <= outer.end


def branch_of(node: CodeNode) -> tuple[CodeNode, CodeNode] | None:
    """The closest branch, loop or function around a node, and the part of it that holds the node and may not run."""
    child, case = node, None
    for each in node.above():
        if each.type in FUNCTIONS or (each.type == "lambda_literal" and not _is_run_once(each)):
            return each, child
        if each.type in BRANCHES and any(child is arm for arm in arms_of(each)):
            return each, child
        if each.type in CASES and case is None:
            case = each
        elif each.type in SWITCHES and case is not None:
            return each, case
        child = each
    return None


def always(nodes: Iterable[CodeNode], use: CodeNode) -> bool:
    """Whether one of some statements has run each time when another one is reached."""
    points = list(nodes)
    branches: dict[tuple[int, int], tuple[CodeNode, list[CodeNode]]] = {}
    for _ in range(_ROUNDS):
        changed: dict[tuple[int, int], CodeNode] = {}
        for each in points:
            found = branch_of(each)
            if found is None or holds(found[1], use):
                return True
            if not holds(found[0], use):
                place = found[0].start, found[0].end
                branches.setdefault(place, (found[0], []))[1].append(found[1])
                changed[place] = found[0]
        points = [branch for place, branch in changed.items() if _is_complete(branch, branches[place][1])]
        if not points:
            return False
    return False


def _is_complete(branch: CodeNode, arms: list[CodeNode]) -> bool:
    """Whether some arms of a branch are all that it has, so that one of them runs."""
    wanted = arms_of(branch)
    if branch.type in SWITCHES:
        if not any(_DEFAULT.match(each.source) for each in wanted):
            return False
    elif branch.type not in _WITH_ELSE:
        return False
    if branch.type in ("if_statement", "if_expression") and (len(wanted) < 2 or wanted[-1].type in _ENDS):
        return False
    return all(any(each is arm for arm in arms) for each in wanted)


def cannot_reach(node: CodeNode, use: CodeNode) -> bool:
    """Whether a statement cannot have run when another one is reached: it stands in another arm of one branch."""
    while (found := branch_of(node)) is not None and not holds(found[1], use):
        if found[0].type in _ONE_OF and holds(found[0], use):
            return True
        node = found[0]
    return False


def reaching(points: Sequence[tuple[CodeNode, Point]], use: CodeNode) -> list[Point]:
    """Of what is set by some statements, in the order of the text, all that can be there where it is used."""
    live: list[tuple[CodeNode, Point]] = []
    for node, point in reversed(points):
        if node.start >= use.start or holds(node, use) or cannot_reach(node, use):
            continue
        live.append((node, point))
        if always((each for each, _ in live), use):
            break
    return [point for _, point in reversed(live)]


def _is_run_once(node: CodeNode) -> bool:
    """Whether a lambda runs where it stands: `apply { … }` in Kotlin."""
    around = next((call(each) for each in node.above(3) if call(each) is not None), None)
    return around is not None and around.name in ("apply", "also", "with", "run", "let")
