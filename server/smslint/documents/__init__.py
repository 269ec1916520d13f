"""Documents: every format that holds templates, read and written.

`read` never raises on what a document holds; what is wrong with it are its problems. The module of a format is
imported when a document of it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.core.text import Text
from smslint.documents.decoding import Decoded, clean, decoded
from smslint.documents.document import Document
from smslint.documents.entry import TemplateEntry
from smslint.documents.formats import FORMATS, Format, format_of
from smslint.documents.problem import CommentSuppression, DocumentRule, Problem, filled, unreadable
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit, applied

if TYPE_CHECKING:
    from smslint.documents.source import Source

__all__ = [
    "FORMATS",
    "CommentSuppression",
    "Document",
    "DocumentRule",
    "Edit",
    "Format",
    "Problem",
    "TemplateEntry",
    "applied",
    "format_of",
    "read",
]


def read(
    data: bytes | str,
    name: str,
    *,
    format: Format | None = None,
    max_size: int | None = None,
    previous: Document | None = None,
    keep: bool = False,
) -> Document:
    """Read a document.

    `max_size` counts bytes (of a text, code points). `previous` is an earlier state of the same document: what
    did not change is taken from it. `keep` keeps the templates of tables and lines too, for texts that change often.
    """
    kind: Format = format or format_of(name, named=True) or "sms"
    if max_size is not None and len(data) > max_size:
        reason = filled(messages.TOO_LARGE, size=len(data), limit=max_size)
        return Document(name, kind, None, None, [unreadable(reason, 0, 0)])
    if kind == "xlsx":
        from smslint.documents.formats.workbook import workbook

        made = workbook(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
        return Document(name, kind, None, made[0], made[1])
    got: Decoded = decoded(data, kind) if isinstance(data, bytes) else clean(data)
    if got.text is None:
        assert got.reason is not None
        return Document(name, kind, None, None, [unreadable(got.reason, 0, 0)], got.encoding, got.bom)
    source = _source(kind, got.text)
    if keep:
        source.streams = False
    return Document(name, kind, Text(got.text), source, (), got.encoding, got.bom, previous)


def _source(kind: Format, text: str) -> Source:
    if kind == "sms":
        from smslint.documents.formats.sms import SmsSource

        return SmsSource(text)
    if kind == "yaml":
        from smslint.documents.formats.yaml import YamlSource

        return YamlSource(text)
    if kind == "json":
        from smslint.documents.formats.json import JsonSource

        return JsonSource(text)
    if kind == "jsonl":
        from smslint.documents.formats.json import LinesSource

        return LinesSource(text)
    from smslint.documents.formats.table import TableSource

    return TableSource(text, "\t" if kind == "tsv" else None)
