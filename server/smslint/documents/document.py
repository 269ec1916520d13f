"""A document that has been read: its templates, and the edits that changes of them need."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from smslint.core.change import Change, EditSource
from smslint.core.finding import RuleMatch
from smslint.core.place import Place, Span
from smslint.core.template import Template
from smslint.core.text import Text
from smslint.documents.decoding import clean
from smslint.documents.formats import format_named, format_of
from smslint.documents.formats.format import Format, Loaded, unreadable
from smslint.documents.parsed_template import ParsedTemplate, TemplateEntry
from smslint.documents.regions import Region, Regions, Splice
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit, applied
from smslint.syntax.tree import MappingNode

if TYPE_CHECKING:
    from smslint.documents.chunks import Chunk
    from smslint.documents.code.layout import Layout
    from smslint.documents.code.site import CodeFacts
    from smslint.documents.context import Context
    from smslint.documents.edit_synthesis import SynthesizedEdits
    from smslint.documents.ranges import Ranges
    from smslint.documents.schemas import Schema

_RegionKey: TypeAlias = "tuple[str, tuple[str, Layout | None] | None]"
"""What decides how a region is read: its text, and its schema with its layout."""


def _key(text: str, schema: Schema | None) -> _RegionKey:
    return text, (schema.name, schema.layout) if schema else None


class Document:
    """A document in one of the formats. Reading and writing it never raises on its content.

    `text` is None for a workbook and for data that is not text. `problems` are those of the document as a whole; each
    entry has the problems of its template. `chunk` is given if the document is a part of a longer file: then ranges
    count from the start of the part, templates and lines from the start of the file. `file` is its path for the system;
    None if it is no file. `skipped` says why a file of source code was not read, in one word; empty for all
    others.
    """

    def __init__(
        self,
        name: str,
        format: Format,
        loaded: Loaded,
        previous: Document | None = None,
        chunk: Chunk | None = None,
        text: Text | None = None,
    ) -> None:
        self.name = name
        self.format = format
        self.file: str | None = previous.file if previous is not None else None
        line, offset, self.first_index = (chunk.line, chunk.offset, chunk.index) if chunk is not None else (0, 0, 0)
        self.text = text if text is not None or loaded.text is None else Text(loaded.text, line, offset)
        self.encoding = loaded.encoding
        self.bom = loaded.bom
        self.chunk = chunk
        self.splice: Splice | None = None
        """What is different from the document before an edit; None if all was read again."""
        self._source = source = loaded.source
        self._problems = loaded.problems
        self._skipped = loaded.skipped
        self._known: dict[_RegionKey, ParsedTemplate] = {}
        before = previous._source if previous is not None else None
        if previous is not None and source is not None and before is not None and source.frame() == before.frame():
            self._known = previous._kept(0, len(previous.regions))
        self._starts = array("Q")
        self._ends = array("Q")

    def edited(self, edit: Edit, text: Text | None = None) -> Document:
        """The document after an edit of its text, as reading all of the new one would find it. Templates that the edit
        does not touch are taken over. `text` is the new text, if it is known."""
        assert self.text is not None
        text, before = text or self.text.edited(*edit), self._source
        splice = None
        if before is not None and not before.streams and edit.start > 0 and clean(edit.text).text == edit.text:
            source = self.format.open(text.value)
            splice = source.splice(before, self.regions, edit) if source.frame() == before.frame() else None
        if before is None or splice is None:
            return read(text, self.name, format=self.format, previous=self, keep=True)
        source.streams, source.titled = False, before.titled
        made = Document(self.name, self.format, Loaded(source, (), text.value, self.encoding, self.bom), text=text)
        made.file, made.splice = self.file, splice
        made.regions = self.regions.spliced(splice)
        made._known = self._kept(splice.first, splice.last)
        made._parsed = splice.of(self._parsed, [None] * len(splice.found))
        return made

    @property
    def problems(self) -> tuple[RuleMatch, ...]:
        """What is wrong with the document as a whole."""
        if self._source is None:
            return self._problems
        if not self._source.streams:
            _ = self.regions
        return (*self._problems, *self._source.problems)

    @property
    def skipped(self) -> str:
        """Why a file of source code was not read, in one word; empty for all others. Asking for it reads the file."""
        if self._source is None or self.format.name != "code":
            return self._skipped
        _ = self._source.facts()
        return self._source.skipped

    @property
    def facts(self) -> CodeFacts | None:
        """What a file of source code tells about sending; None for other documents, and where it tells nothing."""
        return None if self._source is None else self._source.facts()

    @cached_property
    def regions(self) -> Regions:
        """The regions of the templates. Looking for them also finds the problems of the document."""
        return Regions(self._source.regions() if self._source is not None else ())

    @cached_property
    def _parsed(self) -> list[ParsedTemplate | None]:
        """The templates of a document that keeps them. Each is read on first use, so that its tree is still kept when
        its findings are located."""
        return [None] * len(self.regions)

    def _listed(self, index: int) -> TemplateEntry:
        """A template of a document that keeps its templates."""
        start, end, schema = self.regions[index]
        parsed = self._parsed[index]
        if parsed is None:
            assert self._source is not None
            text = self._source.text[start:end]
            parsed = self._known.get(_key(text, schema)) or self._source.read(text, schema)
            self._parsed[index] = parsed
        return TemplateEntry(index, start, end, parsed)

    def keep(self) -> None:
        """Also keeps the templates of tables and lines, for texts that change often or are asked often."""
        if self._source is not None:
            self._source.streams = False

    def _kept(self, first: int, last: int) -> dict[_RegionKey, ParsedTemplate]:
        """The templates that were read of some regions; empty if the document does not keep them."""
        if self._source is None or self._source.streams or self.text is None:
            return {}
        kept: dict[_RegionKey, ParsedTemplate] = {}
        for number in range(first, last):
            parsed = self._parsed[number]
            if parsed is not None:
                start, end, schema = self.regions[number]
                kept[_key(self._source.text[start:end], schema)] = parsed
        return kept

    def entries(self, wanted: Container[int] | None = None) -> Iterator[TemplateEntry]:
        """The templates in their order, each read on demand, only those with the `wanted` indexes if these are given.

        Templates of tables and lines are not kept.
        """
        source = self._source
        if source is None or not source.streams:
            for index in range(len(self.regions)):
                if wanted is None or index in wanted:
                    yield self._listed(index)
            return
        starts, ends, unseen = self._starts, self._ends, self.first_index + len(self._starts)
        value, read = source.text, source.read
        for index, (start, end, schema) in enumerate(source.regions(), self.first_index):
            if index >= unseen:
                starts.append(start)
                ends.append(end)
                unseen += 1
            if wanted is None or index in wanted:
                yield TemplateEntry(index, start, end, read(value[start:end], schema))

    def entry(self, index: int) -> TemplateEntry:
        """A template by its index. Raises IndexError if there is none."""
        if self._source is None or not self._source.streams:
            return self._listed(index)
        at = index - self.first_index
        if at >= len(self._starts):
            for each in self.entries((index,)):
                return each
            raise IndexError(index)
        start, end = self._starts[at], self._ends[at]
        return TemplateEntry(index, start, end, self._source.read(self._source.text[start:end], None))

    @cached_property
    def _ranges(self) -> Ranges | None:
        """The places of fields; None if the document has no text."""
        if self._source is None or self.text is None:
            return None
        from smslint.documents.ranges import Ranges

        return Ranges(self._source, self.text.value)

    def source_range(self, entry: TemplateEntry, span: Span) -> tuple[int, int] | None:
        """The range of a span in the text, in code points; None if there is no text.

        A missing field is shown at the key of its nearest parent, or at the template's first key. If the source of a
        field cannot be mapped exactly, its whole range is returned. The place of a declaration (`variables.code`) is
        its key.
        """
        return self.source_ranges(entry, (span,))[0]

    def source_ranges(self, entry: TemplateEntry, spans: Sequence[Span]) -> list[tuple[int, int] | None]:
        """The ranges of many spans of one template, whose tree is made at most once."""
        return [None] * len(spans) if self._ranges is None else [*self._ranges.of(entry, spans)]

    def cell(self, entry: TemplateEntry, place: Place) -> str | None:
        """The cell of a field in a workbook (`Sheet1!C5`); None in other formats."""
        return None if self._source is None else self._source.cell(entry.start, place)

    def others(self, entry: TemplateEntry) -> Mapping[str, str]:
        """What a row or a record holds that no field of its template is read from, by heading or key: its owner."""
        return {} if self._source is None else self._source.others(Region(entry.start, entry.end, entry.parsed.schema))

    def heading(self, problem: Span) -> str | None:
        """The cell of the heading that a problem of a workbook is about; None in other formats."""
        headings = () if self._source is None else self._source.headings
        return headings[problem.start] if problem.start < len(headings) else None

    def entry_edits(self, entry: TemplateEntry | None, changes: Sequence[Change]) -> tuple[Edit, ...] | None:
        """The edits that make the changes of one template, or of the document itself; None if its format cannot
        express them.

        For changes of fields they are the smallest that read back as exactly the wanted template; if there are none,
        the changed fields are written again as a whole.
        """
        start = entry.start if entry is not None else 0
        source = [Edit(each.start, each.end, each.text) for each in changes if isinstance(each, EditSource)]
        if len(source) < len(changes):
            fields = [each for each in changes if not isinstance(each, EditSource)]
            found = self._synthesized(entry, fields) if entry is not None else None
            if found is None:
                return None
            source += found.edits
        return tuple(edit.moved(start) for edit in source)

    def _synthesized(self, entry: TemplateEntry, changes: Sequence[Change]) -> SynthesizedEdits | None:
        if entry.parsed.template is None or self._source is None or self._ranges is None:
            return None
        parsed_text = self._ranges.parsed_text(entry)
        if not isinstance(parsed_text.root, MappingNode):
            return None
        from smslint.documents.edit_synthesis import synthesize_edits

        source, schema = self._source, None if self._source.streams else self.regions[entry.index].schema
        return synthesize_edits(entry.parsed, parsed_text, changes, lambda text: source.read(text, schema))

    def edits(self, changes: Mapping[int, Sequence[Change]]) -> tuple[list[Edit], set[int]]:
        """The edits for all changes by template index, in the text's order, and the templates that cannot be
        written."""
        made: list[Edit] = []
        refused: set[int] = set()
        for index in sorted(changes):
            found = self.entry_edits(self.entry(index), changes[index])
            if found is None:
                refused.add(index)
            else:
                made += found
        return made, refused

    def write(self, changes: Mapping[int, Sequence[Change]]) -> str | None:
        """The whole new text, which reads back as exactly the wanted templates; None if there is no such text."""
        from smslint.documents.edit_synthesis import same_template

        if self.text is None:
            return None
        made: list[Edit] = []
        goals: dict[int, Template] = {}
        for index in sorted(changes):
            entry = self.entry(index)
            found = self._synthesized(entry, changes[index])
            if found is None:
                return None
            made += (edit.moved(entry.start) for edit in found.edits)
            goals[index] = found.goal
        written = applied(self.text.value, made)
        again = read(written, self.name, format=self.format)
        for before, after in zip_longest(self.entries(), again.entries()):
            if (
                before is None
                or after is None
                or not same_template(goals.get(before.index, before.template), after.template)
            ):
                return None
        return written

    def encode(self, text: str) -> bytes:
        """The bytes of a new text, with the document's encoding and byte order mark. Raises UnicodeEncodeError."""
        return (("\ufeff" if self.bom else "") + text).encode(self.encoding)

    def context(self, offset: int) -> Context | None:
        """The field at an offset of the text, even if the document cannot be parsed; None in a workbook."""
        if self._source is None or self.text is None:
            return None
        from smslint.documents.context import context_at

        return context_at(self._source, self.text, self.regions, self.entry, offset)


def read(
    data: bytes | str | Text,
    name: str,
    *,
    format: Format | None = None,
    max_size: int | None = None,
    previous: Document | None = None,
    keep: bool = False,
) -> Document:
    """Read a document.

    `max_size` counts bytes (of a text, code points). `previous` is an earlier state of the same document: unchanged
    templates are taken from it. `keep` also keeps the templates of tables and lines, for texts that change often.
    """
    kind = format or format_of(name, named=True) or format_named("sms")
    if max_size is not None and len(data) > max_size:
        reason = messages.TOO_LARGE.fill(size=len(data), limit=max_size)
        return Document(name, kind, unreadable(reason))
    loaded = kind.load(data.value if isinstance(data, Text) else data)
    if loaded.source is not None:
        loaded.source.titled = name.lower().endswith(f".{kind.name}")
        loaded.source.streams = loaded.source.streams and not keep
    text = data if isinstance(data, Text) and loaded.text is data.value else None
    return Document(name, kind, loaded, previous, text=text)


def read_chunk(file: BinaryIO, name: str, chunk: Chunk) -> Document:
    """The document that a chunk is; if the file has changed, it is unreadable. Raises OSError."""
    file.seek(chunk.start)
    data = file.read(chunk.end - chunk.start)
    try:
        text = clean(data.decode(chunk.encoding), chunk.encoding, bom=True).text
    except UnicodeDecodeError:
        text = None
    if text is None:
        loaded = chunk.format.load(data)
        text = loaded.text
        if text is None:
            return Document(name, chunk.format, loaded, chunk=chunk)
    loaded = Loaded(chunk.format.open(text, chunk.columns), (), text)
    return Document(name, chunk.format, loaded, chunk=chunk)
