"""Attributes and examples of variables, and names that are still to be declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from smslint.core.attribute import Attribute
from smslint.core.samples import typical_values
from smslint.core.suggestion import allowed_attributes, attribute_for, suggest_attribute
from smslint.core.verdict import effective_attribute
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.suggestion import Suggestion
from smslint.lsp.completion.writing import key_text, value_text

_CONSOLE: Final = re.compile(r"([A-Za-z][A-Za-z0-9_]*)[ \t\u3000]*[-－:：=][ \t\u3000]*\Z")


def attributes(site: CompletionContext, name: str) -> Iterator[Suggestion]:
    """The codes that the type may use, those that the variable's name or its words speak for first."""
    fitting = _fitting(site, name)
    for attribute in allowed_attributes(site.kind, site.catalog, disputed=True):
        example = _samples(site, attribute)[0]
        yield Suggestion(
            "attribute",
            attribute.code,
            value_text(site, attribute.code),
            site.context.start,
            site.context.end,
            attribute.code,
            detail=f"{attribute.title.text(site.language)} · {example}",
            about=("attribute", attribute.code),
            best=attribute.code in fitting,
        )


def in_console(site: CompletionContext) -> Iterator[Suggestion]:
    """The codes after `name-` in the console's form, where no value stands yet that could be told from what follows."""
    found = _CONSOLE.search(site.before)
    if found is not None:
        bare = replace(site, context=replace(site.context, start=site.offset, end=site.offset))
        yield from attributes(bare, found[1])


def _fitting(site: CompletionContext, name: str) -> set[str]:
    codes = set(suggest_attribute(name, site.kind, site.catalog))
    used = next((found for found in site.analysis.variables if found.name == name), None)
    told = attribute_for(site.analysis, used) if used is not None else None
    return codes | {told} if told else codes


def examples(site: CompletionContext, name: str) -> Iterator[Suggestion]:
    """Values that fit the variable's attribute."""
    declared = site.template.variables.get(name) if site.template is not None else None
    codes = [declared.attribute] if declared is not None and declared.attribute else sorted(_fitting(site, name))
    for code in codes:
        attribute = site.catalog.attributes.get(code)
        if attribute is None or "accepted" not in effective_attribute(attribute, site.catalog).file:
            continue
        for value in _samples(site, attribute):
            yield Suggestion(
                "value",
                value,
                value_text(site, value),
                site.context.start,
                site.context.end,
                value,
                detail=attribute.title.text(site.language),
                about=("attribute", attribute.code),
            )


def _samples(site: CompletionContext, attribute: Attribute) -> tuple[str, ...]:
    return typical_values(attribute, site.catalog, site.analysis.value_length)


def undeclared(site: CompletionContext) -> Iterator[Suggestion]:
    """The names that the content uses and nothing declares."""
    known = {*site.declared, *site.context.keys} - {site.key}
    for name in dict.fromkeys(found.name or "" for found in site.analysis.variables):
        if name not in known:
            yield Suggestion("key", name, key_text(site, name), site.context.start, site.context.end, name)
