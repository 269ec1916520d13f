"""The interface of every output format, and what several formats say about a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final, TextIO

from smslint.core.place import CONTENT
from smslint.core.severity import SEVERITIES, Severity
from smslint.core.template import TYPES, TemplateType
from smslint.dataclass import dataclass
from smslint.io.escape import is_unicode
from smslint.messages import Bilingual, Language
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateOutline, TemplateReview

if TYPE_CHECKING:
    from smslint.workspace.last_review import LastFinding

LONGEST_QUOTE: Final = 1000
"""Code points of a template that a report quotes at most: a finding may mark a megabyte."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is to look.

    `width` is the terminal's, in cells, None without a terminal; `fail_on` is the level from which a finding fails the
    run, None if no finding does. `documents` numbers the paths that were read, in their order.
    """

    language: Language
    version: str
    color: bool = False
    width: int | None = None
    quiet: bool = False
    statistics: bool = False
    fail_on: Severity | None = "error"
    raw_cells: bool = False
    documents: Mapping[str, int] = field(default_factory=dict)

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity fails the run."""
        return self.fail_on is not None and SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_on)


class Reporter:
    """Is called with `begin`, then with findings and reviews in any order, then with what is gone, then with `end`.

    A format overrides the methods for which it writes something. Findings in the baseline reach only those formats that
    have `shows_baselined`, and formats without `shows_same` only what is new since the last review, if there is one.

    In formats that have `renders_apart`, `rendered` makes plain data of a finding that depends on nothing else, so that
    workers and earlier runs can do most of the work, and `write_rendered` writes it.
    """

    renders_apart = False

    shows_baselined = False
    shows_suppressed = False
    shows_same = True

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        self._out = out
        self.options = options
        self._language = options.language
        self.unicode = is_unicode(out)
        self._between = "\n"

    def begin(self) -> None:
        """Write what stands before the first finding."""

    def finding(self, diagnostic: Diagnostic) -> None:
        """Write a finding, if the format shows it."""
        if self.shows(diagnostic):
            self._write_finding(diagnostic)

    def shows(self, diagnostic: Diagnostic) -> bool:
        """Whether the format shows a finding."""
        is_hidden = diagnostic.suppression is not None and not self.shows_suppressed
        is_hidden = is_hidden or (diagnostic.since == "same" and not self.shows_same)
        return not is_hidden and (self.shows_baselined or not diagnostic.baselined)

    def rendered(self, diagnostic: Diagnostic) -> Any:
        """What is written of a finding, as JSON can hold it."""
        raise NotImplementedError

    def write_rendered(self, rendered: Any) -> None:
        """Write what `rendered` made of a finding."""
        raise NotImplementedError

    def gone(self, found: LastFinding) -> None:
        """Write a finding of the last review that is no longer there, where the format has a place for it."""

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        self.write_rendered(self.rendered(diagnostic))

    def template(self, outline: TemplateOutline) -> None:
        """Write a template, before its findings, where the format lists all templates."""

    def review(self, review: TemplateReview) -> None:
        """Write the vendor's answer about a template, where the format has a place for it."""

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        """Write what stands after the last finding; `out` stays open."""

    def _item(self, json: str) -> None:
        """Write an item of a JSON array on a line of its own."""
        self._out.write(f"{self._between}  {json}")
        self._between = ",\n"


def rule_text(diagnostic: Diagnostic, key: str) -> Bilingual | None:
    """A text of the finding's rule page (`why`, `remedy`), None where its file has none."""
    text = diagnostic.finding.rule.file.get(key)
    return Bilingual(str(text["en"]), str(text["zh"])) if isinstance(text, Mapping) else None


def marked_text(diagnostic: Diagnostic) -> str:
    """The text that the finding marks, of the content or else of the file, cut at `LONGEST_QUOTE`."""
    inside = diagnostic.finding.span.place == CONTENT or diagnostic.range is None
    if inside and diagnostic.content_range is not None and diagnostic.content is not None:
        source, (start, end) = diagnostic.content, diagnostic.content_range
    elif diagnostic.range is not None and diagnostic.text is not None:
        source, (start, end) = diagnostic.text.value, diagnostic.range
    else:
        return ""
    return source[start : min(end, start + LONGEST_QUOTE)]


def inferred_type(diagnostic: Diagnostic) -> TemplateType | None:
    """The type that the document does not give, where the finding stands on it: its rule is not for all types."""
    template = diagnostic.template
    if template is None or not template.type_inferred or len(diagnostic.finding.rule.types) == len(TYPES):
        return None
    return template.type


def line_and_column(diagnostic: Diagnostic) -> tuple[int, int] | None:
    """Line and column from 1 of where the finding starts, None where it has no place in a text."""
    if diagnostic.range is None or diagnostic.text is None:
        return None
    line, column = diagnostic.text.position(diagnostic.range.start)
    return line + 1, column + 1


def report_place(diagnostic: Diagnostic) -> tuple[str, int | None, Severity, int]:
    """Where a finding stands in the order of a report: path, index of its template, severity, and start."""
    template, start = diagnostic.template, diagnostic.range.start if diagnostic.range is not None else 0
    return diagnostic.path, template.index if template is not None else None, diagnostic.finding.severity, start


def address(diagnostic: Diagnostic) -> str:
    """`path:line:column`, `path:Sheet1!C5` or the path alone, whichever can be said."""
    where = line_and_column(diagnostic)
    if where is not None:
        return f"{diagnostic.path}:{where[0]}:{where[1]}"
    return f"{diagnostic.path}:{diagnostic.cell}" if diagnostic.cell else diagnostic.path
