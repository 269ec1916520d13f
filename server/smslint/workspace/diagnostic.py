"""A finding where people and machines look for it: in a file, with ranges, edits, an address and a fingerprint."""

from __future__ import annotations

from typing import NamedTuple

from smslint.core.change import Safety
from smslint.core.finding import Finding
from smslint.core.template import Review, TemplateType
from smslint.core.text import Text
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.syntax.edit import Edit


class Range(NamedTuple):
    """A half-open range of code points in a file's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Which template of a file a finding is about; `index` counts from 0."""

    index: int
    name: str | None
    code: str | None
    type: TemplateType | None
    type_inferred: bool
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class DiagnosticRelated:
    """A second place that a finding speaks of; the range is None in a workbook.

    `text` holds the range where it lies in another piece of the file than the finding does.
    """

    label: Bilingual
    range: Range | None
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class DiagnosticFix:
    """A fix as edits of the file's text, in the text's order, none overlapping."""

    title: Bilingual
    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """All that any output format says of a finding.

    `path` is POSIX, relative to the settings file's folder, else to the working directory. `text` is the file's
    text or the piece of it that was read, in which the ranges count; it is None where the file cannot be read or is
    a workbook. Then `range` is None too, and `cell` ("Sheet1!C5") is given for a workbook. `content` is the template's
    decoded content, None where there is no template; `content_range` counts in it and is None where the finding lies
    outside it. `fingerprint` identifies the finding wherever its lines move to.
    """

    finding: Finding
    path: str
    text: Text | None
    template: Identity | None
    content: str | None
    range: Range | None
    cell: str | None
    content_range: Range | None
    related: tuple[DiagnosticRelated, ...]
    fixes: tuple[DiagnosticFix, ...]
    baselined: bool
    fingerprint: str
    url: str | None


def digest(*texts: str) -> str:
    """A digest of some texts, in 32 characters."""
    from hashlib import sha256

    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class TemplateReview:
    """The vendor's answer about a template, and where the template stands."""

    path: str
    index: int
    review: Review


@dataclass(slots=True)
class Summary:
    """What a run counted; severities count what is shown and not baselined."""

    documents: int = 0
    templates: int = 0
    error: int = 0
    warning: int = 0
    info: int = 0
    fixed: int = 0
    suppressed: int = 0
    baselined: int = 0
