"""All that can be typed at a site, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.place import CONTENT
from smslint.lsp.completion import fields
from smslint.lsp.completion.content import in_content
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.declarations import attributes, examples, in_console, undeclared
from smslint.lsp.completion.suggestion import Suggestion


def suggestions(site: CompletionContext) -> list[Suggestion]:
    """The suggestions of a site; none where nothing certain can be offered."""
    return list(_suggestions(site))


def _suggestions(site: CompletionContext) -> Iterator[Suggestion]:
    found = list(fields.rules(site))
    if found:
        yield from found
        return
    context = site.context
    if context.part == "value" and context.place == CONTENT:
        yield from in_content(site)
        return
    match context.part, context.place.path:
        case "value", ("variables", str() as name, "attribute"):
            yield from attributes(site, name)
        case "value", ("variables", str() as name, "example"):
            yield from examples(site, name)
        case "value", ("variables",):
            yield from in_console(site)
        case "value", _:
            yield from fields.choices(site)
        case "key", ("variables",):
            yield from undeclared(site)
        case "key", _:
            yield from fields.keys(site)
