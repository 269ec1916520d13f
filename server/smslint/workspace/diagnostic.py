"""A finding as reports and editors show it: in a file, with ranges, edits, the address of a page and a fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal, NamedTuple

from smslint.core.change import Safety
from smslint.core.finding import Finding
from smslint.core.severity import Severity
from smslint.core.template import Review, TemplateType
from smslint.core.text import Text
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.syntax.edit import Edit

if TYPE_CHECKING:
    from smslint.values.preview import PreviewMessage


class Range(NamedTuple):
    """A half-open range of code points in a file's text."""

    start: int
    end: int


class AppliedSuppression(NamedTuple):
    """What suppressed a finding: `in_source` is a comment or the template itself, else it is the settings."""

    in_source: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TemplateIdentity:
    """Which template of a file a finding is about, and what the vendor answered about it; `index` counts from 0.

    `others` is what its row or record holds besides the template, by heading, if the run asks for it.
    """

    index: int
    name: str | None
    code: str | None
    type: TemplateType | None
    type_inferred: bool
    signature: str | None = None
    approved: bool = False
    review: Review | None = None
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DiagnosticRelated:
    """Another place that matters to a finding; the range is None in a workbook.

    `text` is given if the range is in another part of the file than the finding.
    """

    label: Bilingual
    range: Range | None
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class DiagnosticFix:
    """A fix as edits of the file's text, in the order of the text and without overlaps."""

    title: Bilingual
    safety: Safety
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """All that any output format shows of a finding.

    `path` is POSIX and as reports show it. Ranges count in `text`, the
    file's text or the part of it that was read; both are None if the file cannot be read or is a workbook, which has
    a `cell` ("Sheet1!C5") instead. `content` is the template's decoded content, None without a template;
    `content_range` counts in it and is None if the finding is outside it. `fingerprint` identifies the finding even
    when its lines move, `identity` also when the file gets another name, and `baseline_key` identifies it in the
    baseline of its settings. `since` says what became of it since the last review, if there is one.
    `aside` says that a report for people leaves it out.
    """

    finding: Finding
    path: str
    fingerprint: str
    text: Text | None = None
    template: TemplateIdentity | None = None
    content: str | None = None
    range: Range | None = None
    cell: str | None = None
    content_range: Range | None = None
    related: tuple[DiagnosticRelated, ...] = ()
    fixes: tuple[DiagnosticFix, ...] = ()
    baselined: bool = False
    url: str | None = None
    baseline_key: str = ""
    suppression: AppliedSuppression | None = None
    identity: str = ""
    since: Literal["new", "same"] | None = None
    aside: bool = False


def digest(*texts: str) -> str:
    """A digest of some texts, in 32 characters."""
    from hashlib import sha256

    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class TemplateReview:
    """The vendor's answer about a template, and which template that is."""

    path: str
    index: int
    review: Review


@dataclass(frozen=True, slots=True)
class TemplateOutline:
    """A template as reports list it, whatever is found in it.

    `place` is its line or its cell, with the path. `price` is that of a segment, None if the settings do not say.
    """

    path: str
    place: str
    identity: TemplateIdentity
    content: str
    shortest: PreviewMessage
    longest: PreviewMessage
    price: float | None = None


class SinceCounts(NamedTuple):
    """How many findings are new since the last review, still there, and gone."""

    new: int
    same: int
    gone: int


@dataclass(slots=True)
class Summary:
    """What a run counted. The severities count findings that are neither suppressed nor in the baseline.

    `approved` counts those of them that are in templates which the vendor approved, by severity. `worst` counts
    templates by the worst of these findings, and `worst_approved` the approved ones among them. `loosened` counts the
    further settings files that make fewer findings fail the run. `since` compares with the last review, if there is
    one. `skipped` counts the files of source code that were not read, by the reason, `sites` the
    places that send, by how much is known of them.
    """

    documents: int = 0
    templates: int = 0
    error: int = 0
    warning: int = 0
    info: int = 0
    fixed: int = 0
    suppressed: int = 0
    baselined: int = 0
    loosened: int = 0
    approved: Counter[Severity] = field(default_factory=Counter)
    worst: Counter[Severity] = field(default_factory=Counter)
    worst_approved: Counter[Severity] = field(default_factory=Counter)
    since: SinceCounts | None = None
    skipped: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
