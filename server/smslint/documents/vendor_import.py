"""Imports answers of the vendor's API (GetSmsTemplate, QuerySmsTemplateList) and its requests as templates.

No loss is silent: each value that a manifest cannot hold is reported with the template.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from smslint.core.template import Template
from smslint.dataclass import dataclass
from smslint.documents.document import Document
from smslint.documents.manifest import as_written
from smslint.documents.parsed_template import TemplateEntry
from smslint.documents.problem import shortened, subject
from smslint.documents.schemas import is_answer
from smslint.documents.spelling import api_key
from smslint.messages import Bilingual
from smslint.messages import api as messages

_ENVELOPE = frozenset({"RequestId", "Code", "Message", "AccessDeniedDetail"})
"""The keys of an answer that are about the call and not about the template."""


@dataclass(frozen=True, slots=True)
class ImportedTemplate:
    """A template of an answer, and what is lost of it; `template` is None if the source cannot be read.

    `answer` says that it was read from an answer of the API, `lacks_attributes` that the answer cannot have those of
    its variables, as that of a list.
    """

    index: int
    template: Template | None
    losses: tuple[Bilingual, ...]
    answer: bool = False
    lacks_attributes: bool = False


def import_templates(document: Document) -> Iterator[ImportedTemplate]:
    """The templates of a document, one after the other."""
    for entry in document.entries():
        template = entry.template
        losses = [] if template is None else list(_losses(document, entry, template))
        answer = entry.parsed.schema.name in ("query", "list") or is_answer(_raw(document, entry))
        lacks = answer and template is not None and "${" in template.content and "variables" not in template.carries
        yield ImportedTemplate(entry.index, template, tuple(losses), answer, lacks)


def _raw(document: Document, entry: TemplateEntry) -> Mapping[str, object]:
    """The object of JSON that is a template's source."""
    return document.format.raw(document.text.value[entry.start : entry.end] if document.text is not None else "")


def unread(document: Document, entry: TemplateEntry, needless: AbstractSet[str] = _ENVELOPE) -> Iterator[Bilingual]:
    """What a template's source says and its template does not, except for `needless` keys and empty values."""
    raw = _raw(document, entry)
    told = [subject(key) for key in raw]
    for key, value in raw.items():
        known = key in entry.parsed.schema.keys or not needless.isdisjoint((key, api_key(key)))
        if not (known or _empty(value)):
            yield messages.NOT_KEPT.fill(key=key, value=_shown(value))
    for rule, match in entry.problems:
        if rule == "invalid-field":
            yield messages.NOT_READ.fill(field=match.values["field"], reason=match.values["reason"])
        elif rule == "unknown-field" and match.variant != "meant" and match.values["field"] not in told:
            yield messages.NOT_KNOWN.fill(field=match.values["field"])


def _losses(document: Document, entry: TemplateEntry, template: Template) -> Iterator[Bilingual]:
    yield from unread(document, entry)
    written = as_written(template)
    for name, variable in template.variables.items():
        if written.variables[name].example != variable.example:
            yield messages.AS_TEXT.fill(variable=name, value=_shown(variable.example))
    if template.type == "digital" and not template.frames:
        yield messages.NO_MEDIA


def _empty(value: object) -> bool:
    """Whether a value is empty or holds only empty values."""
    if isinstance(value, Mapping):
        return all(map(_empty, value.values()))
    return value is None or value == "" or value == []


def _shown(value: object) -> str:
    return shortened(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), 200)
