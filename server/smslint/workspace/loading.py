"""Opens the documents of a run, long ones in chunks.

A document that cannot be opened becomes a document with a problem, so that the others are still checked.
"""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from smslint.core.finding import RuleMatch
from smslint.documents import Document, Format, format_named, format_of, read
from smslint.documents.document import read_chunk
from smslint.documents.formats.format import Loaded, unreadable
from smslint.documents.problem import UNREADABLE, unreadable_text
from smslint.io.opener import open_file, read_bytes, standard_input
from smslint.messages import Bilingual
from smslint.messages import documents as documents_messages
from smslint.messages import workspace as workspace_messages
from smslint.messages.documents import HOLDS_NONE
from smslint.messages.system import os_error_text
from smslint.workspace.discovery import DiscoveredFile, source_code_format
from smslint.workspace.settings import ResolvedSettings

if TYPE_CHECKING:
    from smslint.documents.chunks import Chunk

CHUNK_LENGTH: Final = 1 << 18
"""How many bytes of a long file of lines are read at once: so few that several processes end at the same time."""
CHUNK_THRESHOLD: Final = 1 << 20
"""A file of lines with more bytes than these is read in chunks. No results are kept of a longer file."""


class DocumentPart(NamedTuple):
    """A document of a run or a chunk of one. It can be loaded as often as needed."""

    found: DiscoveredFile
    chunk: Chunk | None = None

    @property
    def first(self) -> bool:
        """Whether a document starts here."""
        return self.chunk is None or self.chunk.line == 0

    @property
    def passed(self) -> float:
        """How much of the document has been read when this part has, from 0 to 1."""
        return 1.0 if self.chunk is None else self.chunk.passed(1.0)

    def load(self) -> Document:
        """The document, or a document that holds the chunk."""
        if self.chunk is None:
            return load_document(self.found)
        try:
            with open_file(self.found.file) as file:
                document = read_chunk(file, os.path.basename(self.found.file), self.chunk)
                document.file = self.found.file
                return document
        except (OSError, ValueError) as error:
            return unreadable_document(self.found.display_path, os_error_text(error), self.found.format)


def document_parts(found: DiscoveredFile, threshold: int = CHUNK_THRESHOLD) -> Iterator[DocumentPart]:
    """The chunks of a document of lines that is longer than `threshold` bytes; any other document is one part."""
    if _is_long(found, threshold):
        from smslint.documents.chunks import chunks

        assert found.format is not None
        some = False
        try:
            with open_file(found.file) as file:
                for chunk in chunks(file, found.format, min(threshold, CHUNK_LENGTH)):
                    some = True
                    yield DocumentPart(found, chunk)
        except OSError:
            pass  # whatever loads the document below reports it
        if some:
            return
    yield DocumentPart(found)


def _is_long(found: DiscoveredFile, threshold: int) -> bool:
    if found.format is None or not found.format.lines or found.error is not None:
        return False
    try:
        state = os.stat(found.file)
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(state.st_mode) and threshold < state.st_size <= found.resolved.settings.max_file_size


def short_content(found: DiscoveredFile) -> bytes | None:
    """The content of a document that is read at once; None if it is longer or cannot be read."""
    if found.error is not None or found.format is None:
        return None
    try:
        return read_bytes(found.file, min(CHUNK_THRESHOLD, found.resolved.settings.max_file_size))
    except (OSError, ValueError):
        return None


def load_document(found: DiscoveredFile, data: bytes | None = None) -> Document:
    """A document, read unless its content is given; if it cannot be read, its problems say why."""
    path, limit = found.display_path, found.resolved.settings.max_file_size
    if found.error is not None:
        return unreadable_document(path, os_error_text(found.error), found.format)
    try:
        if found.format is None:
            open_file(found.file).close()  # whether it can be read at all comes first
            return unreadable_document(path, workspace_messages.NO_FORMAT, None)
        if data is None:
            data = read_bytes(found.file, limit, documents_messages.TOO_LARGE)
    except (OSError, ValueError) as error:
        return unreadable_document(path, os_error_text(error), found.format)
    document = read(data, os.path.basename(found.file), format=_format_in(found.resolved, found.format))
    if format_of(document.name, named=False) is None and document.format.name in _BORROWED:
        document = _without_templates(document, data, found)
    elif document.format.name == "code" and found.resolved.settings.code_settings is None and not _tells(document):
        document = _holding_none(document)  # named, and not as one of many files that may hold some
    document.file = found.file
    return document


_BORROWED: Final = ("yaml", "json")
"""The formats that a named file may have without being one of templates."""


def _without_templates(document: Document, data: bytes, found: DiscoveredFile) -> Document:
    """A document; a configuration in its place if no template is in it, or one sentence that says so."""
    entries = list(itertools.islice(document.entries(), _MOST_ENTRIES))
    wrong = [problem for entry in entries for problem in entry.problems]
    if document.text is None or document.problems or not wrong or any(entry.template for entry in entries):
        return document
    if any(problem.rule != UNREADABLE or not _is_no_shape(problem) for problem in wrong):
        return document
    format = source_code_format(document.name, found.resolved)
    read_as_code = read(data, document.name, format=format) if format is not None else None
    if read_as_code is not None and any(True for _ in read_as_code.entries()):
        return read_as_code
    return _holding_none(document)


def _tells(document: Document) -> bool:
    """Whether a file of source code holds a template, sends, or could not be looked into."""
    skipped = document.skipped  # asked for first, since it reads the file
    return skipped not in ("", "irrelevant") or (not skipped and (any(document.facts or ()) or any(document.entries())))


def _holding_none(document: Document) -> Document:
    text = document.text
    problem = unreadable_text(HOLDS_NONE, 0, text.line_end(0) if text is not None else 0)
    return Document(document.name, document.format, Loaded(None, (problem,), text.value if text is not None else None))


_MOST_ENTRIES: Final = 20


def _is_no_shape(problem: RuleMatch) -> bool:
    reason = problem.match.values.get("reason")
    start = documents_messages.NO_MAPPING.en.partition("{")[0]
    return isinstance(reason, Bilingual) and (reason == documents_messages.NO_SHAPE or reason.en.startswith(start))


def load_standard_input(name: str | None, resolved: ResolvedSettings) -> Document:
    """Standard input as a document, under the name of the file that it stands for."""
    format = format_of(name or "-", named=True)
    if format is None:
        return unreadable_document(name or "-", workspace_messages.NO_FORMAT, None)
    limit = resolved.settings.max_file_size
    data = standard_input().read(limit + 1)
    if len(data) > limit:
        return unreadable_document(name or "-", documents_messages.TOO_LARGE.fill(size=f">{limit}", limit=limit), None)
    return read(data, name or "-", format=_format_in(resolved, format))


def _format_in(resolved: ResolvedSettings, format: Format) -> Format:
    return format if resolved.sheet is None else format.of_sheet(resolved.sheet)


def unreadable_document(name: str, reason: Bilingual, format: Format | None) -> Document:
    """A document that could not be read, with the reason as its problem."""
    return Document(name, format or format_named("sms"), unreadable(reason))
