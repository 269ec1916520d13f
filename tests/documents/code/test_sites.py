"""Places that send: codes, keys and the kinds of values, in every language; and each key broken once."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.catalog import load
from smslint.core.lint import Linter
from smslint.documents import read
from smslint.documents.code.site import SendSite
from smslint.documents.formats.code import CodeOptions, code_format
from smslint.workspace.contract import Contract, ContractPart
from smslint.workspace.cross_file import RunDocument
from smslint.workspace.diagnostic_builder import DiagnosticBuilder
from smslint.workspace.known_templates import KnownTemplate
from smslint.workspace.project_context import ProjectContext
from smslint.workspace.rule_resolver import FileRules
from smslint.workspace.settings import ResolvedSettings, Settings

from .cases import FOLDER, Case, cases

LANGUAGES = sorted(path.stem.removeprefix("sites-") for path in FOLDER.glob("sites-*.txt"))
CASES = [(language, case) for language in LANGUAGES for case in cases(f"sites-{language}.txt")]


@pytest.fixture(scope="module")
def file_rules() -> FileRules:
    catalog = load()
    return FileRules(Linter(catalog), ResolvedSettings(Settings(code=True), Path()), frozenset(catalog.rules), {})


def contract_of(language: str, text: str, file_rules: FileRules, templates: tuple[KnownTemplate, ...] = ()) -> Contract:
    document = read(text, "code", format=code_format(language, CodeOptions()))
    made = Contract(DiagnosticBuilder, ProjectContext(None))
    run_document = RunDocument("code", file_rules, lambda: document)
    made.add(run_document, ContractPart(document.facts, tuple(enumerate(templates))))
    return made


def shown(site: SendSite) -> str:
    codes = [value if kind in ("literal", "default") else f"{kind}:{value}" for kind, value in site.codes]
    kinds = {"expression": ""}
    keys = [key.name + "?" * key.sometimes + kinds.get(key.kind, f":{key.kind}") for key in site.keys or ()]
    told = f"?{site.keys_reason}" if site.keys is None else " ".join(keys) or "-"
    parts = [" ".join(codes) or site.code_reason, told]
    return " | ".join(parts + ["bare"] * site.bare + ["no JSON"] * (not site.is_json))


@pytest.mark.parametrize(("language", "case"), CASES, ids=[f"{language}: {case.name}" for language, case in CASES])
def test_what_is_known_of_each_site(language: str, case: Case, file_rules: FileRules) -> None:
    found = contract_of(language, case.text, file_rules)
    assert [shown(each.site) for each in found.sites] == case.expected


def test_the_snippets_are_many() -> None:
    assert len(CASES) > 160
    assert sum(len(case.expected) for _, case in CASES) > 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_with_another_name_is_found_and_the_right_one_is_not(language: str, file_rules: FileRules) -> None:
    mutants = 0
    for case in cases(f"sites-{language}.txt"):
        for found in contract_of(language, case.text, file_rules).sites:
            keys = [key for key in found.site.keys or () if key.end > key.start]
            if not keys or len(found.codes) != 1:
                continue
            template = KnownTemplate(found.codes[0], {key.name: None for key in found.site.keys or ()}, "a.sms")
            assert not {"parameter-missing", "parameter-unknown"} & rules(language, case.text, file_rules, template)
            key = next((each for each in keys if not each.sometimes), keys[0])
            shorthand = case.text[key.start : key.end + 1] in (f"{key.name} ", f"{key.name}}}", f"{key.name},")
            text = case.text[: key.start] + (f"other: {key.name}" if shorthand else "other") + case.text[key.end :]
            if language == "csharp" and shorthand:
                text = case.text[: key.start] + f"other = {key.name}" + case.text[key.end :]
            left = {one.name for each in contract_of(language, text, file_rules).sites for one in each.site.keys or ()}
            expected = {"parameter-unknown"} | ({"parameter-missing"} if key.name not in left else set())
            assert expected <= rules(language, text, file_rules, template), case.name
            mutants += 1
    assert mutants > 7


def rules(language: str, text: str, file_rules: FileRules, template: KnownTemplate) -> set[str]:
    contract = contract_of(language, text, file_rules, (template,))
    return {each.finding.rule.id for found in contract.findings(False) for each in found.diagnostics}
