"""`--format concise`: a line a finding, `path:line:column severity rule message`, for grep and for editors.

Severity and rule are the settings' own words in either language. Findings in the baseline are only counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TextIO

from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.io.escape import visible
from smslint.messages.report import GONE, GONE_FROM, INFERRED
from smslint.messages.template import TYPE_NAMES
from smslint.report.closing import FindingCounts, counted_of, review_sentence, write_closing
from smslint.report.reporter import Reporter, ReportOptions, address, inferred_type
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.workspace.last_review import LastFinding

_RESET: Final = "\x1b[0m"
_STRONG: Final = "\x1b[1m"
_FAINT: Final = "\x1b[2m"
_SEVERITY: Final[Mapping[Severity, str]] = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}


@dataclass(frozen=True, slots=True)
class Painter:
    """Puts text in the colours of a terminal, or leaves it as it is."""

    on: bool

    def strong(self, text: str) -> str:
        """Text that leads the eye."""
        return f"{_STRONG}{text}{_RESET}" if self.on else text

    def faint(self, text: str) -> str:
        """Text that stands back: line numbers, rules between columns."""
        return f"{_FAINT}{text}{_RESET}" if self.on and text else text

    def severity(self, severity: Severity, text: str) -> str:
        """Text in the colour of a severity."""
        return f"{_SEVERITY[severity]}{text}{_RESET}" if self.on else text


class ConciseReport(Reporter):
    """Everything but the closing sentences is written as it comes."""

    renders_apart = True
    shows_same = False

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._paint = Painter(options.color)
        self._tally = FindingCounts()

    def rendered(self, diagnostic: Diagnostic) -> Any:
        counted = counted_of(diagnostic, self.options.statistics)
        return counted, headline(diagnostic, self.options, self._paint)

    def write_rendered(self, rendered: Any) -> None:
        counted, line = rendered
        self._tally.add(counted)
        self._out.write(line + "\n")

    def review(self, review: TemplateReview) -> None:
        self._out.write(review_sentence(review, self._language) + "\n")

    def gone(self, found: LastFinding) -> None:
        self._out.writelines([self._gone_line(found) + "\n"] * found.count)

    def _gone_line(self, found: LastFinding) -> str:
        paint = self._paint
        what = found.message or ""
        if found.template:
            what = GONE_FROM.text(self._language, template=found.template, message=what)
        line = f"{paint.strong(visible(found.path))} {GONE.text(self._language)} {paint.strong(visible(found.rule))}"
        return f"{line} {visible(what)}".rstrip()

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        write_closing(self._out, summary, self._tally, self.options)


def headline(diagnostic: Diagnostic, options: ReportOptions, paint: Painter) -> str:
    """A finding on one line; one that stands on a type which the document does not give says so."""
    found = diagnostic.finding
    severity = paint.severity(found.severity, found.severity)
    message = visible(found.message(options.language))
    kind = inferred_type(diagnostic)
    read_as = INFERRED.text(options.language, type=TYPE_NAMES[kind]) if kind else ""
    return f"{paint.strong(visible(address(diagnostic)))} {severity} {paint.strong(found.rule.id)} {message}{read_as}"
