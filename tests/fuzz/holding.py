"""What must hold of every document, whatever it holds."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from smslint.core.place import CONTENT, Span
from smslint.documents import Document, applied, read
from smslint.report import FORMATS, Context, reporter
from smslint.workspace.governing import SettingsByPath
from smslint.workspace.located import Located
from smslint.workspace.mend import mend
from smslint.workspace.offers import HIDING
from smslint.workspace.run import Run, Told
from smslint.workspace.session import Policy, Session

_HALF = re.compile("[\ud800-\udfff]")
_REFUSED_BY_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
TODAY = date(2026, 11, 21)


class Broken(AssertionError):
    """Something that must hold does not; `kind` names it."""

    def __init__(self, kind: str, detail: object = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind


def must(holds: object, kind: str, detail: object = "") -> None:
    if not holds:
        raise Broken(kind, detail)


class Holding:
    """Checks documents one after the other with every rule on."""

    def __init__(self, folder: Path) -> None:
        self.settings = SettingsByPath(folder)
        self.folder = folder
        self.session = Session(self.settings)

    def policy(self, name: str) -> Policy:
        return self.session.policy(self.settings.of(self.folder / name), name)

    def __call__(self, name: str, data: bytes, random: Random) -> None:
        document = read(data, name)
        found = self.findings(document, name)
        self.reports(document, name, found, random)
        self.places(document, random)
        if document.text is None:
            return
        self.ranges(document, found)
        must(document.encode(document.text.value) == data, "reading and writing loses bytes")
        self.offered(document, name, found, random)
        self.mended(document, name, found, unsafe=False)
        if random.random() < 0.3:
            self.mended(document, name, found, unsafe=True)

    def findings(self, document: Document, name: str) -> list[Told]:
        run = Run(self.session, today=TODAY)
        told = list(run.document(document, name, self.policy(name), lambda: document))
        return [*told, *run.about_run()]

    def reports(self, document: Document, name: str, found: list[Told], random: Random) -> None:
        written = self.report("json", found, random)
        try:
            data = json.loads(written)
        except ValueError as error:
            raise Broken("the JSON report does not parse", error) from None
        size = len(document.text) if document.text is not None else 0
        for finding in data["findings"]:
            contract(finding, size)
        self.report(random.choice(FORMATS), found, random)

    def report(self, format: str, found: list[Told], random: Random) -> str:
        out = io.StringIO(newline="")
        made = reporter(
            format,
            out,
            language=random.choice(("en", "zh")),
            version="0",
            color=random.random() < 0.5,
            width=random.choice((None, 80, 20)),
            quiet=False,
            statistics=False,
            fail_on="error",
        )
        made.begin()
        for each in found:
            if isinstance(each, Located):
                made.finding(each)
            else:
                made.review(each)
        run = Run(self.session)
        made.end(run.summary, Context(exit_code=0))
        return out.getvalue()

    def places(self, document: Document, random: Random) -> None:
        size = len(document.text) if document.text is not None else 0
        for _ in range(3):
            offset = random.randint(0, size)
            context = document.context(offset)
            must(context is None or 0 <= context.start <= context.end <= size, "a context lies outside", offset)
            document.region_at(offset)

    def ranges(self, document: Document, found: list[Told]) -> None:
        """Where a finding lies in the content and where in the file are the same text."""
        assert document.text is not None
        text = document.text.value
        for each in found:
            if not isinstance(each, Located) or each.content_range is None or each.range is None:
                continue
            must(each.content is not None and each.template is not None, "a range in no content")
            assert each.content is not None
            assert each.template is not None
            inside = each.content[slice(*each.content_range)]
            source = text[slice(*each.range)]
            if source == inside or inside in _readings(document.format, source):
                continue
            if not inside and not source:
                continue
            whole = document.source_range(document.entry(each.template.index), Span(CONTENT, 0, len(each.content)))
            if "\ufffd" in inside and "\\u" in source.lower():
                continue  # half of a surrogate pair, read one by one
            must(tuple(each.range) == whole, "a range is not its text", (each.finding.rule.id, inside, source))

    def offered(self, document: Document, name: str, found: list[Told], random: Random) -> None:
        """Each fix fits into the file and, where it is safe, brings no error."""
        assert document.text is not None
        size = len(document.text)
        fixes = [(each, fix) for each in found if isinstance(each, Located) for fix in each.fixes]
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
                self.no_new_errors(found, self.findings(read(after, name), name), f"fix of {each.finding.rule.id}")

    def mended(self, document: Document, name: str, found: list[Told], unsafe: bool) -> None:
        assert document.text is not None
        policy, run = self.policy(name), Run(self.session, today=TODAY)
        result = mend(document, name, policy, run, unsafe)
        assert result.document.text is not None
        text, after = document.text.value, result.document.text.value
        how = "unsafe" if unsafe else "safe"
        must((text == after) == (result.fixed == 0), f"{how} fixes miscounted", result.fixed)
        if text == after:
            return
        try:
            data = document.encode(after)
        except UnicodeEncodeError:
            return
        again = read(data, name)
        if again.encoding != document.encoding:
            return
        must(again.text is not None and again.text.value == after, f"{how} fixes do not read back")
        left = self.findings(again, name)
        if not unsafe:
            self.no_new_errors(found, left, "--fix")
            untouched(document, again, found)
        if result.quarrel:
            return
        twice = mend(again, name, policy, run, unsafe)
        assert twice.document.text is not None
        rules = fixed_rules(left, unsafe)
        must(twice.document.text.value == after, f"{how} fixes twice are not {how} fixes once", rules)

    def no_new_errors(self, before: list[Told], after: list[Told], what: str) -> None:
        was, now = errors(before), errors(after)
        new = now - was
        if not new:
            return
        hidden = any(isinstance(each, Located) and each.finding.rule.category == HIDING for each in before)
        must(hidden, f"{what} brings an error", sorted(new))


@dataclass(frozen=True)
class _Part:
    """What stands between and in the templates of a document."""

    text: str
    index: int | None


def untouched(before: Document, after: Document, found: list[Told]) -> None:
    """Templates of which no finding can be mended, and all between templates, are as they were."""
    whole = any(
        isinstance(each, Located) and each.template is None and any(fix.safety == "safe" for fix in each.fixes)
        for each in found
    )
    if whole:
        return
    fixable = {
        each.template.index for each in found if isinstance(each, Located) and each.template and each.finding.rule.fix
    }
    one, two = _parts(before), _parts(after)
    must(len(one) == len(two), "--fix changes the number of templates", (len(one), len(two)))
    for was, now in zip(one, two, strict=True):
        must(was.text == now.text or was.index in fixable, "--fix changes what it has no fix for", was.index)


def _parts(document: Document) -> list[_Part]:
    assert document.text is not None
    made, last = [], 0
    for entry in document.entries():
        made.append(_Part(document.text.value[last : entry.start], None))
        made.append(_Part(document.text.value[entry.start : entry.end], entry.index))
        last = entry.end
    return [*made, _Part(document.text.value[last:], None)]


def errors(found: list[Told]) -> Counter[str]:
    return Counter(
        {each.finding.rule.id: 1 for each in found if isinstance(each, Located) and each.finding.severity == "error"}
    )


def fixed_rules(found: list[Told], unsafe: bool) -> list[str]:
    return sorted(
        {
            each.finding.rule.id
            for each in found
            if isinstance(each, Located) and any(unsafe or fix.safety == "safe" for fix in each.fixes)
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


def _readings(format: str, source: str) -> list[str]:
    """What a slice of a source may stand for."""
    breaks = source.replace("\r\n", "\n").replace("\r", "\n")
    made = [breaks, source.replace('""', '"'), breaks.replace('""', '"'), breaks.replace("''", "'")]
    for quoted in (source, source.replace('""', '"')):
        try:
            made.append(json.loads(f'"{quoted}"', strict=False))
        except ValueError:
            continue
    if format == "yaml":
        made += _yaml_readings(source)
    return [_HALF.sub("\ufffd", each) for each in made]


def _yaml_readings(source: str) -> list[str]:
    """What YAML reads; characters that it refuses, and documents may hold all the same, stand for themselves."""
    import yaml

    refused = set(_REFUSED_BY_YAML.findall(source))
    stand_ins = {character: chr(0xF1000 + number) for number, character in enumerate(refused)}
    source = source.translate(str.maketrans(stand_ins))
    back = str.maketrans({stand_in: character for character, stand_in in stand_ins.items()})
    made = []
    for text in (f'"{source}"', f"'{source}'", "|-\n  " + source):
        try:
            made.append(yaml.safe_load(text))
        except (yaml.YAMLError, ValueError):
            continue
    return [each.translate(back) for each in made if isinstance(each, str)]
