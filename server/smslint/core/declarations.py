"""Declarations of variables: what rules ask about them, and which attribute and name suit a variable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import ACCEPTED, Attribute, Verdict
from smslint.core.finding import Match, Related, Value
from smslint.core.meaning import VariableMeanings
from smslint.core.patterns import lazy_pattern
from smslint.core.place import VARIABLES, Span
from smslint.core.placeholder import Placeholder, is_name
from smslint.core.rule import Catalog
from smslint.core.template import MAINLAND, TemplateType, Variable
from smslint.messages.template import DECLARED_HERE, USED_HERE

PHONE: Final = "phone_number2"
LINK_PARAMETER: Final = "link_param"
LONGEST_IN_LINK: Final = 8
"""How many characters the name of a link parameter may have."""
OTHERS: Final = "others"
_BROADEST: Final = (OTHERS, "user_nick")
"""What takes nearly anything, the first that a type allows."""
_VALIDITY: Final = "verifyTime"


def declared_uses(analysis: Analysis) -> Iterator[tuple[Variable, Placeholder]]:
    """The variables that the template declares and its content uses, with their first placeholders."""
    declared = analysis.template.variables
    for name, used in analysis.first_uses.items():
        if name in declared:
            yield declared[name], used


def verdict_on(variable: Variable, analysis: Analysis, suggest: bool = False) -> Verdict | None:
    """What sending a variable's example will do; None if no valid attribute says so."""
    if analysis.type not in MAINLAND:
        from smslint.core.verdict import judge_plain

        return judge_plain(variable.example, analysis.type)
    attribute = analysis.catalog.attributes.get(variable.attribute or "")
    if attribute is None or attribute.status == "foreign":
        return None
    catalog, length = analysis.catalog, analysis.value_length
    if attribute.plainly_accepts(variable.example, length):
        return ACCEPTED
    from smslint.core.verdict import judge

    return judge(variable.example, attribute, catalog, value_length=length, suggest=suggest)


def phone_variables(analysis: Analysis) -> list[Placeholder]:
    """The first uses of variables whose attribute is a telephone number, in order."""
    valid = analysis.catalog.valid
    return [
        used
        for variable, used in declared_uses(analysis)
        if (attribute := valid.get(variable.attribute)) and attribute.code == PHONE
    ]


def is_vendor_sample(analysis: Analysis) -> bool:
    """Whether a verification template has the second variable of the vendor's recommended templates, the validity."""
    declared = analysis.template.variables.values()
    second = any(variable.attribute == _VALIDITY for variable in declared)
    return second and analysis.type == "verification" and len(analysis.first_uses) == 2


def attribute_span(variable: Variable) -> Span:
    """The span of the attribute that a variable is declared with."""
    return Span(VARIABLES / variable.name / "attribute", 0, len(variable.attribute or ""))


def related_declaration(variable: Variable) -> tuple[Related, ...]:
    """The attribute of a variable as the related span of a finding."""
    return (Related(attribute_span(variable), DECLARED_HERE),)


def declaration_match(analysis: Analysis, variable: Variable, variant: str | None = None, **values: Value) -> Match:
    """A match at the attribute of a variable; its first use is a related place."""
    used = analysis.first_uses.get(variable.name)
    related = (Related(analysis.span(used.start, used.end), USED_HERE),) if used else ()
    about: dict[str, Value] = {"variable": variable.name, "attribute": variable.attribute or "", **values}
    return Match(attribute_span(variable), about, related, variant)


def allowed_codes(analysis: Analysis) -> list[str]:
    """The codes that the template's type may declare, in the catalog's order."""
    return [one.code for one in allowed_attributes(analysis.type, analysis.catalog)]


STAND_INS: Final = {"count": "money", "numberCaptcha": "other_number2"}
"""What stands in for kinds that a type does not allow, or that are no attributes: a code in a notification is any other
number."""
_NOT_OF_NAMES = lazy_pattern("[^A-Za-z0-9]+")


def allowed_attributes(kind: TemplateType, catalog: Catalog, *, disputed: bool = False) -> tuple[Attribute, ...]:
    """The attributes that a type of template may use, in the catalog's order; `disputed` includes disputed ones."""
    return tuple(
        one
        for one in catalog.attributes.values()
        if one.status == "current" and (kind in one.types or (disputed and kind in one.disputed_types))
    )


def suggest_attribute(name: str, kind: TemplateType, catalog: Catalog) -> tuple[str, ...]:
    """The codes that a variable's name is, or for which the vendor suggests it outside of links, in the catalog's
    order."""
    wanted = name.lower()
    return tuple(
        one.code
        for one in allowed_attributes(kind, catalog)
        if one.code != LINK_PARAMETER and (wanted == one.code.lower() or wanted in one.suggested_names.get(kind, ()))
    )


def attribute_for(analysis: Analysis, found: Placeholder) -> str | None:
    """The one attribute that a variable's place or else its name suggests, if the template's type allows it."""
    if _in_link(analysis, found):
        return attribute_by_words(analysis, found)
    kind = analysis.lexicon.compiled(VariableMeanings).of_variable(analysis.normalized, found)
    suggested = suggest_attribute(found.name or "", analysis.type, analysis.catalog)
    return code_for_kind(analysis, kind) or (suggested[0] if len(suggested) == 1 else None)


def attribute_by_words(analysis: Analysis, found: Placeholder) -> str | None:
    """The one attribute that a link or the words around a variable suggest, whatever its name."""
    if _in_link(analysis, found):
        fits = len(found.name or "") <= LONGEST_IN_LINK
        return code_for_kind(analysis, LINK_PARAMETER) if fits else None
    kind = analysis.lexicon.compiled(VariableMeanings).by_context(analysis.normalized, found)
    return code_for_kind(analysis, kind) if kind else None


def _in_link(analysis: Analysis, found: Placeholder) -> bool:
    return any(found in link.placeholders for link in analysis.links)


def broadest_attribute(analysis: Analysis) -> str | None:
    """The attribute of those that the template's type may declare that accepts most; None if it declares none."""
    allowed = allowed_codes(analysis)
    return next((code for code in _BROADEST if code in allowed), next(iter(allowed), None))


def means_something(analysis: Analysis, found: Placeholder) -> bool:
    """Whether the words around a variable or its name say what it contains, allowed or not."""
    return analysis.lexicon.compiled(VariableMeanings).of_variable(analysis.normalized, found) is not None


def code_for_kind(analysis: Analysis, kind: str | None) -> str | None:
    """The attribute of a kind that the template's type allows."""
    for code in (kind, STAND_INS.get(kind or "")):
        attribute = analysis.catalog.attributes.get(code or "")
        if attribute and analysis.type in attribute.types:
            return attribute.code
    return None


def name_for(analysis: Analysis, found: Placeholder) -> str:
    """A new name for a placeholder: one that its context suggests, else the most common one of the template's type."""
    return suggested_name(analysis, found) or free_name(
        "code" if analysis.type == "verification" else "content", analysis
    )


def suggested_name(analysis: Analysis, found: Placeholder) -> str:
    """A better name for a placeholder: its own name corrected, or one for its context; empty if there is none."""
    corrected = _NOT_OF_NAMES.sub("_", found.name or "").strip("_").lstrip("0123456789_")
    meanings = analysis.lexicon.compiled(VariableMeanings)
    own = corrected if is_name(corrected) and found.kind == "invalid-name" else ""
    kind = meanings.by_phrase(found.name or "") or meanings.by_context(analysis.normalized, found)
    name = own or usual_name(analysis, kind)
    return free_name(name, analysis) if name else ""


def usual_name(analysis: Analysis, code: str | None) -> str:
    attribute = analysis.catalog.attributes.get(code or "")
    if attribute is None:
        return ""
    for names in (attribute.suggested_names.get(analysis.type), *attribute.suggested_names.values()):
        if names:
            return names[0]
    return ""


def free_name(name: str, analysis: Analysis, skip: int = 0) -> str:
    """A name that the template does not use yet: `name`, or with the next free number after skipping `skip` of them."""
    taken = analysis.used_names | analysis.template.variables.keys()
    if name not in taken and not skip:
        return name
    number = 2
    while f"{name}{number}" in taken or skip:
        skip -= f"{name}{number}" not in taken
        number += 1
    return f"{name}{number}"
