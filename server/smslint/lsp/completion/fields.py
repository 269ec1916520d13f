"""Keys of templates and their parts, the values that a field can have, and rule ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.fields import BY_NAME, FIELDS, PARTS, Field
from smslint.documents.schemas import CREATE, MANIFEST, numbers
from smslint.documents.spelling import api_key
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.suggestion import Suggestion, rule_suggestion
from smslint.messages import Language
from smslint.messages.api import STATUSES
from smslint.messages.dossier import KINDS
from smslint.messages.template import TYPE_NAMES

_COMMENT: Final = lazy_pattern(r"#[ \t]*smslint:[ \t]*ignore\[(?P<typed>[A-Za-z0-9-]*)\Z")
_ID: Final = lazy_pattern(r"[A-Za-z0-9-]*")
_NUMBERED: Final = lazy_pattern(r"\"(?P<key>[A-Za-z_]{4,20})\"[ \t]*:[ \t]*\"?[0-9a-zA-Z]*+\Z")
_KEYS_OF_JSON: Final = lazy_pattern(r"\"([A-Za-z_]{1,40})\"[ \t]*:")
_LOOKED_AT: Final = 200
"""How many templates of a document are looked at for the signatures in it."""
_DEPTH: Final = 2
"""The length of the path of a declaration, an entry of the redirection or a suppression in its template."""


def keys(context: CompletionContext) -> Iterator[Suggestion]:
    """The keys that are still missing."""
    path = context.cursor.place.path
    others = set(context.cursor.keys) - {context.key}
    if not path:
        schema = context.entry.parsed.schema if context.entry is not None else MANIFEST
        if schema.name == "manifest" and (others - MANIFEST.keys.keys()) & CREATE.keys.keys():
            schema = CREATE  # a request, which cannot be read while a key is typed
        fields: Iterable[tuple[str, Field]] = [
            (key, field)
            for key, field in schema.keys.items()
            if (key.isascii() or not schema.strict) and (schema.name == "manifest" or key == api_key(key))
        ]
        if schema.name in ("manifest", "row"):
            fields = [(field.name, field) for field in FIELDS if field.name in schema.keys]
    elif len(path) == _DEPTH:
        fields = [(field.name, field) for field in PARTS.get(str(path[0]), ())]
    else:
        return
    for key, field in fields:
        if key not in others:
            text, meaning = context.key_text(key), field.text.text(context.language)
            about = ".".join((*map(str, path[:1]), field.name))
            yield context.at_cursor("key", key, text, meaning, ("field", about), best=field.required)


def choices(context: CompletionContext) -> Iterator[Suggestion]:
    """The possible values of a field."""
    path = context.cursor.place.path
    last = str(path[-1]) if path else ""
    fields = (
        MANIFEST.keys if len(path) == 1 else {each.name: each for each in PARTS.get(str(path[0]) if path else "", ())}
    )
    field = MANIFEST.keys["signatures"] if path[:1] == ("signatures",) else fields.get(last)
    written = _NUMBERED.search(context.before)
    types = numbers(written["key"], _KEYS_OF_JSON.findall(context.source)) if written is not None else None
    if types is not None:
        about = BY_NAME["type"].text.text(context.language)
        for number, kind in types.items():
            meaning = TYPE_NAMES[kind].text(context.language)
            yield context.at_cursor("choice", number, number, about, meaning=meaning)
        return
    if field is None:
        return
    values: Iterable[str] = field.choices or (("true", "false") if field.kind == "flag" else ())
    meanings: Mapping[str, str] = {}
    if path[0] == "redirection" and last == "variable":
        values = context.declared
    elif path[0] in ("signature", "signatures"):
        values = _signatures(context)
    elif path == ("code",):
        values = meanings = _codes(context)
    for value in values:
        text = value if field.kind == "flag" else context.value_text(value)
        meaning = meanings.get(value) or choice_meaning(field, value, context.language)
        yield context.at_cursor("choice", value, text, field.text.text(context.language), meaning=meaning)


def choice_meaning(field: Field, value: str, language: Language) -> str:
    """What a value of a field means, in a word or two."""
    if value in field.choices:
        known = TYPE_NAMES.get(value) or (KINDS.get(value) if field.kind == "choice" else None)
        if known is not None:
            return known.text(language)
        spoken = next((each for each in field.choices[value] if not each.isascii()), "")
        return spoken if language == "zh" else value.replace("_", " ")
    return ""


def _signatures(context: CompletionContext) -> Iterable[str]:
    """The signatures of the account that can be associated, as far as they are known, and those that stand in the
    document."""
    found: dict[str, None] = {}
    account = context.inspection.file_rules.linter.account
    for name, known in account.by_name.items() if account is not None else ():
        if any(each.status in (None, "approved") for each in known):
            found[name] = None
    for number in range(min(len(context.inspection.document.regions), _LOOKED_AT)):
        template = context.inspection.readable(number)
        if template is not None and number != context.cursor.entry:
            found |= dict.fromkeys(each for each in (template.signature, *template.signatures) if each)
    return found


def _codes(context: CompletionContext) -> Mapping[str, str]:
    """The codes of the account's templates, with their names and states."""
    account = context.inspection.file_rules.linter.account
    records = account.templates if account is not None else {}
    return {
        code: " · ".join(
            filter(None, (record.name, STATUSES[record.status].text(context.language) if record.status else ""))
        )
        for code, record in records.items()
    }


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
