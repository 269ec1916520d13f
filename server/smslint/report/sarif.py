"""`--format sarif`: SARIF 2.1.0, written as findings come.

The rules are written after the results, when it is known which of them have findings; the order of keys is free.
Columns count code points and lines end where this program ends them, and the run says both. Findings in the
baseline are kept as unchanged and suppressed. Messages keep single braces, although the standard doubles them
(§3.11.5): a reader that does not undouble them would show `${{code}}`, which is another placeholder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TextIO
from urllib.parse import quote

from smslint.core.severity import Severity
from smslint.core.text import Text
from smslint.io.escape import strict_json, without_surrogates
from smslint.io.writer import Spool
from smslint.messages import report as messages
from smslint.report.rejections import remedy_sentence
from smslint.report.reporter import LONGEST_QUOTE, Reporter, ReportOptions, rule_text
from smslint.workspace.diagnostic import Diagnostic, DiagnosticFix, Range, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.workspace.last_review import LastFinding

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_ANSWER: Final = "vendor-rejection"
_FINGERPRINT: Final = "smslint/v1"


class SarifReport(Reporter):
    """One run; of the rules only those that spoke are described."""

    shows_baselined = True
    shows_suppressed = True

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._rules: dict[str, dict[str, Any]] = {}
        self._answers = Spool()
        self._answers_between = ""

    def begin(self) -> None:
        run = '"columnKind": "unicodeCodePoints", "newlineSequences": ["\\r\\n", "\\n", "\\r"]'
        self._out.write(f'{{"$schema": "{_SCHEMA}", "version": "2.1.0",\n "runs": [{{{run},\n  "results": [')

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        rule = diagnostic.finding.rule.id
        if rule not in self._rules:
            self._rules[rule] = self._rule(diagnostic)
        result = self._result(diagnostic, list(self._rules).index(rule))
        self._item(f" {self._text(result)}")

    def gone(self, found: LastFinding) -> None:
        location = {"artifactLocation": {"uri": _uri(found.path)}, "region": {"startLine": 1, "endLine": 1}}
        result = {
            "ruleId": found.rule,
            "message": {"text": found.message or found.rule},
            "locations": [{"physicalLocation": location}],
            "baselineState": "absent",
            "occurrenceCount": found.count,
        }
        self._item(f" {self._text(result)}")

    def review(self, review: TemplateReview) -> None:
        answer = review.review
        if answer.status != "rejected":
            return
        told = messages.REVIEWS_WITH_REASON if answer.reason else messages.REVIEWS
        named = messages.template_named(review.index, answer.code)
        text = told[answer.status].text(self._language, path=review.path, template=named, reason=answer.reason or "")
        remedy = remedy_sentence(review, self._language)
        notification = {
            "descriptor": {"id": _ANSWER},
            "level": "note",
            "message": {"text": " ".join(filter(None, (text, remedy)))},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(review.path)}}}],
        }
        self._answers.write(f"{self._answers_between}\n   {self._text(notification)}")
        self._answers_between = ","

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        tool = {
            "driver": {
                "name": "smslint",
                "version": self.options.version,
                "semanticVersion": self.options.version,
                "language": "zh-CN" if self._language == "zh" else "en-US",
                "rules": list(self._rules.values()),
            }
        }
        invocation: dict[str, Any] = {"executionSuccessful": exit_code < 2, "exitCode": exit_code}
        if self._answers_between:
            named = {"id": _ANSWER, "shortDescription": {"text": messages.ANSWERS.text(self._language)}}
            tool["driver"]["notifications"] = [named]
        ended = self._text(invocation)
        self._out.write(f'],\n  "tool": {self._text(tool)},\n  "invocations": [{ended[:-1]}')
        if self._answers_between:
            self._out.write(', "toolExecutionNotifications": [')
            self._answers.copy_to(self._out)
            self._out.write("]")
        self._out.write("}]}]}\n")

    def _text(self, value: object) -> str:
        return strict_json(value, self.unicode)

    def _rule(self, diagnostic: Diagnostic) -> dict[str, Any]:
        rule, language = diagnostic.finding.rule, self._language
        title, why, remedy = rule.title.text(language), rule_text(diagnostic, "why"), rule_text(diagnostic, "remedy")
        advice = "\n\n".join(text.text(language) for text in (why, remedy) if text) or title
        described: dict[str, Any] = {
            "id": rule.id,
            "name": "".join(part.capitalize() for part in rule.id.split("-")),
            "shortDescription": {"text": title},
            "fullDescription": {"text": why.text(language) if why else title},
            "help": {"text": advice},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": {"category": rule.category, "precision": rule.confidence, "tags": ["sms", rule.category]},
        }
        if diagnostic.url:
            described["helpUri"] = diagnostic.url
        return described

    def _result(self, diagnostic: Diagnostic, index: int) -> dict[str, Any]:
        found, language = diagnostic.finding, self._language
        result: dict[str, Any] = {
            "ruleId": found.rule.id,
            "ruleIndex": index,
            "level": _LEVELS[found.severity],
            "message": {"text": found.message(language)},
            "locations": [self._location(diagnostic, diagnostic.text, diagnostic.range, _snippet(diagnostic))],
            "partialFingerprints": {_FINGERPRINT: diagnostic.fingerprint},
            "properties": self._properties(diagnostic),
        }
        if diagnostic.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    **self._location(diagnostic, place.text or diagnostic.text, place.range),
                    "message": {"text": place.label.text(language)},
                }
                for number, place in enumerate(diagnostic.related, 1)
            ]
        if diagnostic.fixes and diagnostic.text is not None:
            result["fixes"] = [self._fix(diagnostic, diagnostic.text, fix) for fix in diagnostic.fixes if fix.edits]
        if diagnostic.since is not None:
            result["baselineState"] = "new" if diagnostic.since == "new" else "unchanged"
        if diagnostic.baselined:
            result["baselineState"] = "unchanged"
            result["suppressions"] = [{"kind": "external", "justification": messages.IN_BASELINE.text(language)}]
        if (by := diagnostic.suppression) is not None:
            kind = "inSource" if by.in_source else "external"
            result["suppressions"] = [{"kind": kind, **({"justification": by.reason} if by.reason else {})}]
        return result

    def _location(
        self, diagnostic: Diagnostic, text: Text | None, place: Range | None, more: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(diagnostic.path)}}
        if text is not None and place is not None:
            physical["region"] = {**_region(text, place), **(more or {})}
        elif more is not None:
            physical["region"] = {"startLine": 1, "endLine": 1}  # GitHub refuses a result without a line
        location: dict[str, Any] = {"physicalLocation": physical}
        if diagnostic.template is not None and more is not None:
            identity = diagnostic.template
            named = identity.code or identity.name or str(identity.index)
            place_name = str(diagnostic.finding.field)
            location["logicalLocations"] = [{"name": named, "fullyQualifiedName": f"{named}/{place_name}".rstrip("/")}]
        return location

    def _properties(self, diagnostic: Diagnostic) -> dict[str, Any]:
        identity = diagnostic.template
        review = identity and identity.review
        values = {
            "category": diagnostic.finding.rule.category,
            "confidence": diagnostic.finding.rule.confidence,
            "templateCode": identity and identity.code,
            "templateName": identity and identity.name,
            "templateType": identity and identity.type,
            "vendorStatus": review and review.status,
            "vendorReason": review and review.reason,
            "cell": diagnostic.cell,
            "predicts": diagnostic.finding.match.predicts,
        }
        return {name: value for name, value in values.items() if value is not None}

    def _fix(self, diagnostic: Diagnostic, text: Text, fix: DiagnosticFix) -> dict[str, Any]:
        replacements = [
            {"deletedRegion": _region(text, Range(edit.start, edit.end)), "insertedContent": {"text": edit.text}}
            for edit in fix.edits
        ]
        change = {"artifactLocation": {"uri": _uri(diagnostic.path)}, "replacements": replacements}
        return {
            "description": {"text": fix.title.text(self._language)},
            "artifactChanges": [change],
            "properties": {"safety": fix.safety},
        }


def _uri(path: str) -> str:
    """A path as a URI, relative where it is; bytes of a name that Python could not decode come back as they were."""
    try:
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a name of Windows that is not UTF-16
        name = without_surrogates(path).encode("utf-8")
    quoted = quote(name, safe="/~!$&'()*+,;=@")
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{path[0]}:{quoted[4:]}" if path[1:3] == ":/" else quoted


def _snippet(diagnostic: Diagnostic) -> dict[str, Any]:
    """The text of the finding's region, which must be complete; none if it is long."""
    text, place = diagnostic.text, diagnostic.range
    if text is None or place is None or place.end - place.start > LONGEST_QUOTE:
        return {}
    return {"snippet": {"text": text.value[place.start : place.end]}}


def _region(text: Text, place: Range) -> dict[str, Any]:
    """Lines and columns from 1, the end column exclusive."""
    (line, column), (end_line, end_column) = text.position(place.start), text.position(place.end)
    return {"startLine": line + 1, "startColumn": column + 1, "endLine": end_line + 1, "endColumn": end_column + 1}
