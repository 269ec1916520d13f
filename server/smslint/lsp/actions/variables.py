"""Code actions for variables: they declare missing ones, and choose other attributes."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.change import Declare, SetField
from smslint.core.declarations import allowed_attributes, attribute_for, broadest_attribute
from smslint.core.place import VARIABLES
from smslint.core.verdict import judge
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.actions.action import Action
from smslint.lsp.edits import Edits
from smslint.lsp.inspection import Inspection
from smslint.lsp.occurrences import occurrence_at
from smslint.messages import Language
from smslint.messages import lsp as messages


def variable_actions(inspection: Inspection, start: int, end: int, language: Language) -> Iterator[Action]:
    """The actions for the template and the variable at a range."""
    entry = inspection.entry_at(start)
    if entry is None:
        return
    analysis = inspection.analysis(entry)
    if analysis is None:
        return
    missing = _missing(analysis)
    if missing:
        title = messages.DECLARE_ALL.text(language, names=tuple(missing))
        yield Action(title, "quickfix", ("declare", entry.index))
    found = occurrence_at(inspection, entry, start)
    if found is not None and found.name in analysis.template.variables:
        for attribute in _fitting(analysis, found.name):
            title = messages.CHANGE_ATTRIBUTE.text(
                language, name=found.name, title=attribute.title, code=attribute.code
            )
            yield Action(title, "quickfix", ("attribute", entry.index, found.name, attribute.code))


def _missing(analysis: Analysis) -> list[str]:
    """The names that the content uses and that the template could declare, but does not."""
    template = analysis.template
    if "variables" not in template.carries:
        return []
    return [
        name
        for name in dict.fromkeys(found.name or "" for found in analysis.variables)
        if name not in template.variables and _choice(analysis, name) is not None
    ]


def _choice(analysis: Analysis, name: str) -> Attribute | None:
    """The attribute that a variable's place or name suggests, else the broadest."""
    used = analysis.first_uses.get(name)
    code = (attribute_for(analysis, used) if used is not None else None) or broadest_attribute(analysis)
    return analysis.catalog.attributes[code] if code is not None else None


def declare_edits(inspection: Inspection, index: object) -> Edits | None:
    """The edits that declare all missing variables of a template."""
    entry, analysis = _template(inspection, index)
    if entry is None or analysis is None:
        return None
    changes: list[Declare] = []
    for name in _missing(analysis):
        attribute = _choice(analysis, name)
        if attribute is not None:
            changes.append(Declare(name, attribute.code))
    return inspection.document.entry_edits(entry, changes)


def _fitting(analysis: Analysis, name: str) -> list[Attribute]:
    """Other attributes that accept the variable's example. Without an example: the most likely attribute."""
    variable = analysis.template.variables[name]
    allowed = [one for one in allowed_attributes(analysis.type, analysis.catalog) if one.code != variable.attribute]
    if isinstance(variable.example, str) and variable.example:
        present = analysis.catalog.attributes.get(variable.attribute or "")
        if present is not None and _accepts(present, variable.example, analysis):
            return []
        return [one for one in allowed if _accepts(one, variable.example, analysis)]
    likely = _choice(analysis, name)
    return [one for one in allowed if likely is not None and one.code == likely.code]


def _accepts(attribute: Attribute, value: str, analysis: Analysis) -> bool:
    verdict = judge(value, attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)
    return verdict.verdict == "accepted"


def attribute_edits(inspection: Inspection, index: object, name: object, code: object) -> Edits | None:
    """The edits that give a variable another attribute."""
    entry, analysis = _template(inspection, index)
    if entry is None or analysis is None or name not in analysis.template.variables:
        return None
    return inspection.document.entry_edits(entry, [SetField(VARIABLES / str(name) / "attribute", str(code))])


def _template(inspection: Inspection, index: object) -> tuple[TemplateEntry | None, Analysis | None]:
    entry = inspection.entry(index)
    return entry, inspection.analysis(entry) if entry is not None else None
