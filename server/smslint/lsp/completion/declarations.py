"""Attributes and examples of variables, and the names of undeclared variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from smslint.core.attribute import Attribute
from smslint.core.declarations import allowed_attributes, attribute_for, suggest_attribute
from smslint.core.samples import typical_values
from smslint.core.verdict import effective_attribute
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.suggestion import Suggestion

_CONSOLE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*)[ \t\u3000]*[-－:：=][ \t\u3000]*\Z")


def attributes(context: CompletionContext, name: str) -> Iterator[Suggestion]:
    """The attribute codes of the type. Those that suit the variable's name or its context are marked as best."""
    fitting = _fitting(context, name)
    for attribute in allowed_attributes(context.kind, context.catalog, disputed=True):
        example = _samples(context, attribute)[0]
        yield context.at_cursor(
            "attribute",
            attribute.code,
            context.value_text(attribute.code),
            f"{attribute.title.text(context.language)} · {example}",
            ("attribute", attribute.code),
            best=attribute.code in fitting,
        )


def in_console(context: CompletionContext) -> Iterator[Suggestion]:
    """The attribute codes after `name-` in the format of the console, before any value is typed."""
    found = _CONSOLE.search(context.before)
    if found is not None:
        bare = replace(context, cursor=replace(context.cursor, start=context.offset, end=context.offset))
        yield from attributes(bare, found[1])


def _fitting(context: CompletionContext, name: str) -> set[str]:
    codes = set(suggest_attribute(name, context.kind, context.catalog))
    used = next((found for found in context.analysis.variables if found.name == name), None)
    code = attribute_for(context.analysis, used) if used is not None else None
    return codes | {code} if code else codes


def examples(context: CompletionContext, name: str) -> Iterator[Suggestion]:
    """Values that the variable's attribute accepts."""
    declared = context.template.variables.get(name) if context.template is not None else None
    codes = [declared.attribute] if declared is not None and declared.attribute else sorted(_fitting(context, name))
    for code in codes:
        attribute = context.catalog.attributes.get(code)
        if attribute is None or "accepted" not in effective_attribute(attribute, context.catalog).file:
            continue
        title = attribute.title.text(context.language)
        for value in _samples(context, attribute):
            yield context.at_cursor("value", value, context.value_text(value), title, ("attribute", attribute.code))


def _samples(context: CompletionContext, attribute: Attribute) -> tuple[str, ...]:
    return typical_values(attribute, context.catalog, context.analysis.value_length)


def undeclared(context: CompletionContext) -> Iterator[Suggestion]:
    """The names that the content uses, but no declaration has."""
    known = {*context.declared, *context.cursor.keys} - {context.key}
    for name in dict.fromkeys(found.name or "" for found in context.analysis.variables):
        if name not in known:
            yield context.at_cursor("key", name, context.key_text(name))
