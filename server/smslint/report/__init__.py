"""Output formats: what a run found, as people and other programs read it; one module a format.

A reporter gets findings one at a time, and writes each at once or puts it aside on disk: a run over 50,000 templates
needs hardly more memory than one over five.

To add a format, write its module with a subclass of `Reporter` and add a line to `OUTPUT_FORMATS`; CONTRIBUTING.md says
what else names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, TextIO, cast

from smslint.dataclass import dataclass
from smslint.report.reporter import Reporter, ReportOptions

if TYPE_CHECKING:
    from smslint.workspace.diagnostic import Diagnostic

__all__ = ["OUTPUT_FORMATS", "OutputFormat", "Renderer", "ReportOptions", "Reporter", "reporter"]


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A class of the module `smslint.report.<format>`, and what the format shows of a finding.

    The fixes, the addresses of the rules' pages: what a format does not show need not be computed. `in_repository`
    says that paths are relative to the top of the repository, where a code host looks for them, instead of the working
    directory; `commands` that its lines are commands to a runner; `for_people` that people read it; `others` that it
    shows what the rows of templates hold besides them; `templates` that it lists every template; `binary` that it is no
    text.
    """

    reporter: str
    fixes: bool = False
    urls: bool = False
    in_repository: bool = False
    commands: bool = False
    for_people: bool = False
    others: bool = False
    templates: bool = False
    binary: bool = False


OUTPUT_FORMATS: Final[Mapping[str, OutputFormat]] = {
    "full": OutputFormat("FullReport", fixes=True, for_people=True),
    "concise": OutputFormat("ConciseReport", for_people=True),
    "json": OutputFormat("JsonReport", fixes=True, urls=True),
    "jsonl": OutputFormat("JsonlReport", fixes=True, urls=True),
    "csv": OutputFormat("CsvReport", fixes=True, for_people=True, others=True),
    "xlsx": OutputFormat("XlsxReport", fixes=True, for_people=True, others=True, templates=True, binary=True),
    "html": OutputFormat("HtmlReport", fixes=True, for_people=True, others=True, templates=True),
    "markdown": OutputFormat("MarkdownReport", for_people=True),
    "sarif": OutputFormat("SarifReport", fixes=True, urls=True, in_repository=True),
    "github": OutputFormat("GithubReport", in_repository=True, commands=True),
    "gitlab": OutputFormat("GitlabReport", in_repository=True),
    "junit": OutputFormat("JunitReport"),
    "checkstyle": OutputFormat("CheckstyleReport"),
    "rdjson": OutputFormat("RdjsonReport", fixes=True, urls=True, in_repository=True),
}


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders findings as a reporter with `renders_apart` does, in any process."""

    format: str
    options: ReportOptions
    unicode: bool

    def begin(self) -> Callable[[Diagnostic], object]:
        """A function that gives what is written of a finding; None if that is not shown."""
        nowhere = SimpleNamespace(encoding="utf-8" if self.unicode else "ascii")
        made = reporter(self.format, cast(TextIO, nowhere), self.options)
        return lambda diagnostic: made.rendered(diagnostic) if made.shows(diagnostic) else None


def reporter(format: str, out: TextIO, options: ReportOptions) -> Reporter:
    """The reporter of a format, which writes to `out`.

    JSON, XML and CSV stay valid in any encoding of `out`, but CSV and Markdown want UTF-8. Raises KeyError for a format
    that is not in `OUTPUT_FORMATS`.
    """
    name = OUTPUT_FORMATS[format].reporter
    return cast(Reporter, getattr(import_module(f"smslint.report.{format}"), name)(out, options))
