"""Whole templates, for documents that are empty."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.template import TYPES
from smslint.documents.manifest import starting_text
from smslint.lsp.completion.suggestion import Suggestion
from smslint.lsp.inspection import Inspection
from smslint.lsp.uris import file_name
from smslint.messages import Language
from smslint.messages.template import TYPE_NAMES


def skeletons(inspection: Inspection, language: Language) -> Iterator[Suggestion]:
    """A template of each type, as `smslint new` writes it; none unless the document is blank."""
    document = inspection.document
    if document.text is None or document.text.value.strip():
        return
    name = file_name(inspection.uri).partition(".")[0]
    for kind in TYPES:
        text = starting_text(name, kind, format=document.format)
        if text is not None:
            title = TYPE_NAMES[kind].text(language)
            yield Suggestion(
                "skeleton", kind, text, 0, len(document.text), title, typed=f"{kind} {title}", meaning=title
            )
