"""What changes make of a template, whatever document it stands in: the measure of what is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from smslint.core.change import Change, Declare, RenameVariable, ReplaceText, SetField, Undeclare
from smslint.core.place import Place
from smslint.core.template import Redirection, Suppression, Template, Variable
from smslint.documents.edit import Edit, applied


def wanted(template: Template, changes: Sequence[Change]) -> Template:
    """The template after its changes. Offsets of all text changes count in the values before the first of them."""
    texts: dict[Place, list[Edit]] = {}
    for change in changes:
        if isinstance(change, ReplaceText):
            texts.setdefault(change.place, []).append(Edit(change.start, change.end, change.text))
        elif isinstance(change, RenameVariable):
            for edit in uses(template.content, change.old, change.new):
                texts.setdefault(Place(("content",)), []).append(edit)
    made = template
    for place, edits in texts.items():
        made = _set(made, place.path, applied(str(value_at(template, place) or ""), edits))
    for change in changes:
        if isinstance(change, SetField):
            made = _set(made, change.place.path, change.value)
        elif isinstance(change, Declare):
            known = made.variables.get(change.name)
            example = change.example if change.example is not None else known.example if known else None
            variable = Variable(change.name, change.attribute, example, known.description if known else None)
            made = replace(made, variables={**made.variables, change.name: variable})
        elif isinstance(change, Undeclare):
            made = replace(made, variables={k: v for k, v in made.variables.items() if k != change.name})
        elif isinstance(change, RenameVariable):
            made = _renamed(made, change.old, change.new)
    return made


def uses(content: str, old: str, new: str) -> list[Edit]:
    """The edits that rename a variable in a content."""
    found: list[Edit] = []
    mark = "${" + old + "}"
    at = content.find(mark)
    while at >= 0:
        found.append(Edit(at + 2, at + len(mark) - 1, new))
        at = content.find(mark, at + len(mark))
    return found


def value_at(template: Template, place: Place) -> object:
    """The value of a field; None where it is missing."""
    path = place.path
    if not path:
        return None
    value: object = getattr(template, str(path[0]), None)
    for part in path[1:]:
        if isinstance(part, int):
            value = value[part] if isinstance(value, tuple) and part < len(value) else None
        elif isinstance(value, dict):
            value = value.get(part)
        else:
            value = getattr(value, part, None)
    return value


def _renamed(template: Template, old: str, new: str) -> Template:
    variables = {
        (new if name == old else name): (replace(each, name=new) if name == old else each)
        for name, each in template.variables.items()
    }
    entries = tuple(
        replace(each, variable=new) if each.variable == old else each for each in template.redirection
    )
    return replace(template, variables=variables, redirection=entries)


def _set(template: Template, path: tuple[str | int, ...], value: object) -> Template:
    if not path:
        return template
    field, rest = str(path[0]), path[1:]
    if not rest:
        return replace(template, **{field: _empty(field) if value is None else value})  # type: ignore[arg-type]
    if field == "variables":
        return replace(template, variables=_set_variable(template, str(rest[0]), rest[1:], value))
    if field in ("redirection", "suppress", "materials") and isinstance(rest[0], int):
        return replace(template, **{field: _set_item(getattr(template, field), field, rest[0], rest[1:], value)})  # type: ignore[arg-type]
    return template


def _empty(field: str) -> object:
    found = next((each for each in fields(Template) if each.name == field), None)
    if field == "content":
        return ""
    if field == "variables":
        return {}
    return found.default if found is not None else None


def _set_variable(
    template: Template, name: str, rest: tuple[str | int, ...], value: object
) -> dict[str, Variable]:
    variables = dict(template.variables)
    if not rest:
        if value is None:
            variables.pop(name, None)
        else:
            variables[name] = replace(variables.get(name, Variable(name)), attribute=str(value))
        return variables
    variables[name] = replace(variables.get(name, Variable(name)), **{str(rest[0]): value})  # type: ignore[arg-type]
    return variables


def _set_item(
    items: tuple[object, ...], field: str, number: int, rest: tuple[str | int, ...], value: object
) -> tuple[object, ...]:
    if not rest:
        if value is None:
            return (*items[:number], *items[number + 1 :])
        return (*items[:number], value, *items[number + 1 :])
    fresh: Redirection | Suppression = Redirection(None) if field == "redirection" else Suppression("")
    item = items[number] if number < len(items) else fresh
    if rest[0] == "until" and isinstance(value, str):
        value = date.fromisoformat(value)
    return (*items[:number], replace(item, **{str(rest[0]): value}), *items[number + 1 :])  # type: ignore[type-var]
