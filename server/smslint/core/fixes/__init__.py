"""The closed set of ways to fix a finding: one function for each kind, named by `[fix] kind` in a rule's file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField, Undeclare
from smslint.core.checks import function_of
from smslint.core.finding import Finding
from smslint.core.fixes.text import remove_text, replace_text, spell, supply
from smslint.core.fixes.variables import (
    declare,
    insert,
    meant_name,
    rename_variable,
    set_attribute,
    undeclared_names,
    write_placeholder,
)
from smslint.core.nearest import nearest_name
from smslint.core.place import Place

FixKind = Callable[[Finding, Analysis], Iterable[Fix]]


def fixes_for(finding: Finding, analysis: Analysis | None) -> tuple[Fix, ...]:
    """The fixes of a finding, the likeliest first; empty if its rule has no fix or none is certain enough.

    A match that states its changes has one fix, which needs no analysis.
    """
    plan = finding.rule.fix
    if plan is None:
        return ()
    if finding.match.changes:
        return (finding.fix(*finding.match.changes, safety=finding.match.safety),)
    return tuple(FIXES[plan.kind](finding, analysis)) if analysis is not None and plan.kind in FIXES else ()


def _set_field(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Sets the marked field, or the one that `field` names, to `value`, filled with the finding's values."""
    value = str(finding.plan.options["value"]).format_map(dict(finding.match.values))
    place = Place((str(finding.plan.options["field"]),)) if "field" in finding.plan.options else finding.span.place
    yield finding.fix(SetField(place, value), to=value)


def _undeclare(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Writes the declared name where the content uses a similar one, or removes the declaration."""
    name = str(finding.match.values["variable"])
    if used := nearest_name(name, undeclared_names(analysis)):
        yield meant_name(used, name, analysis)
    yield finding.fix(Undeclare(name))


def _code(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """What the function `fix_<check>` does that stands beside the check of the rule."""
    yield from function_of(finding.rule.match, "fix_")(finding, analysis)


FIXES: dict[str, FixKind] = {
    "attribute": set_attribute,
    "code": _code,
    "declare": declare,
    "insert": insert,
    "placeholder": write_placeholder,
    "rename": rename_variable,
    "remove": remove_text,
    "replace": replace_text,
    "set-field": _set_field,
    "spell": spell,
    "supply": supply,
    "undeclare": _undeclare,
}
