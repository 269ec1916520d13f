"""The invariants of every document, whatever it contains."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from fuzz.preservation import check_edits_explain, check_unfixable_unchanged, fix_passes
from fuzz.ranges import check_ranges
from fuzz.violation import Violation, require
from smslint.documents import Document, Format, applied, read
from smslint.documents.formats import format_named, format_of
from smslint.documents.manifest import manifest_text
from smslint.messages import Language
from smslint.report import OUTPUT_FORMATS, ReportOptions, reporter
from smslint.workspace.candidate_fixes import HIDING
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.fix_document import fix_document
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.run import DisplayFilter, Run, RunEvent
from smslint.workspace.settings_resolver import SettingsResolver

TODAY = date(2026, 11, 21)
_MANIFESTS = ("sms", "yaml", "json", "jsonl", "csv", "tsv")


@dataclass(frozen=True, slots=True)
class FixResult:
    """The fixed data of a document, None if its encoding cannot represent it; `conflict` if fixes undo each other."""

    fixed: bytes | None
    conflict: bool = False


class Invariants:
    """Checks documents with all rules, and fixes them with safe fixes, or with unsafe ones, too."""

    def __init__(self, folder: Path, unsafe: bool = False) -> None:
        self.settings = SettingsResolver(folder)
        self.folder = folder
        self.unsafe = unsafe
        self.rule_resolver = RuleResolver(self.settings)

    def file_rules(self, name: str) -> FileRules:
        return self.rule_resolver.file_rules(self.settings.of(self.folder / name), name)

    def read(self, data: bytes | str, name: str, format: Format | None = None) -> Document:
        """A document as the file of the folder that it may be: the files that it names are looked for there."""
        document = read(data, name, format=format)
        document.file = str(self.folder / name)
        return document

    def __call__(self, name: str, data: bytes, random: Random) -> FixResult:
        document = self.read(data, name)
        found = self.findings(document, name)
        self.check_reports(document, name, found, random)
        self.check_contexts(document, random)
        self.check_formats(document, random)
        if document.text is None:
            return FixResult(data)
        check_ranges(document, found)
        if document.format.lines and random.random() < 0.5:
            self.check_chunks(name, data, random)
        require(document.encode(document.text.value) == data, "reading and writing loses bytes")
        self.check_fixes(document, name, found, random)
        return self.fix(document, name, data, found)

    def findings(self, document: Document, name: str, fixes: bool = True) -> list[RunEvent]:
        run = Run(self.rule_resolver, DisplayFilter(fixes=fixes), TODAY)
        told = list(run.document(document, name, self.file_rules(name), lambda: document))
        return [*told, *run.cross_file_findings()]

    def check_chunks(self, name: str, data: bytes, random: Random) -> None:
        """A file of lines must have the same findings if it is read in chunks."""
        path = self.folder / name
        path.write_bytes(data)
        file = DiscoveredFile(str(path), name, self.settings.of(path), format_of(name, named=True))
        reports = []
        for threshold in (len(data) + 1, random.choice((1, 30, 200))):
            run = Run(self.rule_resolver, today=TODAY, chunk_threshold=threshold)
            found = [*run.check([file]), *run.cross_file_findings()]
            reports.append(json.loads(self.report("json", found, random, "en")))
        one, two = reports
        require(one == two, "pieces have other findings than the whole", (one["findings"], two["findings"]))

    def check_formats(self, document: Document, random: Random) -> None:
        """A template must break the same rules in every format that can hold it."""
        templates = [entry.template for entry in document.entries() if entry.template is not None]
        if not templates:
            return
        template = random.choice(templates)
        broken: dict[str, set[str]] = {}
        for name in random.sample(_MANIFESTS, len(_MANIFESTS)):
            text = manifest_text([template], format_named(name)) if len(broken) < 2 else None
            if text is not None:
                file = f"a.sms.{name}"
                found = self.findings(self.read(text, file, format_named(name)), file, fixes=False)
                broken[name] = {each.finding.rule.id for each in found if isinstance(each, Diagnostic)}
        require(len({*map(frozenset, broken.values())}) < 2, "a template breaks other rules in another format", broken)

    def check_reports(self, document: Document, name: str, found: list[RunEvent], random: Random) -> None:
        written = self.report("json", found, random)
        try:
            data = json.loads(written)
        except ValueError as error:
            raise Violation("the JSON report does not parse", error) from None
        size = len(document.text) if document.text is not None else 0
        for finding in data["findings"]:
            contract(finding, size)
        self.report(
            random.choice([name for name, format in OUTPUT_FORMATS.items() if not format.binary]), found, random
        )

    def report(self, format: str, found: list[RunEvent], random: Random, language: Language | None = None) -> str:
        out = io.StringIO(newline="")
        options = ReportOptions(
            language=language or random.choice(("en", "zh")),
            version="0",
            color=random.random() < 0.5,
            width=random.choice((None, 80, 20)),
            quiet=False,
            statistics=False,
            fail_on="error",
        )
        made = reporter(format, out, options)
        made.begin()
        for each in found:
            if isinstance(each, Diagnostic):
                made.finding(each)
            else:
                made.review(each)
        run = Run(self.rule_resolver)
        made.end(run.summary, exit_code=0)
        return out.getvalue()

    def check_contexts(self, document: Document, random: Random) -> None:
        size = len(document.text) if document.text is not None else 0
        for _ in range(3):
            offset = random.randint(0, size)
            context = document.context(offset)
            require(context is None or 0 <= context.start <= context.end <= size, "a context lies outside", offset)

    def check_fixes(self, document: Document, name: str, found: list[RunEvent], random: Random) -> None:
        """The edits of each fix must be inside the file, and safe fixes must not cause errors."""
        assert document.text is not None
        size = len(document.text)
        fixes = [(each, fix) for each in found if isinstance(each, Diagnostic) for fix in each.fixes]
        for each, fix in fixes:
            last = 0
            for edit in fix.edits:
                require(last <= edit.start <= edit.end <= size, "edits overlap or lie outside", each.finding.rule.id)
                last = edit.end
            require(fix.edits, "a fix without edits", each.finding.rule.id)
        for each, fix in random.sample(fixes, min(1, len(fixes))):
            after = applied(document.text.value, fix.edits)
            require(after != document.text.value, "a fix changes nothing", each.finding.rule.id)
            if fix.safety == "safe":
                left = self.findings(self.read(after, name), name, fixes=False)
                self.check_no_new_errors(found, left, f"fix of {each.finding.rule.id}")

    def fix(self, document: Document, name: str, data: bytes, found: list[RunEvent]) -> FixResult:
        assert document.text is not None
        file_rules, run = self.file_rules(name), Run(self.rule_resolver, today=TODAY)
        with fix_passes() as texts:
            result = fix_document(document, name, file_rules, run, self.unsafe)
        assert result.document.text is not None
        text, after = document.text.value, result.document.text.value
        how, undone = "unsafe" if self.unsafe else "safe", bool(result.conflict)
        require((text == after) == (result.fixed == 0), f"{how} fixes miscounted", result.fixed)
        if text == after:
            return FixResult(data, undone)
        try:
            changed = document.encode(after)
        except UnicodeEncodeError:
            return FixResult(None, undone)
        again = self.read(changed, name)
        if again.text is None or again.text.value != after:
            require(again.encoding != document.encoding, f"{how} fixes do not read back")
            return FixResult(None, undone)
        left = self.findings(again, name)
        if not self.unsafe:
            self.check_no_new_errors(found, left, "--fix")
            check_unfixable_unchanged(document, again, found)
        if not undone:
            self.check_passes(document, name, found, texts)
            rules = fixed_rules(left, self.unsafe)
            twice = fix_document(again, name, file_rules, run, self.unsafe) if rules else result
            require(twice.document.text and twice.document.text.value == after, f"{how} fixes twice change more", rules)
        return FixResult(changed, undone)

    def check_passes(self, document: Document, name: str, found: list[RunEvent], texts: list[str]) -> None:
        """Each pass must keep the text outside the edits of its fixes."""
        for text in texts:
            after = self.read(text, name, document.format)
            check_edits_explain(document, after, found, self.unsafe)
            document, found = after, self.findings(after, name) if text is not texts[-1] else []

    def check_no_new_errors(self, before: list[RunEvent], after: list[RunEvent], what: str) -> None:
        was, now = errors(before), errors(after)
        new = now - was
        if not new:
            return
        hidden = any(isinstance(each, Diagnostic) and hides(each) for each in before)
        require(hidden, f"{what} brings an error", sorted(new))


def hides(found: Diagnostic) -> bool:
    """Whether a finding is about what keeps rules from seeing others."""
    return found.finding.rule.category == HIDING or found.finding.rule.id == "unreadable-document"


def errors(found: list[RunEvent]) -> Counter[str]:
    return Counter(
        {each.finding.rule.id: 1 for each in found if isinstance(each, Diagnostic) and each.finding.severity == "error"}
    )


def fixed_rules(found: list[RunEvent], unsafe: bool) -> list[str]:
    return sorted(
        {
            each.finding.rule.id
            for each in found
            if isinstance(each, Diagnostic) and any(unsafe or fix.safety == "safe" for fix in each.fixes)
        }
    )


def contract(finding: dict[str, Any], size: int) -> None:
    """The ranges of a finding must be inside the file."""
    rule = finding["rule"]
    for one in (finding, *finding["related"]):
        start, end = one["start"], one["end"]
        require((start is None) == (end is None), "half a range", rule)
        if start is not None:
            require(0 <= start["offset"] <= end["offset"] <= size, "a range lies outside", rule)
            require((start["line"], start["column"]) <= (end["line"], end["column"]), "a range runs backwards", rule)
            require(min(start["line"], start["column"]) >= 1, "lines and columns count from 1", rule)
    low, high = finding["content_start"], finding["content_end"]
    require((low is None) == (high is None) and (low is None or low <= high), "half a range in the content", rule)
    require(finding["message"], "no message", rule)
