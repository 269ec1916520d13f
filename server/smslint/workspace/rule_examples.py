"""Runs the examples of rules that speak of documents and of whole runs, which the catalog's own layer cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from smslint.catalog.check import ExampleRunner
from smslint.catalog.examples import Outcome, RunExample, check_examples, of_template, text_at
from smslint.core.lint import Linter
from smslint.core.rule import Catalog, Rule
from smslint.documents import Document, applied, read
from smslint.language import Bilingual
from smslint.workspace.check import Spoken, check_document, check_record
from smslint.workspace.session import Policy
from smslint.workspace.settings import Governing, Settings


def example_runner(catalog: Catalog) -> ExampleRunner:
    """What tells the defects of the examples of any rule of a catalog."""

    @cache
    def policy() -> Policy:
        return Policy(Linter(catalog), Governing(Settings(), Path()), frozenset(catalog.rules), {})

    def run(rule: Rule) -> Iterator[Bilingual]:
        if rule.scope == "template":
            yield from check_examples(rule, of_template(rule, catalog))
        elif rule.scope == "document":
            yield from check_examples(rule, _of_document(rule, policy()))

    return run


def _of_document(rule: Rule, policy: Policy) -> RunExample:
    def run(example: Mapping[str, Any]) -> Outcome:
        document = read(example["text"], example["file"])
        found = [each for each in _found(document, policy) if each[0].finding.rule.id == rule.id]
        edits = [edit for spoken, _ in found for edit in spoken.edits or ()]
        text = example["text"]
        return Outcome(
            [spoken.finding for spoken, _ in found],
            [mark for _, mark in found],
            lambda _: applied(text, edits) if edits else None,
        )

    return run


def _found(document: Document, policy: Policy) -> Iterator[tuple[Spoken, str]]:
    """The findings of a document and of its templates, each with the text that it marks."""
    text = document.text.value if document.text else ""
    for entry in document.entries():
        checked = check_record(entry.record, policy, date.today())
        for spoken in checked.spoken:
            if spoken.range:
                start, end = spoken.range
                yield spoken, text[entry.start + start : entry.start + end]
            elif entry.template:
                yield spoken, text_at(entry.template, spoken.finding.span)
    for spoken in check_document(document, policy):
        start, end = spoken.range or (0, 0)
        yield spoken, text[start:end]
