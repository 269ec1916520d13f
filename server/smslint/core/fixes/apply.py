"""Applies the changes of fixes to a template, without any file: the result is the wanted template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from smslint.core.change import Change, Declare, RenameVariable, ReplaceText, SetField, Undeclare, replaced
from smslint.core.place import CONTENT, Place
from smslint.core.template import Redirection, Suppression, Template, Variable, attribute_of

_EMPTY: Final = {
    "test": False, "variables": {}, "redirection": (), "materials": (), "frames": (), "suppress": (), "signatures": (),
    "regions": (),
}  # fmt: skip
"""The values of removed fields, where they are not None."""


def with_changes(template: Template, changes: Iterable[Change]) -> Template:
    """The template with all changes made; offsets are those of the template as it was.

    If two replacements overlap, the later one is left out: it waits for the next pass. Edits of the source are ignored.
    Nothing is changed in frames that cannot express the changes.
    """
    changes = list(changes)
    if template.frames:
        from smslint.core.frames import in_frames

        changes = in_frames(template, changes) or []
    for place in dict.fromkeys(change.place for change in changes if isinstance(change, ReplaceText)):
        edits = [change for change in changes if isinstance(change, ReplaceText) and change.place == place]
        old = template.value_at(place)
        template = with_value(template, place, replaced("" if old is None else str(old), edits))
    for change in changes:
        match change:
            case Declare(name, attribute, example):
                known = template.variables.get(name, Variable(name))
                kept_example = known.example if example is None else example
                declared = {**template.variables, name: replace(known, attribute=attribute, example=kept_example)}
                template = replace(template, variables=declared)
            case Undeclare(name):
                template = _undeclared(template, name)
            case RenameVariable(old, new):
                template = _renamed(template, old, new)
            case SetField(place, value):
                template = with_value(template, place, value)
    return template


def _undeclared(template: Template, name: str) -> Template:
    """Without its last declaration the document says that nothing is declared, even if it gave no attributes."""
    kept = {key: one for key, one in template.variables.items() if key != name}
    carries = template.carries
    if not kept and "variables" in carries:
        carries |= {"variables.attribute"}
    return replace(template, variables=kept, carries=carries)


def _renamed(template: Template, old: str, new: str) -> Template:
    declared = {
        new if name == old else name: replace(one, name=new) if name == old else one
        for name, one in template.variables.items()
    }
    use, meant = "${" + old + "}", "${" + new + "}"
    return replace(
        template,
        content=template.content.replace(use, meant),
        frames=tuple(replace(each, text=each.text and each.text.replace(use, meant)) for each in template.frames),
        variables=declared,
        redirection=tuple(
            replace(entry, variable=new) if entry.variable == old else entry for entry in template.redirection
        ),
    )


def with_value(template: Template, place: Place, value: str | int | bool | None) -> Template:
    """The template with another value of a field. A missing field is added."""
    if place == CONTENT:
        return replace(template, content=str(value or ""), frames=())
    match place.path:
        case ("variables", str() as name, str() as key):
            variable = template.variables.get(name, Variable(name))
            changed: dict[str, Any] = {key: value}
            return replace(template, variables={**template.variables, name: replace(variable, **changed)})
        case ("redirection", int() as index, str() as key):
            entries = [*template.redirection, *[Redirection(None)] * (index + 1 - len(template.redirection))]
            changed = {key: value}
            entries[index] = replace(entries[index], **changed)
            return replace(template, redirection=tuple(entries))
        case ("frames", int() as index, str() as key):
            from smslint.core.frames import with_frames

            changed = {key: value or None}
            frames = [replace(each, **changed) if at == index else each for at, each in enumerate(template.frames)]
            return with_frames(template, tuple(frames))
        case ("suppress", int() as index, *keys):
            return replace(template, suppress=_suppressed(template.suppress, index, keys, value))
        case ("signatures", int() as index) if index < len(template.signatures):
            kept = template.signatures
            return replace(template, signatures=(*kept[:index], str(value or ""), *kept[index + 1 :]))
        case (str() as name,):
            changed = {attribute_of(name): _EMPTY.get(name) if value is None else value}
            return replace(template, **changed)
        case _:
            raise ValueError(f"no field at {place}")


def _suppressed(
    suppress: tuple[Suppression, ...], index: int, keys: list[str | int], value: str | int | bool | None
) -> tuple[Suppression, ...]:
    """The suppressions with another value in one of them; without a value and a key it is removed."""
    if not keys and value is None:
        return (*suppress[:index], *suppress[index + 1 :])
    entries = [*suppress, *[Suppression("")] * (index + 1 - len(suppress))]
    changed: dict[str, Any] = {str(keys[0]) if keys else "rule": value}
    if "until" in changed and isinstance(value, str):
        changed["until"] = date.fromisoformat(value)
    entries[index] = replace(entries[index], **changed)
    return tuple(entries)
