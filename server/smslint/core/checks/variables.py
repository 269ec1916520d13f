"""Checks of variables and of what a template declares of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.change import Change, Declare, Fix, ReplaceText
from smslint.core.declarations import (
    LINK_PARAMETER,
    OTHERS,
    allowed_codes,
    code_for_kind,
    declaration_match,
    declared_uses,
    free_name,
    is_vendor_sample,
    phone_variables,
    related_declaration,
)
from smslint.core.finding import Finding, Match, Related, Value
from smslint.core.matchers.placeholders import says_something
from smslint.core.meaning import VariableMeanings
from smslint.core.nearest import nearest_name
from smslint.core.place import VARIABLES, Span
from smslint.core.placeholder import Placeholder
from smslint.core.template import Variable
from smslint.messages.template import ANOTHER_USE, FIRST_USE, TYPE_NAMES

_FREE: Final = frozenset({OTHERS, "user_nick", "address"})
"""These take nearly anything, so that an example that fits them says nothing."""
_CODES: Final = frozenset({"numberCaptcha", "characterWithNumber2", "other_number2", "pick_up_code"})
_CARRIERS: Final[dict[str, frozenset[str]]] = {
    "money": frozenset({OTHERS, "other_number2"}),
    "time": frozenset({OTHERS, "other_number2"}),
    "phone_number2": frozenset({OTHERS, "other_number2"}),
    "pick_up_code": _CODES | {OTHERS},
    "numberCaptcha": _CODES | {OTHERS},
    "tracking_number": frozenset({OTHERS, "other_number2"}),
    "other_number2": _CODES | _FREE | {"tracking_number", "link_param", "license_plate_number"},
    "license_plate_number": _FREE,
    "email_address": _FREE,
    "address": _FREE | {"unit_name"},
    "unit_name": _FREE,
    "name": _FREE | {"other_number2", "unit_name"},
    "user_nick": _FREE | {"other_number2", "name", "unit_name", "characterWithNumber2"},
}
"""What can carry each thing besides the attribute made for it, by what the attribute is, not only by characters."""
_CARRY_ALL: Final = frozenset.intersection(*_CARRIERS.values())
_ANY_NUMBER: Final = "other_number2"
_MOST_VARIABLES: Final = 3


def attribute_mismatch(analysis: Analysis) -> Iterator[Match]:
    """Finds variables whose name, or the words around them, speak for another attribute than the declared one.

    An attribute that can carry the thing is accepted: an order number may be declared as anything that takes letters
    and digits. Words right before or after a variable count more than its name. There is one match for each variable
    whose attribute exists and is allowed.
    """
    meanings, valid, kind = analysis.lexicon.compiled(VariableMeanings), analysis.catalog.valid, analysis.type
    for variable, used in declared_uses(analysis):
        carrier = valid.get(variable.attribute)
        if carrier is None or kind not in carrier.types or carrier.code in _CARRY_ALL:
            continue
        declared = carrier.code
        meant = meanings.of_variable(analysis.normalized, used)
        if meant not in _CARRIERS or declared == meant or declared in _CARRIERS[meant]:
            continue
        if any(used in link.placeholders for link in analysis.links):
            continue
        code = code_for_kind(analysis, meant)
        if code is None or code == declared:
            continue
        attributes = analysis.catalog.attributes
        title, fitting_title = attributes[variable.attribute or ""].title, attributes[code].title
        yield declaration_match(analysis, variable, title=title, fitting=code, fitting_title=fitting_title)


def needless_other_attribute(analysis: Analysis) -> Iterator[Match]:
    """Finds variables declared as `others` whose every example fits a more specific attribute.

    An attribute that nearly any words fit must be meant by the variable's name or context, or told by the examples. The
    words around the variable choose among several fitting ones.
    """
    for variable, used in declared_uses(analysis):
        if variable.attribute != OTHERS or variable.example in (None, ""):
            continue
        if any(used in link.placeholders for link in analysis.links):
            continue
        from smslint.core.verdict import fits

        examples = variable.example if isinstance(variable.example, list) else [variable.example]
        fitting = [
            attribute
            for code in allowed_codes(analysis)
            if code not in _FREE and fits(examples, attribute := analysis.catalog.attributes[code], analysis.catalog)
        ]
        meant = analysis.lexicon.compiled(VariableMeanings).of_variable(analysis.normalized, used) if fitting else None
        fitting = [one for one in fitting if one.code == meant or one.is_told_by(map(str, examples))]
        if fitting:
            best = _best_attribute(fitting, meant)
            example = str(examples[0])
            yield declaration_match(analysis, variable, example=example, fitting=best.code, title=best.title)


def _best_attribute(fitting: list[Attribute], meant: str | None) -> Attribute:
    """The attribute that is meant, else the one that accepts most."""
    for code in (meant, _ANY_NUMBER):
        for attribute in fitting:
            if attribute.code == code:
                return attribute
    within = {code for attribute in fitting for code in attribute.within}
    widest = [attribute for attribute in fitting if attribute.code in within]
    return widest[0] if widest else fitting[0]


def only_variables(analysis: Analysis) -> Iterator[Match]:
    """Finds a content of variables alone, without a letter, digit or Han character: there is nothing to review."""
    outside = (analysis.content[start:end] for start, end in analysis.gaps())
    if analysis.placeholders and analysis.is_complete and not any(map(says_something, outside)):
        yield Match(analysis.span(0, len(analysis.content)))


def repeated_variable(analysis: Analysis) -> Iterator[Match]:
    """Finds each later use of a variable: the vendor allows each only once.

    A broken placeholder with a readable name is a use of that name.
    """
    first: dict[str, Placeholder] = {}
    for used in analysis.placeholders:
        if not used.name:
            continue
        earlier = first.setdefault(used.name, used)
        if earlier is not used and used.kind == "variable":
            related = Related(analysis.span(earlier.start, earlier.end), FIRST_USE)
            yield Match(analysis.span(used.start, used.end), {"variable": used.name}, (related,))


def fix_repeated_variable(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Renames the later use and declares it like the first."""
    name = str(finding.match.values["variable"])
    later = [used.start for used in analysis.variables if used.name == name and used.start < finding.span.start]
    new = free_name(name, analysis, skip=max(0, len(later) - 1))
    span = finding.span
    changes: list[Change] = [ReplaceText(span.place, span.start, span.end, "${" + new + "}")]
    declared = analysis.template.variables.get(name)
    if declared and declared.attribute:
        example = declared.example if isinstance(declared.example, str) else None
        changes.append(Declare(new, declared.attribute, example))
    yield finding.fix(*changes, to=new)


def too_many_variables(analysis: Analysis) -> Iterator[Match]:
    """Finds the fourth variable, with the later ones as related places.

    Carriers may refuse templates with more than three. A broken placeholder counts, but it has a rule of its own: if it
    is the fourth, the nearest well-formed variable is marked.
    """
    different: dict[str, Placeholder] = {}
    for found in analysis.placeholders:
        different.setdefault(found.name or f"at {found.start}", found)
    if len(different) <= _MOST_VARIABLES:
        return
    uses = list(different.values())
    beyond = [used for used in uses[_MOST_VARIABLES:] if used.kind == "variable"]
    marked = beyond[0] if beyond else next((used for used in reversed(uses) if used.kind == "variable"), None)
    if marked:
        related = tuple(Related(analysis.span(used.start, used.end), ANOTHER_USE) for used in beyond[1:])
        values: dict[str, Value] = {"count": len(different), "limit": _MOST_VARIABLES, "variable": marked.name or ""}
        yield Match(analysis.span(marked.start, marked.end), values, related)


def undeclared_variable(analysis: Analysis) -> Iterator[Match]:
    """Finds variables without a declared attribute, where the document can declare one."""
    if not {"variables", "variables.attribute"} <= analysis.template.carries:
        return
    declared = analysis.template.variables
    for name, used in analysis.first_uses.items():
        if not (name in declared and declared[name].attribute):
            yield Match(analysis.span(used.start, used.end), {"variable": name})


def unused_variable(analysis: Analysis) -> Iterator[Match]:
    """Finds declared variables that the content does not use."""
    for name in analysis.template.variables:
        if name not in analysis.used_names and analysis.is_complete:
            yield Match(Span(VARIABLES / name, 0, len(name)), {"variable": name})


def unknown_attribute(analysis: Analysis) -> Iterator[Match]:
    """Finds attributes that the vendor does not accept, with the nearest one that it does."""
    attributes = analysis.catalog.attributes
    if is_vendor_sample(analysis):
        return
    for variable in analysis.template.variables.values():
        if variable.attribute and variable.attribute not in analysis.catalog.valid:
            foreign = attributes.get(variable.attribute)
            yield declaration_match(
                analysis, variable, nearest=foreign.nearest or "" if foreign else _nearest_code(analysis, variable)
            )


def legacy_attribute(analysis: Analysis) -> Iterator[Match]:
    """Finds older attribute codes whose successor the template's type may declare."""
    for variable in analysis.template.variables.values():
        attribute = analysis.catalog.attributes.get(variable.attribute or "")
        if (
            attribute
            and attribute.successor
            and analysis.type in analysis.catalog.attributes[attribute.successor].types
        ):
            yield declaration_match(analysis, variable, successor=attribute.successor)


def attribute_not_allowed(analysis: Analysis) -> Iterator[Match]:
    """Finds attributes that the template's type may not declare. Variant `disputed`: the vendor's pages disagree."""
    for variable in analysis.template.variables.values():
        attribute = analysis.catalog.valid.get(variable.attribute)
        if attribute is None or analysis.type in attribute.types:
            continue
        disputed = "disputed" if analysis.type in attribute.disputed_types else None
        title, kind = attribute.title, TYPE_NAMES[analysis.type]
        yield declaration_match(
            analysis, variable, disputed, title=title, kind=kind, allowed=tuple(allowed_codes(analysis))
        )


def other_in_test_template(analysis: Analysis) -> Iterator[Match]:
    """Finds the attribute `others` in a template with a test signature, which does not support it."""
    if analysis.template.test:
        for variable in analysis.template.variables.values():
            if variable.attribute == OTHERS:
                yield declaration_match(analysis, variable)


def link_parameter_name_too_long(analysis: Analysis, most: int) -> Iterator[Match]:
    """Finds link parameters whose name has more than `most` characters."""
    for variable in analysis.template.variables.values():
        if variable.attribute == LINK_PARAMETER and len(variable.name) > most:
            used = analysis.first_uses.get(variable.name)
            span = (
                analysis.span(used.start, used.end) if used else Span(VARIABLES / variable.name, 0, len(variable.name))
            )
            values: dict[str, Value] = {"variable": variable.name, "length": len(variable.name), "limit": most}
            yield Match(span, values, related_declaration(variable))


def multiple_phone_variables(analysis: Analysis) -> Iterator[Match]:
    """Finds the variables with the telephone attribute after the first, the only one that the vendor allows."""
    held = phone_variables(analysis)
    for used in held[1:]:
        yield Match(analysis.span(used.start, used.end), {"variable": used.name or "", "first": held[0].name or ""})


def _nearest_code(analysis: Analysis, variable: Variable) -> str:
    """The code that the type may declare and that resembles a variable's attribute most, else `others`."""
    codes = {code.lower(): code for code in allowed_codes(analysis)}
    found = nearest_name((variable.attribute or "").lower(), codes, cutoff=0.5)
    return codes[found] if found else OTHERS if OTHERS in codes.values() else next(iter(codes.values()), "")
