"""Opens the documents of a run.

One that cannot be opened is a document with a problem, so that the rest is still checked.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from smslint.documents import Document, read
from smslint.documents.formats import Format, format_of
from smslint.documents.problem import unreadable
from smslint.language import Bilingual
from smslint.language import documents as document_texts
from smslint.language import workspace as texts
from smslint.workspace.discovery import Found
from smslint.workspace.settings import Governing

STANDARD_INPUT = Path("-")


def opened(found: Found) -> Document:
    """A document, read; its problems say why it could not be."""
    if found.error is not None:
        return refused(found.shown, failure(found.error), found.format)
    if found.format is None:
        return refused(found.shown, texts.NO_FORMAT, None)
    limit = found.governing.settings.max_file_size
    try:
        with found.path.open("rb") as file:
            data = file.read(limit + 1)
            if len(data) > limit:
                size = found.path.stat().st_size
                return refused(found.shown, document_texts.TOO_LARGE.fill(size=size, limit=limit), found.format)
    except (OSError, ValueError) as error:
        return refused(found.shown, failure(error), found.format)
    return read(data, found.path.name, format=found.format)


def from_input(name: str | None, governing: Governing) -> Document:
    """What standard input holds, under the name of the file that it stands for."""
    if format_of(name or "-", named=True) is None:
        return refused(name or "-", texts.NO_FORMAT, None)
    limit = governing.settings.max_file_size
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        return refused(name or "-", document_texts.TOO_LARGE.fill(size=f">{limit}", limit=limit), None)
    return read(data, name or "-")


def refused(name: str, reason: Bilingual, format: Format | None) -> Document:
    """A document of which nothing but a reason is known."""
    return Document(name, format or "sms", None, None, (unreadable(reason, 0, 0),))


def failure(error: OSError | ValueError) -> Bilingual:
    """Why something cannot be opened; the common reasons in both languages, others in the system's words."""
    if isinstance(error, PermissionError):
        return texts.NO_PERMISSION
    if isinstance(error, FileNotFoundError):
        return texts.NO_FILE
    if isinstance(error, IsADirectoryError):
        return texts.IS_FOLDER
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return texts.LINK_LOOP
    detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return texts.SYSTEM_SAYS.fill(detail=detail)
