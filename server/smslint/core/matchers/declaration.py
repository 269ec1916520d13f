"""`kind = "declaration"`: what is demanded of the declarations of variables, one demand a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.declarations import (
    LINK_PARAMETER,
    OTHERS,
    allowed_codes,
    attribute_span,
    current_code,
    declaration,
    declared_attribute,
    phone_variables,
    related_declaration,
)
from smslint.core.finding import Match, Value
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake
from smslint.core.template import Variable
from smslint.dataclass import dataclass
from smslint.messages.template import TYPE_NAMES


@dataclass(frozen=True, slots=True)
class DeclarationOptions:
    """The demand, and the most characters of a name where it is about that."""

    find: Callable[[Analysis, int], Iterator[Match]]
    most: int
    wake: Wake


def _match(analysis: Analysis, variable: Variable, variant: str | None = None, **values: Value) -> Match:
    """Marks the first place that uses a variable, or its attribute where none does."""
    used = analysis.first_uses.get(variable.name)
    span = analysis.span(used.start, used.end) if used else attribute_span(variable)
    about: dict[str, Value] = {"variable": variable.name, "attribute": variable.attribute or "", **values}
    return Match(span, about, related_declaration(variable), variant)


def _declared(analysis: Analysis, most: int) -> Iterator[Match]:
    if not {"variables", "variables.attribute"} <= analysis.template.carries:
        return
    declared = analysis.template.variables
    for name, used in analysis.first_uses.items():
        if not (name in declared and declared[name].attribute):
            yield Match(analysis.span(used.start, used.end), {"variable": name})


def _used(analysis: Analysis, most: int) -> Iterator[Match]:
    for name in analysis.template.variables:
        if name not in analysis.used_names and analysis.is_complete:
            yield Match(declaration(name), {"variable": name})


def _known(analysis: Analysis, most: int) -> Iterator[Match]:
    attributes = analysis.catalog.attributes
    for variable in analysis.template.variables.values():
        if variable.attribute and current_code(analysis.catalog, variable.attribute) is None:
            foreign = attributes.get(variable.attribute)
            yield _match(analysis, variable, nearest=foreign.nearest or "" if foreign else _nearest(analysis, variable))


def _nearest(analysis: Analysis, variable: Variable) -> str:
    from difflib import get_close_matches

    codes = {code.lower(): code for code in allowed_codes(analysis)}
    found = get_close_matches((variable.attribute or "").lower(), codes, n=1, cutoff=0.5)
    return codes[found[0]] if found else OTHERS if OTHERS in codes.values() else next(iter(codes.values()), "")


def _current(analysis: Analysis, most: int) -> Iterator[Match]:
    for variable in analysis.template.variables.values():
        attribute = declared_attribute(analysis, variable)
        if (
            attribute
            and attribute.successor
            and analysis.type in analysis.catalog.attributes[attribute.successor].types
        ):
            yield _match(analysis, variable, successor=attribute.successor)


def _allowed(analysis: Analysis, most: int) -> Iterator[Match]:
    for variable in analysis.template.variables.values():
        code = current_code(analysis.catalog, variable.attribute)
        attribute = analysis.catalog.attributes[code] if code else None
        if attribute is None or analysis.type in attribute.types:
            continue
        disputed = "disputed" if analysis.type in attribute.disputed_types else None
        title, kind = attribute.title, TYPE_NAMES[analysis.type]
        yield _match(analysis, variable, disputed, title=title, kind=kind, allowed=tuple(allowed_codes(analysis)))


def _no_others(analysis: Analysis, most: int) -> Iterator[Match]:
    if analysis.template.test:
        for variable in analysis.template.variables.values():
            if variable.attribute == OTHERS:
                yield _match(analysis, variable)


def _short_name(analysis: Analysis, most: int) -> Iterator[Match]:
    for variable in analysis.template.variables.values():
        if variable.attribute == LINK_PARAMETER and len(variable.name) > most:
            yield _match(analysis, variable, length=len(variable.name), limit=most)


def _one_phone(analysis: Analysis, most: int) -> Iterator[Match]:
    held = phone_variables(analysis)
    for used in held[1:]:
        yield Match(analysis.span(used.start, used.end), {"variable": used.name or "", "first": held[0].name or ""})


_DEMANDS: Final[dict[str, tuple[Callable[[Analysis, int], Iterator[Match]], int]]] = {
    "allowed": (_allowed, flags.HAS_SPECIAL_ATTRIBUTE),
    "current": (_current, flags.HAS_SPECIAL_ATTRIBUTE),
    "declared": (_declared, flags.HAS_UNMATCHED_VARIABLE),
    "known": (_known, flags.HAS_SPECIAL_ATTRIBUTE),
    "no-others-in-tests": (_no_others, flags.HAS_SPECIAL_ATTRIBUTE),
    "one-phone": (_one_phone, flags.HAS_SPECIAL_ATTRIBUTE),
    "short-name": (_short_name, flags.HAS_SPECIAL_ATTRIBUTE),
    "used": (_used, flags.HAS_UNMATCHED_VARIABLE),
}
"""The demands by name, each with the flags that wake it."""


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> DeclarationOptions:
    demand = raw["demand"]
    find, wake = _DEMANDS[demand]
    return DeclarationOptions(find, raw.get("most", 0), Wake(flags=wake))


def _find(analysis: Analysis, options: DeclarationOptions) -> Iterable[Match]:
    return options.find(analysis, options.most)


DECLARATION = Matcher(_options, _find, lambda options: options.wake)
