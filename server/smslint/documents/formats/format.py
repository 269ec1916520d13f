"""What a format is: how its documents are read, written and edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol, Self

from smslint.core.finding import RuleMatch
from smslint.core.place import Place
from smslint.core.template import Template
from smslint.core.text import Text
from smslint.dataclass import dataclass
from smslint.documents.decoding import clean, decode_text
from smslint.documents.fields import FIELDS, VARIABLE_FIELDS
from smslint.documents.parsed_template import ParsedTemplate, TemplateEntry
from smslint.documents.problem import unreadable_text
from smslint.documents.regions import Region, Regions, Splice
from smslint.documents.schemas import MANIFEST, Schema
from smslint.messages import Bilingual
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import Plain

if TYPE_CHECKING:
    from smslint.documents.code.site import CodeFacts
    from smslint.syntax.context import SyntaxContext


class Source(Protocol):
    """The text of one document, read as its format says.

    `streams` means that regions come lazily and are many. A region is read from its own text alone, so that equal
    texts read equally; whatever else decides (the header of a table) belongs to the source. `schema` is
    that of regions whose schema is not known. `titled` says that the document's name has the ending of its format.
    `headings` are the cells of a workbook that problems of the document mark, by the number where these start.
    """

    streams: bool = False
    titled: bool = False
    skipped: str = ""
    headings: Sequence[str] = ()
    schema: Schema = MANIFEST
    text: str
    problems: list[RuleMatch]

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems = []

    def regions(self) -> Iterator[Region]:
        """The regions in the text's order."""

    def splice(self, before: Self, regions: Regions, edit: Edit) -> Splice | None:
        """What an edit, which made this text of the one before, changes in its regions; None if they must all be looked
        for. The regions were found by `before`, and their problems are to be the same: of the document, none."""
        return None

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        """The template of a region."""

    def parsed_text(self, text: str) -> ParsedText:
        """The tree of a region, with its places."""

    def verbatim(self, text: str, field: str, value: str) -> int | None:
        """The offset of a text field's value in a region without problems, if it certainly stands there as it is.

        A region that spells no value in another way holds each as it is, so that a text which occurs once is found.
        """
        return None

    def facts(self) -> CodeFacts | None:
        """What source code tells about sending; None in other formats."""
        return None

    def frame(self) -> object:
        """What decides besides a region's text how it is read. Sources with equal frames read equal regions equally."""
        return None

    def context(self, region: Region, text: Text, offset: int) -> SyntaxContext | None:
        """The key or value at an offset within a region, even a broken one."""

    def others(self, region: Region) -> Mapping[str, str]:
        """What a region of a table or of records holds that no field of a template is read from, by heading or key."""
        return {}

    def cell(self, start: int, place: Place) -> str | None:
        """The cell of a field of the region at `start`; None unless the document is a workbook."""
        return None


def only(text: str, value: str) -> int | None:
    """The offset of a text that occurs in another exactly once; None otherwise."""
    at = text.find(value)
    return at if at >= 0 and text.find(value, at + 1) < 0 else None


@dataclass(frozen=True, slots=True)
class Columns:
    """What the first lines of a table decide for all that follow; `names` are the headings as they are written."""

    delimiter: str
    header: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompleteRows:
    """How many code points of a text are rows that later text cannot change, and how many rows these are."""

    columns: Columns | None
    size: int
    number: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The content of a document's data. If `source` is None, `problems` say why the data cannot be read.

    `skipped` is "irrelevant" for source code without anything about SMS, else why source code is not read.
    """

    source: Source | None
    problems: tuple[RuleMatch, ...] = ()
    text: str | None = None
    encoding: str = "utf-8"
    bom: bool = False
    skipped: str = ""


def unreadable(reason: Bilingual, encoding: str = "utf-8", bom: bool = False) -> Loaded:
    """What is loaded of data that cannot be read."""
    return Loaded(None, (unreadable_text(reason, 0, 0),), None, encoding, bom)


class Format:
    """One format: everything that depends on it is a method or an attribute here.

    `lines` says that templates are lines or rows, so that long files can be read in chunks. `comments` says that a
    document may hold comments, which start with `#`. `gb18030` says that documents may be in that encoding, which
    Excel uses in China.
    """

    name: str
    lines: bool = False
    comments: bool = False
    gb18030: bool = False

    def __reduce__(self) -> str:
        return self.name.upper()  # the name under which its module holds it

    def load(self, data: bytes | str) -> Loaded:
        """The source of a document's data."""
        got = decode_text(data, self.gb18030) if isinstance(data, bytes) else clean(data)
        if got.text is None:
            assert got.reason is not None
            return unreadable(got.reason, got.encoding, got.bom)
        return Loaded(self.open(got.text), (), got.text, got.encoding, got.bom)

    def of_sheet(self, name: str) -> Format:
        """The same format, of whose documents only the sheet of a name is read; formats without sheets stay."""
        return self

    def open(self, text: str, columns: Columns | None = None) -> Source:
        """The source of a text. `columns` are given if the text continues a table."""
        raise NotImplementedError

    def rows(self, text: str, columns: Columns | None, at_end: bool) -> CompleteRows | None:
        """The complete rows at the start of a text, if the format has `lines`; None if more text is needed to tell.

        `at_end` says that no text follows.
        """
        raise NotImplementedError

    def raw(self, text: str) -> Mapping[str, object]:
        """The object of JSON that a region holds; empty in other formats."""
        return {}

    def print(self, templates: Sequence[Mapping[str, Plain]]) -> str | None:
        """A document that holds some templates, given as plain values by field; None if the format cannot hold them."""
        return None

    def tidy(self, text: Text, entry: TemplateEntry) -> list[Edit]:
        """The edits that give a template of a document's text its usual form. They may change what it means."""
        return []

    def folds(self, text: str, entries: Iterable[TemplateEntry]) -> Iterator[tuple[int, int]]:
        """The ranges of a document that an editor can fold besides what is indented: from one line to another."""
        return ((entry.start, max(entry.start, entry.end - 1)) for entry in entries)

    def key_text(self, key: str) -> str:
        """A key as it is written in front of a value."""
        return key

    def value_text(self, value: str, after_colon: bool) -> str:
        """A text as it is written as a value; `after_colon` says that a key's colon is right before it."""
        return value

    def column_edit(self, text: str, key: str) -> Edit | None:
        """The edit that adds a column to a table; None in other formats, and if the table has the column."""
        return None

    def comment_edits(self, text: Text, start: int, at: int, comment: str) -> Iterator[Edit]:
        """The ways to add a comment to the field at an offset, in a template that starts at `start`."""
        return iter(())


ORDER: Final = {field.name: number for number, field in enumerate(FIELDS)}
"""The position of each field."""


def declarations(template: Template) -> dict[str, Plain]:
    """The declarations as a document holds them: only the attribute's code if there is nothing else."""
    made: dict[str, Plain] = {}
    for name, variable in template.variables.items():
        parts = {part.name: getattr(variable, part.name) for part in VARIABLE_FIELDS}
        given: dict[str, Plain] = {part: value for part, value in parts.items() if value is not None}
        made[name] = variable.attribute if list(given) == ["attribute"] else given
    return made
