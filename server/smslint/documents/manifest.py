"""Writes templates as new manifests: the text of a `.sms` file, or of a `.sms.yaml` file.

What is written is read back before it is given away, so that a manifest holds exactly the template that it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from smslint.core.template import Redirection, Suppression, Template, Variable
from smslint.documents import read
from smslint.syntax.tree import Plain
from smslint.syntax.yaml.values import block

_ORDER = (
    "name",
    "type",
    "international_type",
    "signature",
    "code",
    "test",
    "content",
    "variables",
    "description",
    "max_segments",
    "redirection",
    "materials",
    "suppress",
)


def sms_text(template: Template) -> str | None:
    """A template as a `.sms` file; None where this format cannot hold its content."""
    pairs = [block(key, value, "", "\n") for key, value in _fields(template) if key != "content"]
    text = "\n".join(("---", *pairs, "---", template.content, ""))
    return text if _reads_back(text, "a.sms", [template]) else None


def yaml_text(templates: Sequence[Template]) -> str | None:
    """Templates as a `.sms.yaml` file: one mapping, or a list of several; None where YAML cannot hold their content."""
    if len(templates) == 1:
        text = "\n".join((*(block(key, value, "", "\n") for key, value in _fields(templates[0])), ""))
    else:
        text = "\n".join(("templates:", *map(_item, templates), ""))
    return text if _reads_back(text, "a.sms.yaml", templates) else None


def as_written(template: Template) -> Template:
    """The template as a manifest gives it back: every example is text there, and every field can be said."""
    variables = {name: replace(each, example=_example(each.example)) for name, each in template.variables.items()}
    return replace(template, variables=variables, carries=frozenset())


def _item(template: Template) -> str:
    lines = [block(key, value, "    ", "\n") for key, value in _fields(template)]
    return "  - " + "\n    ".join(lines)


def _reads_back(text: str, name: str, templates: Iterable[Template]) -> bool:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    document = read(data, name)
    found = [entry.template and replace(entry.template, carries=frozenset()) for entry in document.entries()]
    return not document.problems and found == [as_written(template) for template in templates]


def _fields(template: Template) -> Iterable[tuple[str, Plain]]:
    """The fields that a template has, as plain values, in the order in which people write them."""
    for name in _ORDER:
        value = getattr(template, name)
        if name == "content" or value:
            yield name, _plain(value)


def _plain(value: object) -> Plain:
    if isinstance(value, dict):
        return {name: _declaration(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_record(each) if isinstance(each, Redirection | Suppression) else str(each) for each in value]
    assert isinstance(value, str | int)
    return value


def _declaration(variable: Variable) -> Plain:
    example = _example(variable.example)
    if example is None and variable.description is None:
        return variable.attribute
    given = {"attribute": variable.attribute, "example": example, "description": variable.description}
    return {key: value for key, value in given.items() if value is not None}


def _example(value: object) -> str | None:
    """An example as text: one of another kind is written as its JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return flow_json(value)


def flow_json(value: object) -> str:
    """Any JSON value on one line."""
    import json

    return json.dumps(value, ensure_ascii=False)


def _record(value: Redirection | Suppression) -> Plain:
    given = ((each.name, getattr(value, each.name)) for each in fields(value))
    return {name: one if isinstance(one, bool) else str(one) for name, one in given if one is not None and one != ""}
