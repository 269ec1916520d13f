"""Runs the examples of rules about documents and whole runs, which the catalog's own layer cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from smslint.catalog.check import RuleExamplesCheck
from smslint.catalog.examples import ExampleResult, ExampleRunner, account_of_example, check_examples, of_template
from smslint.catalog.faults import Fault
from smslint.core.lint import Linter
from smslint.core.rule import Catalog, Rule
from smslint.documents import applied, format_of, read
from smslint.documents.code.source_tree import has_grammar
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import source_code_format
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.run import Run
from smslint.workspace.settings import ResolvedSettings, Settings
from smslint.workspace.settings_resolver import SettingsResolver

CONTRACT: Final = "contract"
_MANIFESTS: Final = "manifests.sms.jsonl"


def example_runner(catalog: Catalog) -> RuleExamplesCheck:
    """A function that checks the examples of any rule of a catalog."""

    @cache
    def file_rules() -> FileRules:
        settings = ResolvedSettings(Settings(code=True), Path())
        return FileRules(Linter(catalog), settings, frozenset(catalog.rules), {})

    def run(rule: Rule) -> Iterator[Fault]:
        if rule.category == CONTRACT and not has_grammar("java"):
            return  # its examples are source code
        of_rule = of_template(rule, catalog) if rule.scope == "template" else _of_document(rule, file_rules())
        yield from check_examples(rule, of_rule)

    return run


def _of_document(rule: Rule, file_rules: FileRules) -> ExampleRunner:
    def run(example: Mapping[str, Any]) -> ExampleResult:
        name, text = _document(example)
        document = read(text, name, format=format_of(name, named=True) or source_code_format(name, file_rules.resolved))
        complete = Run(RuleResolver(SettingsResolver(Path())), isolated=True)
        complete.whole = True
        file_rules.linter.account = account_of_example(example)
        beside = read(_lines(example.get("manifests", ())), _MANIFESTS)
        for _ in complete.document(beside, _MANIFESTS, file_rules, lambda: beside) if example.get("manifests") else ():
            pass
        events = [*complete.document(document, name, file_rules, lambda: document), *complete.cross_file_findings()]
        found = [each for each in events if isinstance(each, Diagnostic) and each.finding.rule.id == rule.id]
        if found and found[0].path == _MANIFESTS and beside.text is not None:
            text = beside.text.value
        found.sort(key=lambda each: each.range or (0, 0))
        edits = list(dict.fromkeys(edit for each in found for fix in each.fixes[:1] for edit in fix.edits))
        return ExampleResult(
            [each.finding for each in found],
            [text[each.range.start : each.range.end] if each.range else "" for each in found],
            lambda _: applied(text, edits) if edits else None,
        )

    return run


def _document(example: Mapping[str, Any]) -> tuple[str, str]:
    """An example's file; templates without one stand in a file of lines."""
    if "file" in example:
        return example["file"], example["text"]
    templates = example["templates"] * example.get("times", 1)
    return "example.sms.jsonl", _lines(templates)


def _lines(templates: Sequence[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in templates)
