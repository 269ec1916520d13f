"""Writes templates as new files of a format.

Each text is read back first, so that a file holds exactly the templates from which it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace

from smslint.core.template import (
    Frame,
    Material,
    Redirection,
    Suppression,
    Template,
    TemplateType,
    Variable,
    attribute_of,
)
from smslint.documents.document import read
from smslint.documents.fields import FIELDS
from smslint.documents.formats import format_named
from smslint.documents.formats.format import Format, declarations
from smslint.syntax.tree import Plain

_ORDER = [each.name for each in FIELDS if each.name != "content"]
_ORDER.insert(_ORDER.index("variables"), "content")
"""The fields as people write them: what is short comes before the content."""


def manifest_text(templates: Sequence[Template], format: Format) -> str | None:
    """Templates as a file of a format; None if the format cannot hold them."""
    text = format.print([dict(_fields(template)) for template in templates])
    return text if text is not None and _reads_back(text, format, templates) else None


def with_origins(text: str, origins: Sequence[str]) -> str:
    """A manifest with comments that say where its template comes from."""
    notes = "".join(f"# {each}\n" for each in origins)
    return f"---\n{notes}{text.removeprefix('---' + chr(10))}" if text.startswith("---\n") else notes + text


def as_written(template: Template) -> Template:
    """The template as it is read back from a manifest: examples are text, and all fields are carried."""
    variables = {name: replace(each, example=_example(each.example)) for name, each in template.variables.items()}
    return replace(template, variables=variables, carries=frozenset(), request=False)


def _reads_back(text: str, format: Format, templates: Iterable[Template]) -> bool:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    document = read(data, "", format=format)
    found = [entry.template and replace(entry.template, carries=frozenset()) for entry in document.entries()]
    return not document.problems and found == [as_written(template) for template in templates]


def _fields(template: Template) -> Iterable[tuple[str, Plain]]:
    """The fields that a template has, as plain values, in the order in which people write them."""
    for name in _ORDER:
        value = getattr(template, attribute_of(name))
        if name == "variables" and value:
            yield name, {variable: each or None for variable, each in declarations(as_written(template)).items()}
        elif name == "content":
            if not template.frames:
                yield name, template.content
        elif value:
            yield name, _plain(value)


def _plain(value: object) -> Plain:
    if isinstance(value, tuple):
        return [each if isinstance(each, str) else _record(each) for each in value]
    assert isinstance(value, str | int)
    return value


def _example(value: object) -> str | None:
    """An example as text; any other value as its JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return json.dumps(value, ensure_ascii=False)


def _record(value: Redirection | Frame | Suppression | Material) -> Plain:
    if isinstance(value, Material) and value == Material(key=value.key) and value.key is not None:
        return value.key
    given = ((each.name, getattr(value, each.name)) for each in fields(value) if each.compare)
    return {name: one if isinstance(one, bool) else str(one) for name, one in given if one is not None and one != ""}


STARTS: Mapping[TemplateType, Template] = {
    "verification": Template(
        "您的验证码为${code}，5分钟内有效，请勿告诉他人。",
        variables={"code": Variable("code", "numberCaptcha", "482913")},
        signature="示例科技",
        description="用户登录时校验手机号。示例：您的验证码为482913，5分钟内有效，请勿告诉他人。",
    ),
    "notification": Template(
        "尊敬的${name}，您预约的${time}到店体验已确认，请准时前来。",
        variables={"name": Variable("name", "name", "王小明"), "time": Variable("time", "time", "14:30")},
        signature="示例科技",
        description="顾客预约到店后确认时间。示例：尊敬的王小明，您预约的14:30到店体验已确认，请准时前来。",
    ),
    "promotional": Template(
        "本店周年庆，会员到店可领取纪念礼品一份，数量有限，欢迎前来。拒收请回复R",
        signature="示例科技",
        description="周年庆期间告知会员到店活动。",
    ),
    "international": Template(
        "Your appointment at our store is confirmed. Please arrive ten minutes early.",
        international_type="notification",
        signature="Example",
        description="Confirms an appointment that the customer has made.",
    ),
    "digital": Template(
        "本店新品已上架，欢迎到店体验。拒收请回复R",
        signature="示例科技",
        description="新品上架时告知会员。",
    ),
}
"""A template of each type, in plain wording that no rule reports."""


def starting_text(
    name: str,
    kind: TemplateType,
    signature: str | None = None,
    format: Format | None = None,
    picture: str | None = None,
) -> str | None:
    """The text of a new file, of format `sms` unless another is given; None if it cannot hold the name.

    A `picture` is the path of the one in the only frame of a digital message.
    """
    start = STARTS[kind]
    template = replace(start, name=name, type=kind, signature=signature or start.signature)
    if picture is not None:
        template = replace(template, frames=(Frame(image=picture, text=start.content),))
    return manifest_text([template], format or format_named("sms"))
