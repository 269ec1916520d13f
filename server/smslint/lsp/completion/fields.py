"""Keys of templates and their parts, the values that a field can have, and rule ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.fields import FIELDS, REDIRECTION_FIELDS, SUPPRESS_FIELDS, VARIABLE_FIELDS, Field
from smslint.documents.schemas import MANIFEST
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.suggestion import Suggestion
from smslint.lsp.completion.writing import key_text, value_text

_COMMENT: Final = lazy_pattern(r"#[ \t]*smslint:[ \t]*ignore\[(?P<typed>[A-Za-z0-9-]*)\Z")
_ID: Final = lazy_pattern(r"[A-Za-z0-9-]*")
_PARTS: Final[Mapping[str, tuple[Field, ...]]] = {
    "variables": VARIABLE_FIELDS,
    "redirection": REDIRECTION_FIELDS,
    "suppress": SUPPRESS_FIELDS,
}
_DEPTH: Final = 2
"""A declaration, an entry of the redirection and a suppression all stand two steps below their template."""


def keys(site: CompletionContext) -> Iterator[Suggestion]:
    """The keys that are not there yet."""
    path = site.context.place.path
    if not path:
        schema = site.entry.parsed.schema if site.entry is not None else MANIFEST
        fields: Iterable[tuple[str, Field]] = [
            (key, field) for key, field in schema.keys.items() if key.isascii() or not schema.strict
        ]
        if schema.name in ("manifest", "row"):
            fields = [(field.name, field) for field in FIELDS if field.name in schema.keys]
    elif len(path) == _DEPTH:
        fields = [(field.name, field) for field in _PARTS.get(str(path[0]), ())]
    else:
        return
    taken = set(site.context.keys) - {site.key}
    for key, field in fields:
        if key not in taken:
            yield Suggestion(
                "key",
                key,
                key_text(site, key),
                site.context.start,
                site.context.end,
                key,
                detail=field.text.text(site.language),
                about=("field", field.name),
                best=field.required,
            )


def choices(site: CompletionContext) -> Iterator[Suggestion]:
    """The values that a field can have."""
    path = site.context.place.path
    last = str(path[-1]) if path else ""
    fields = (
        MANIFEST.keys if len(path) == 1 else {each.name: each for each in _PARTS.get(str(path[0]) if path else "", ())}
    )
    field = fields.get(last)
    if field is None:
        return
    values: Iterable[str] = field.choices or (("true", "false") if field.kind == "flag" else ())
    if path[0] == "redirection" and last == "variable":
        values = site.declared
    for value in values:
        text = value if field.kind == "flag" else value_text(site, value)
        yield _choice(site, value, text, field)


def _choice(site: CompletionContext, value: str, text: str, field: Field) -> Suggestion:
    return Suggestion(
        "choice", value, text, site.context.start, site.context.end, value, field.text.text(site.language)
    )


def rules(site: CompletionContext) -> Iterator[Suggestion]:
    """Rule ids where a suppression names one: in `suppress`, or in a comment."""
    comment = _COMMENT.search(site.before)
    path = site.context.place.path
    if comment is not None and site.inspection.document.format.comments:
        rest = _ID.match(site.text, site.offset)
        assert rest is not None
        start, end = site.offset - len(comment["typed"]), rest.end()
        yield from (_rule(site, rule, rule, start, end) for rule in site.catalog.rules)
    elif path[:1] == ("suppress",) and site.context.part == "value" and (len(path) == _DEPTH or path[-1] == "rule"):
        start, end = site.context.start, site.context.end
        yield from (_rule(site, rule, value_text(site, rule), start, end) for rule in site.catalog.rules)


def _rule(site: CompletionContext, rule: str, text: str, start: int, end: int) -> Suggestion:
    title = site.catalog.rules[rule].title.text(site.language)
    return Suggestion("rule", rule, text, start, end, rule, title, about=("rule", rule))
