"""`--format html`: a page for reviewers, complete in itself, with all templates and what was found in them.

The page (`page/`) is static; its data are records of JSON that are written as they come. So no text of a template is
ever markup, and 50,000 templates need no more memory than five. Findings in the baseline are marked.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final, TextIO

from smslint.core.severity import SEVERITIES
from smslint.io.escape import script_json
from smslint.io.opener import SETTINGS_SIZE, read_text
from smslint.messages import LANGUAGES, Bilingual
from smslint.messages import page as messages
from smslint.messages.report import SEVERITY
from smslint.messages.template import TYPE_NAMES, UNITS
from smslint.report.closing import counts_sentence, outlook_sentence, since_sentence
from smslint.report.numbers import TemplateNumbers
from smslint.report.rejections import known_answer
from smslint.report.reporter import Reporter, ReportOptions, address, rule_text
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateOutline, TemplateReview
from smslint.workspace.run import UNKNOWN_FIELD

if TYPE_CHECKING:
    from smslint.values.preview import PreviewMessage
    from smslint.workspace.last_review import LastFinding

_PAGE: Final = Path(__file__).parent / "page"


class HtmlReport(Reporter):
    """What stands around the data is written first and last; a template precedes its findings."""

    shows_baselined = True
    shows_suppressed = True

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._rules: set[str] = set()
        self._numbers = TemplateNumbers()
        self._foot = ""
        self._between = ""

    def begin(self) -> None:
        texts = {name: read_text(_PAGE / f"page.{name}", SETTINGS_SIZE) for name in ("html", "css", "js")}
        start, _, foot = texts["html"].partition("$data")
        self._out.write(
            Template(start).substitute(
                language="zh-CN" if self._language == "zh" else "en",
                style=texts["css"],
                style_hash=_hash(texts["css"]),
                script_hash=_hash(texts["js"]),
            )
        )
        self._out.write("[")
        self._foot = Template(foot).substitute(script=texts["js"])
        head = {
            "version": self.options.version,
            "language": self._language,
            "texts": messages.TEXTS,
            "types": TYPE_NAMES,
            "statuses": messages.STATUSES,
            "severities": SEVERITY,
            "units": UNITS,
            "owners": messages.OWNERS,
        }
        self._record("h", head)

    def template(self, outline: TemplateOutline) -> None:
        identity = outline.identity
        self._numbers.add(outline)
        review = identity.review
        answer = review and known_answer(TemplateReview(outline.path, identity.index, review))
        differs = outline.longest.text != outline.shortest.text
        self._record(
            "t",
            outline.path,
            outline.place,
            identity.code,
            identity.name,
            identity.type,
            identity.type_inferred,
            identity.signature,
            outline.content,
            identity.approved,
            review and (review.status, review.reason, answer and answer.text("remedy")),
            identity.others or None,
            (_message(outline.shortest), _message(outline.longest) if differs else None, outline.price),
        )

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        found, by = diagnostic.finding, diagnostic.suppression
        rule = found.rule
        if rule.id not in self._rules:
            self._rules.add(rule.id)
            why, remedy = rule_text(diagnostic, "why"), rule_text(diagnostic, "remedy")
            self._record("r", rule.id, rule.category, rule.title, why, remedy, rule.id != UNKNOWN_FIELD)
        self._record(
            "f",
            self._numbers.of(diagnostic),
            diagnostic.path,
            address(diagnostic),
            rule.id,
            SEVERITIES.index(found.severity),
            Bilingual(found.message("en"), found.message("zh")),
            str(found.field),
            diagnostic.content_range,
            [(fix.safety, fix.title) for fix in diagnostic.fixes],
            found.match.predicts,
            diagnostic.baselined,
            None if by is None else by.reason or "",
            diagnostic.since,
        )

    def gone(self, found: LastFinding) -> None:
        self._record("g", found.rule, found.severity, found.message, found.path, found.template, found.count)

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        sentences = [
            [sentence(summary, language) for language in LANGUAGES]
            for sentence in (counts_sentence, since_sentence, outlook_sentence)
            if sentence is not since_sentence or summary.since
        ]
        self._record("s", {"sentences": sentences})
        self._out.write(f"]{self._foot}")

    def _record(self, *values: object) -> None:
        self._out.write(f"{self._between}\n{script_json(values, self.unicode)}")
        self._between = ","


def _message(message: PreviewMessage) -> Sequence[Any]:
    return message.text, message.count.encoding, message.count.length, message.count.segments


def _hash(text: str) -> str:
    """What the page's policy knows its own style and script by; it lets no others through."""
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
