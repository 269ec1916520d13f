"""Runs the examples that stand in the rules' files: they are the rules' tests, and pages and hovers show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from traceback import extract_tb
from typing import Any

from smslint.catalog.faults import Fault, faults_at
from smslint.core.account import Account, AccountSignature, AccountTemplate, Qualification
from smslint.core.analysis import Analysis
from smslint.core.finding import Finding
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.frames import content_of
from smslint.core.lint import CompiledRule, Linter
from smslint.core.media import Media, MediaFile
from smslint.core.place import Span
from smslint.core.prefilter import Prefilter
from smslint.core.rule import Catalog, Rule
from smslint.core.template import Frame, Material, Redirection, Suppression, Template, Variable, attribute_of
from smslint.dataclass import dataclass
from smslint.messages import LANGUAGES, Bilingual
from smslint.messages import catalog as messages

_TEXTS = ("type", "international_type", "name", "signature", "code", "description", "scene", "max_segments")


def template_of(example: Mapping[str, Any]) -> Template:
    """The template of an example; a field that it does not give is not carried."""
    declared = {name: _variable(name, value) for name, value in example.get("variables", {}).items()}
    carries = {"content", *(key for key in example if attribute_of(key) in Template.__dataclass_fields__)}
    if "variables" in example:
        carries.add("variables.attribute")
        if any(isinstance(value, Mapping) for value in example["variables"].values()):
            carries.add("variables.example")
    frames = tuple(Frame(**entry, text_first=next(iter(entry), "") == "text") for entry in example.get("frames", ()))
    return Template(
        content=content_of(frames) if frames else example.get("content", ""),
        frames=frames,
        **{key: example[key] or None for key in _TEXTS if key in example},
        test=example.get("test", False),
        variables=declared,
        signatures=tuple(example.get("signatures", ())),
        regions=tuple(example.get("regions", ())),
        request=example.get("request", False),
        redirection=tuple(Redirection(**{"kind": None, **entry}) for entry in example.get("redirection", ())),
        materials=tuple(Material(**entry) for entry in example.get("materials", ())),
        for_=example.get("for"),
        suppress=tuple(_suppression(entry) for entry in example.get("suppress", ())),
        carries=frozenset(carries),
    )


EXAMPLE_DAY = "2026-11-28"
"""The day on which examples are asked, and on which their lists were complete."""


def account_of_example(example: Mapping[str, Any]) -> Account | None:
    """The account of an example."""
    given = example.get("account")
    if given is None:
        return None
    templates = (AccountTemplate(**each) for each in given.get("templates", ()))
    qualifications = (Qualification(**each) for each in given.get("qualifications", ()))
    return Account(
        {each.code: each for each in templates},
        tuple(AccountSignature(**each) for each in given.get("signatures", ())),
        {each.id: each for each in qualifications},
        dict.fromkeys(given.get("complete", ()), f"{EXAMPLE_DAY}T18:00:00+08:00"),
        given.get("individual"),
        EXAMPLE_DAY,
    )


class ExampleFiles:
    """The files that an example describes; any other is missing."""

    def __init__(self, described: Mapping[str, Mapping[str, Any]]) -> None:
        self._described = described

    def look(self, path: str, limit: int) -> MediaFile:
        given = self._described.get(path, {"problem": "no such file or folder"})
        if problem := given.get("problem"):
            return MediaFile(problem=Bilingual(problem, problem))
        format, fault = given.get("format", path.rpartition(".")[2]), given.get("fault")
        name = given.get("name") or format.upper()
        media = Media(
            format, Bilingual(name, name), given.get("codec"), fault=Bilingual(fault, fault) if fault else None
        )
        return MediaFile(given.get("size", 100_000), media)

    def read(self, path: str, limit: int) -> bytes:
        raise FileNotFoundError(path)  # only described


def _variable(name: str, value: str | Mapping[str, Any]) -> Variable:
    if isinstance(value, str):
        return Variable(name, value or None)
    return Variable(name, value.get("attribute") or None, *map(value.get, ("example", "description", "reason")))


def _suppression(entry: Mapping[str, Any]) -> Suppression:
    until = entry.get("until")
    return Suppression(entry["rule"], entry.get("reason"), date.fromisoformat(until) if until else None)


def text_at(template: Template, span: Span) -> str:
    """The text that a finding marks; "" where it marks a field that is missing."""
    value = template.value_at(span.place)
    return str(value)[span.start : span.end] if isinstance(value, str | int) else ""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What a rule says of an example: its findings, what each marks, and what its first fixes make of the example."""

    findings: Sequence[Finding]
    marks: Sequence[str]
    fixed: Callable[[Mapping[str, Any]], object]
    left_out: bool = False
    """Whether the rule would find something, but was not run."""


ExampleRunner = Callable[[Mapping[str, Any]], ExampleResult]


def of_template(rule: Rule, catalog: Catalog) -> ExampleRunner:
    """Runs examples of a rule about single templates."""
    linter = Linter(catalog, [rule.id])
    alone = CompiledRule(rule, catalog.lexicon)
    prefilter = Prefilter([(alone.gate, rule.types)], catalog.lexicon)

    def run(example: Mapping[str, Any]) -> ExampleResult:
        linter.account = account_of_example(example)
        analysis = linter.read(template_of(example), ExampleFiles(example["files"]) if "files" in example else None)
        findings = linter.lint(analysis)
        marks = [text_at(analysis.template, finding.span) for finding in findings]
        left_out = not prefilter.enabled(analysis) and any(True for _ in alone.matches(analysis))
        return ExampleResult(findings, marks, lambda example: _fixed(example, analysis, findings), left_out)

    return run


def _fixed(example: Mapping[str, Any], analysis: Analysis, findings: Sequence[Finding]) -> object:
    """The content after the fixes, or the fields that the example names; None if there is no fix."""
    fixes = [fixes[0] for finding in findings if (fixes := fixes_for(finding, analysis))]
    if not fixes:
        return None
    fixed = with_changes(analysis.template, [change for fix in fixes for change in fix.changes])
    expected = example["fixed"]
    return fixed.content if isinstance(expected, str) else {key: _plain(fixed, key) for key in expected}


def _plain(template: Template, field: str) -> object:
    """A field as examples write it."""
    value = getattr(template, field)
    if field == "variables":
        given = {name: _given(variable, "name") for name, variable in value.items()}
        return {name: one["attribute"] if one.keys() == {"attribute"} else one for name, one in given.items()}
    if field in ("redirection", "frames"):
        return [_given(entry) for entry in value]
    return value


def _given(value: Variable | Redirection | Frame, without: str = "") -> dict[str, object]:
    names = (name for name, each in value.__dataclass_fields__.items() if name != without and each.compare)
    return {name: one for name in names if (one := getattr(value, name)) is not None}


def check_examples(rule: Rule, run: ExampleRunner) -> Iterator[Fault]:
    """What is wrong with the examples of a rule; other rules may report them, too."""
    examples = rule.file["examples"]
    assert isinstance(examples, Mapping)
    unfilled: dict[Bilingual, None] = {}
    for kind, check in (("good", _check_good), ("bad", _check_bad)):
        for index, example in enumerate(examples[kind]):
            try:
                found = run(example)
                texts = list(check(example, found, rule))
            except Exception as error:
                texts = [_raised(example, error)]
            else:
                unfilled |= dict.fromkeys(_unfilled(found.findings if kind == "bad" else ()))
            yield from faults_at(("examples", kind, index), texts)
    yield from faults_at(("message",), unfilled)


def _raised(example: Mapping[str, Any], error: Exception) -> Bilingual:
    """Where the code of a check or of its fix raised an error."""
    frame = extract_tb(error.__traceback__)[-1]
    where = {"file": Path(frame.filename).name, "line": frame.lineno or 0}
    return messages.RAISED.fill(example=_name(example), error=repr(error), **where)


def _check_good(example: Mapping[str, Any], found: ExampleResult, rule: Rule) -> Iterator[Bilingual]:
    if found.findings:
        yield messages.NOT_SILENT.fill(example=_name(example), marks=_shown(found.marks))


def _check_bad(example: Mapping[str, Any], found: ExampleResult, rule: Rule) -> Iterator[Bilingual]:
    """Compares the findings of a bad example with what it expects: marked texts, place, variant, and fix."""
    if "marks" not in example and rule.scope != "run":
        yield messages.NO_MARKS.fill(example=_name(example))
    if found.left_out:
        yield messages.NOT_RUN.fill(example=_name(example))
    elif not found.findings or list(found.marks) != example.get("marks", list(found.marks)):
        expected = _shown(example.get("marks", ()))
        yield messages.MARKED_OTHERWISE.fill(example=_name(example), expected=expected, found=_shown(found.marks))
    places = sorted({str(finding.field) for finding in found.findings})
    if "place" in example and places != [example["place"]]:
        yield messages.PLACED_OTHERWISE.fill(example=_name(example), expected=example["place"], found=_shown(places))
    variants = {finding.variant.name for finding in found.findings if finding.variant}
    if "variant" in example and example["variant"] not in variants:
        yield messages.OTHER_VARIANT.fill(example=_name(example), expected=example["variant"])
    if "fixed" in example and found.findings:
        expected, fixed = example["fixed"], found.fixed(example)
        if fixed is None:
            yield messages.NO_FIX.fill(example=_name(example))
        elif fixed != expected:
            yield messages.FIXED_OTHERWISE.fill(example=_name(example), expected=repr(expected), found=repr(fixed))


def _unfilled(findings: Sequence[Finding]) -> Iterator[Bilingual]:
    """Fields of messages that the matches give no value for."""
    for finding in findings:
        for language in LANGUAGES:
            try:
                finding.message(language)
            except (KeyError, ValueError, IndexError, AttributeError) as error:
                field = f"{{{error.args[0]}}}" if isinstance(error, KeyError) else str(error)
                yield messages.UNFILLED.fill(language=language, error=field)


def _name(example: Mapping[str, Any]) -> str:
    first = example["templates"][0] if "templates" in example else example
    return repr(first.get("content") or first.get("text") or first.get("file") or "")


def _shown(marks: Sequence[str]) -> str | Bilingual:
    return ", ".join(map(repr, marks)) or messages.NOTHING
