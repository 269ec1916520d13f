"""Documents: every format that holds templates, read and written.

`read` never raises on the content of a document: `Document.problems` say what is wrong. The module of a format is
imported when a document of that format is read.
"""

from __future__ import annotations

from smslint.documents.document import Document, read
from smslint.documents.formats import FORMATS, format_named, format_of
from smslint.documents.formats.format import Format
from smslint.documents.parsed_template import TemplateEntry
from smslint.syntax.edit import Edit, applied

__all__ = [
    "FORMATS",
    "Document",
    "Edit",
    "Format",
    "TemplateEntry",
    "applied",
    "format_named",
    "format_of",
    "read",
]
