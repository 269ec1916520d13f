"""What settings do with findings: selection, severities, per-file settings, URLs of rules, and own words."""

from __future__ import annotations

import pytest

from smslint.workspace.rule_resolver import RuleResolver, expanded, known_names
from smslint.workspace.run import DisplayFilter
from smslint.workspace.settings import SettingsError
from smslint.workspace.settings_resolver import SettingsResolver

from .conftest import Checked, Files

UNSIGNED = "---\nname: 取件提醒\ntype: notification\ndescription: 到站提醒\n---\n您的包裹已到站，请于今日21点前领取。\n"


def test_a_severity_is_overridden_last(files: Files) -> None:
    root = files({"a.sms": UNSIGNED, "smslint.toml": "[severity]\nsignature-missing = 'error'\n"})
    checked = Checked(root)
    assert [each.finding.severity for each in checked.found] == ["error"]
    assert (checked.run.summary.error, checked.run.summary.warning) == (1, 0)


def test_a_category_has_its_severity_changed_too(files: Files) -> None:
    root = files({"a.sms": UNSIGNED, "smslint.toml": "[severity]\nmetadata = 'info'\n"})
    assert [each.finding.severity for each in Checked(root).found] == ["info"]


def test_a_rule_of_the_program_itself_has_its_severity_changed(files: Files) -> None:
    root = files(
        {
            "a.sms.jsonl": '{"name": 1}\n',
            "smslint.toml": "select = ['invalid-field']\nseverity = { documents = 'warning' }\n",
        }
    )
    assert [each.finding.severity for each in Checked(root).found] == ["warning"]


@pytest.mark.parametrize(
    "settings",
    [
        "severity = { unreadable-document = 'info' }",
        "severity = { documents = 'info' }",
        "[per-file.'*']\nseverity = { unreadable-document = 'info' }",
        "[per-file.'*']\nignore = ['unreadable-document']",
        "ignore = ['unreadable-document']",
        "[[suppress]]\nrule = 'unreadable-document'",
    ],
)
def test_what_cannot_be_read_is_an_error_whatever_settings_say(settings: str, files: Files) -> None:
    comment = "# smslint: ignore[unreadable-document] x\n"
    root = files({"a.sms": f"---\n{comment}name: [\n---\n您好\n", "b.sms.jsonl": "{\n", "smslint.toml": settings})
    checked = Checked(root)
    found = checked.of("unreadable-document")
    assert [(each.path, each.finding.severity) for each in found] == [("a.sms", "error"), ("b.sms.jsonl", "error")]
    resolver = checked.run.rule_resolver
    told = [each.text.en for each in resolver.warnings(resolver.settings.of(root / "a.sms"))]
    assert bool(told) == ("unreadable-document" in settings)


@pytest.mark.parametrize("trusted", [True, False])
def test_rules_of_a_folder_without_trust_may_be_unknown(trusted: bool, files: Files) -> None:
    settings = "rules = []\nignore = ['signature-missing', 'house-style']\n"
    root = files({"smslint.toml": settings, "b/smslint.toml": "ignore = ['house-style']\n"})
    resolver = RuleResolver(SettingsResolver(root, trusted=trusted))
    for folder, known in (("", trusted), ("b", True)):
        resolved = resolver.settings.of(root / folder)
        if known:
            with pytest.raises(SettingsError, match="house-style"):
                resolver.file_rules(resolved, "a.sms")
        else:
            assert "signature-missing" not in resolver.file_rules(resolved, "a.sms").wanted


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("ignore = ['signature-missing']", [], ["signature-missing"]),
        ("select = ['links']", [], ["signature-missing"]),
        ("severity = { signature-missing = 'info' }", ["signature-missing"], ["signature-missing"]),
    ],
)
def test_some_files_have_settings_of_their_own(table: str, old: list[str], new: list[str], files: Files) -> None:
    root = files({"old/a.sms": UNSIGNED, "new/a.sms": UNSIGNED, "smslint.toml": f"[per-file.'old/']\n{table}\n"})
    found = Checked(root, ignore=("duplicate-name", "duplicate-content")).found
    assert [each.finding.rule.id for each in found if each.path.startswith("old/")] == old
    assert [each.finding.rule.id for each in found if each.path.startswith("new/")] == new
    levels = [each.finding.severity for each in found if each.path.startswith("old/")]
    assert levels in ([], ["info"])


def test_low_levels_and_low_confidence_are_hidden(files: Files) -> None:
    root = files({"a.sms": UNSIGNED})
    assert Checked(root, DisplayFilter(severity="error")).found == []
    assert Checked(root, DisplayFilter(severity="warning", confidence="high")).rules == ["signature-missing"]


def test_the_address_of_a_page_is_the_settings(files: Files) -> None:
    root = files({"a.sms": UNSIGNED, "smslint.toml": "rule-url = 'https://example.com/{rule}.html'\n"})
    assert [each.url for each in Checked(root).found] == ["https://example.com/signature-missing.html"]
    assert [each.url for each in Checked(root, DisplayFilter(urls=False)).found] == [None]
    (root / "smslint.toml").unlink()
    assert [each.url for each in Checked(root).found] == [None], "a page on this machine is no address for a report"


@pytest.mark.parametrize(
    "address", ["command:a", "javascript:a", "file:///a", "//a/b", "\\\\a\\b", "https://a b", "https://a)"]
)
def test_a_page_is_on_the_web(files: Files, address: str) -> None:
    root = files({"a.sms": UNSIGNED, "smslint.toml": f"rule-url = '{address}'\n"})
    with pytest.raises(SettingsError, match="rule-url"):
        Checked(root)


def test_equal_settings_share_one_linter(files: Files) -> None:
    root = files({"smslint.toml": "[per-file.'a/*']\nseverity = { may-split = 'info' }\n", "in/smslint.toml": ""})
    settings = SettingsResolver(root)
    rule_resolver = RuleResolver(settings)
    policies = [
        rule_resolver.file_rules(settings.of(root), "a/x.sms"),
        rule_resolver.file_rules(settings.of(root), "b/x.sms"),
        rule_resolver.file_rules(settings.of(root / "in"), "x.sms"),
    ]
    assert len({id(file_rules) for file_rules in policies}) == 3
    assert len({id(file_rules.linter) for file_rules in policies}) == 1


def test_unknown_words_are_reported_and_stop_nothing(files: Files) -> None:
    text = "[words.salutation]\nadd = ['青禾会友']\n[words.salutations]\nremove = ['青禾会友']\n"
    root = files({"a.sms": UNSIGNED, "smslint.toml": text})
    assert Checked(root).rules == ["signature-missing"]
    settings = SettingsResolver(root)
    warnings = [warning.text.text("en") for warning in RuleResolver(settings).warnings(settings.of(root))]
    assert warnings[0] == "Unknown word table salutation; the nearest is salutations."
    assert '"青禾会友", so it cannot be removed' in warnings[1]


def test_names_are_rules_or_categories() -> None:
    from smslint.catalog import load

    catalog = load()
    assert expanded(["signature-missing"], catalog) == {"signature-missing"}
    assert "signature-missing" in expanded(["metadata"], catalog)
    assert expanded(["nothing"], catalog) == frozenset()
    assert {"metadata", "signature-missing"} <= set(known_names(catalog))


def test_fingerprints_outlive_lines_and_tell_templates_apart(files: Files) -> None:
    rows = [
        '{"name": "甲", "content": "包裹甲已到站。", "signature": null, "type": "notification"}\n',
        '{"name": "乙", "content": "包裹乙已到站。", "signature": null, "type": "notification"}\n',
    ]
    before = {each.fingerprint for each in Checked(files({"a.sms.jsonl": "".join(rows)})).found}
    after = {each.fingerprint for each in Checked(files({"a.sms.jsonl": "".join(["\n", *reversed(rows)])})).found}
    assert len(before) == 2
    assert before == after
    other = {each.fingerprint for each in Checked(files({"a.sms.jsonl": rows[0], "b.sms.jsonl": rows[0]})).found}
    assert len(other - before) == len(other) - 1


def test_the_company_of_a_signature_in_the_settings_is_that_of_its_qualification(files: Files) -> None:
    call = '{ kind: 400_phone, value: "4001230000", company: 甲公司, organization_code: 91350100M000100Y43 }'
    front = f"name: 到店\ntype: notification\nsignature: 湖畔民宿\nredirection:\n  - {call}\n"
    root = files(
        {
            "a.sms": f"---\n{front}---\n您的行李已到，电话4001230000。\n",
            "smslint.toml": "select = ['redirection-invalid']\n[[signatures]]\nname = '湖畔民宿'\ncompany = '乙公司'\n",
        }
    )
    (found,) = Checked(root).found
    assert "乙公司" in found.finding.message("zh")
