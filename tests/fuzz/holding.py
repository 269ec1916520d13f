"""What must hold of every document, whatever it holds."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from fuzz.broken import Broken, must
from fuzz.slices import ranges
from fuzz.surviving import passes, survives, untouched
from smslint.documents import Document, applied, read
from smslint.documents.formats import format_of
from smslint.messages import Language
from smslint.report import FORMATS, reporter
from smslint.workspace.candidate_fixes import HIDING
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.fix_document import fix_document
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.run import DisplayFilter, Run, RunEvent
from smslint.workspace.settings_resolver import SettingsResolver

TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What fixes make of a document, None where its encoding cannot hold that; whether rules undo each other in it."""

    fixed: bytes | None
    conflicts: bool = False


class Holding:
    """Checks documents one after the other with every rule on, and mends them by safe fixes, or by unsafe ones too."""

    def __init__(self, folder: Path, unsafe: bool = False) -> None:
        self.settings = SettingsResolver(folder)
        self.folder = folder
        self.unsafe = unsafe
        self.rule_resolver = RuleResolver(self.settings)

    def file_rules(self, name: str) -> FileRules:
        return self.rule_resolver.file_rules(self.settings.of(self.folder / name), name)

    def __call__(self, name: str, data: bytes, random: Random) -> Outcome:
        document = read(data, name)
        found = self.findings(document, name)
        self.reports(document, name, found, random)
        self.places(document, random)
        if document.text is None:
            return Outcome(data)
        ranges(document, found)
        if document.format.lines and random.random() < 0.5:
            self.in_pieces(name, data, found, random)
        must(document.encode(document.text.value) == data, "reading and writing loses bytes")
        self.offered(document, name, found, random)
        return self.mended(document, name, data, found)

    def findings(self, document: Document, name: str, fixes: bool = True) -> list[RunEvent]:
        run = Run(self.rule_resolver, DisplayFilter(fixes=fixes), TODAY)
        told = list(run.document(document, name, self.file_rules(name), lambda: document))
        return [*told, *run.cross_file_findings()]

    def in_pieces(self, name: str, data: bytes, found: list[RunEvent], random: Random) -> None:
        """A file of lines has the findings that it has as a whole, too, when it is read in pieces."""
        path = self.folder / name
        path.write_bytes(data)
        run = Run(self.rule_resolver, today=TODAY, chunk_length=random.choice((1, 30, 200)))
        told = list(run.check([DiscoveredFile(str(path), name, self.settings.of(path), format_of(name, named=True))]))
        one, two = (
            json.loads(self.report("json", each, random, "en")) for each in (found, [*told, *run.cross_file_findings()])
        )
        must(one == two, "pieces have other findings than the whole", (one["findings"], two["findings"]))

    def reports(self, document: Document, name: str, found: list[RunEvent], random: Random) -> None:
        written = self.report("json", found, random)
        try:
            data = json.loads(written)
        except ValueError as error:
            raise Broken("the JSON report does not parse", error) from None
        size = len(document.text) if document.text is not None else 0
        for finding in data["findings"]:
            contract(finding, size)
        self.report(random.choice(FORMATS), found, random)

    def report(self, format: str, found: list[RunEvent], random: Random, language: Language | None = None) -> str:
        out = io.StringIO(newline="")
        made = reporter(
            format,
            out,
            language=language or random.choice(("en", "zh")),
            version="0",
            color=random.random() < 0.5,
            width=random.choice((None, 80, 20)),
            quiet=False,
            statistics=False,
            fail_on="error",
        )
        made.begin()
        for each in found:
            if isinstance(each, Diagnostic):
                made.finding(each)
            else:
                made.review(each)
        run = Run(self.rule_resolver)
        made.end(run.summary, exit_code=0)
        return out.getvalue()

    def places(self, document: Document, random: Random) -> None:
        size = len(document.text) if document.text is not None else 0
        for _ in range(3):
            offset = random.randint(0, size)
            context = document.context(offset)
            must(context is None or 0 <= context.start <= context.end <= size, "a context lies outside", offset)

    def offered(self, document: Document, name: str, found: list[RunEvent], random: Random) -> None:
        """Each fix fits into the file and, where it is safe, brings no error."""
        assert document.text is not None
        size = len(document.text)
        fixes = [(each, fix) for each in found if isinstance(each, Diagnostic) for fix in each.fixes]
        for each, fix in fixes:
            last = 0
            for edit in fix.edits:
                must(last <= edit.start <= edit.end <= size, "edits overlap or lie outside", each.finding.rule.id)
                last = edit.end
            must(fix.edits, "a fix without edits", each.finding.rule.id)
        for each, fix in random.sample(fixes, min(1, len(fixes))):
            after = applied(document.text.value, fix.edits)
            must(after != document.text.value, "a fix changes nothing", each.finding.rule.id)
            if fix.safety == "safe":
                left = self.findings(read(after, name), name, fixes=False)
                self.no_new_errors(found, left, f"fix of {each.finding.rule.id}")

    def mended(self, document: Document, name: str, data: bytes, found: list[RunEvent]) -> Outcome:
        assert document.text is not None
        file_rules, run = self.file_rules(name), Run(self.rule_resolver, today=TODAY)
        with passes() as texts:
            result = fix_document(document, name, file_rules, run, self.unsafe)
        assert result.document.text is not None
        text, after = document.text.value, result.document.text.value
        how, undone = "unsafe" if self.unsafe else "safe", bool(result.conflict)
        must((text == after) == (result.fixed == 0), f"{how} fixes miscounted", result.fixed)
        if text == after:
            return Outcome(data, undone)
        try:
            changed = document.encode(after)
        except UnicodeEncodeError:
            return Outcome(None, undone)
        again = read(changed, name)
        if again.text is None or again.text.value != after:
            must(again.encoding != document.encoding, f"{how} fixes do not read back")
            return Outcome(None, undone)
        left = self.findings(again, name)
        if not self.unsafe:
            self.no_new_errors(found, left, "--fix")
            untouched(document, again, found)
        if not undone:
            self.explained(document, name, found, texts)
            rules = fixed_rules(left, self.unsafe)
            twice = fix_document(again, name, file_rules, run, self.unsafe) if rules else result
            must(twice.document.text and twice.document.text.value == after, f"{how} fixes twice change more", rules)
        return Outcome(changed, undone)

    def explained(self, document: Document, name: str, found: list[RunEvent], texts: list[str]) -> None:
        """What each pass leaves of the text is what the fixes do not touch."""
        for text in texts:
            after = read(text, name, format=document.format)
            survives(document, after, found, self.unsafe)
            document, found = after, self.findings(after, name) if text is not texts[-1] else []

    def no_new_errors(self, before: list[RunEvent], after: list[RunEvent], what: str) -> None:
        was, now = errors(before), errors(after)
        new = now - was
        if not new:
            return
        hidden = any(isinstance(each, Diagnostic) and each.finding.rule.category == HIDING for each in before)
        must(hidden, f"{what} brings an error", sorted(new))


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
    """A finding's places lie in the file."""
    rule = finding["rule"]
    for one in (finding, *finding["related"]):
        start, end = one["start"], one["end"]
        must((start is None) == (end is None), "half a range", rule)
        if start is not None:
            must(0 <= start["offset"] <= end["offset"] <= size, "a range lies outside", rule)
            must((start["line"], start["column"]) <= (end["line"], end["column"]), "a range runs backwards", rule)
            must(min(start["line"], start["column"]) >= 1, "lines and columns count from 1", rule)
    low, high = finding["content_start"], finding["content_end"]
    must((low is None) == (high is None) and (low is None or low <= high), "half a range in the content", rule)
    must(finding["message"], "no message", rule)
