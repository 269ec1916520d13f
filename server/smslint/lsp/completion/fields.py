"""Keys of templates and their parts, the values that a field can have, and rule ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.fields import (
    FIELDS,
    FRAME_FIELDS,
    MATERIAL_FIELDS,
    REDIRECTION_FIELDS,
    SUPPRESS_FIELDS,
    VARIABLE_FIELDS,
    Field,
)
from smslint.documents.schemas import MANIFEST
from smslint.documents.spelling import api_key
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.suggestion import Suggestion, rule_suggestion

_COMMENT: Final = lazy_pattern(r"#[ \t]*smslint:[ \t]*ignore\[(?P<typed>[A-Za-z0-9-]*)\Z")
_ID: Final = lazy_pattern(r"[A-Za-z0-9-]*")
_PARTS: Final[Mapping[str, tuple[Field, ...]]] = {
    "variables": VARIABLE_FIELDS,
    "redirection": REDIRECTION_FIELDS,
    "materials": MATERIAL_FIELDS,
    "frames": FRAME_FIELDS,
    "suppress": SUPPRESS_FIELDS,
}
_DEPTH: Final = 2
"""The length of the path of a declaration, an entry of the redirection or a suppression in its template."""


def keys(context: CompletionContext) -> Iterator[Suggestion]:
    """The keys that are still missing."""
    path = context.cursor.place.path
    if not path:
        schema = context.entry.parsed.schema if context.entry is not None else MANIFEST
        fields: Iterable[tuple[str, Field]] = [
            (key, field)
            for key, field in schema.keys.items()
            if (key.isascii() or not schema.strict) and (schema.name == "manifest" or key == api_key(key))
        ]
        if schema.name in ("manifest", "row"):
            fields = [(field.name, field) for field in FIELDS if field.name in schema.keys]
    elif len(path) == _DEPTH:
        fields = [(field.name, field) for field in _PARTS.get(str(path[0]), ())]
    else:
        return
    taken = set(context.cursor.keys) - {context.key}
    for key, field in fields:
        if key not in taken:
            text, meaning = context.key_text(key), field.text.text(context.language)
            yield context.at_cursor("key", key, text, meaning, ("field", field.name), best=field.required)


def choices(context: CompletionContext) -> Iterator[Suggestion]:
    """The possible values of a field."""
    path = context.cursor.place.path
    last = str(path[-1]) if path else ""
    fields = (
        MANIFEST.keys if len(path) == 1 else {each.name: each for each in _PARTS.get(str(path[0]) if path else "", ())}
    )
    field = MANIFEST.keys["signatures"] if path[:1] == ("signatures",) else fields.get(last)
    if field is None:
        return
    values: Iterable[str] = field.choices or (("true", "false") if field.kind == "flag" else ())
    if path[0] == "redirection" and last == "variable":
        values = context.declared
    elif path[0] in ("signature", "signatures"):
        values = _signatures(context)
    for value in values:
        text = value if field.kind == "flag" else context.value_text(value)
        yield context.at_cursor("choice", value, text, field.text.text(context.language))


def _signatures(context: CompletionContext) -> Iterator[str]:
    """The signatures of the account that can be associated, as far as they are known."""
    account = context.inspection.file_rules.linter.account
    if account is not None:
        for name, known in account.by_name.items():
            if any(each.status in (None, "approved") for each in known):
                yield name


def rules(context: CompletionContext) -> Iterator[Suggestion]:
    """Rule ids, in `suppress` or in a comment that suppresses a rule."""
    catalog, language = context.catalog, context.language
    comment = _COMMENT.search(context.before)
    path = context.cursor.place.path
    if comment is not None and context.inspection.document.format.comments:
        rest = _ID.match(context.text, context.offset)
        assert rest is not None
        start, end = context.offset - len(comment["typed"]), rest.end()
        yield from (rule_suggestion(rule, catalog, language, start, end) for rule in catalog.rules)
    elif path[:1] == ("suppress",) and context.cursor.part == "value" and (len(path) == _DEPTH or path[-1] == "rule"):
        start, end = context.cursor.start, context.cursor.end
        for rule in catalog.rules:
            yield rule_suggestion(rule, catalog, language, start, end, context.value_text(rule))
