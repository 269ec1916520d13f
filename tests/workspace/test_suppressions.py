"""Suppressed findings: by comments, by a field of the template, and by settings; and unused suppressions."""

from __future__ import annotations

import sys

import pytest

from smslint.catalog import toml_lines
from smslint.workspace.discovery import discover
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import Run, unused_suppressions
from smslint.workspace.settings import SettingsError
from smslint.workspace.settings_resolver import SettingsResolver

from .conftest import TODAY, Checked, Files, marked

SMS = """---
{front}
---
您的包裹已到站，请于今日21点前领取。
"""
FRONT = "name: 取件提醒\ntype: notification\ndescription: 到站提醒"


def sms(*lines: str) -> dict[str, str]:
    return {"a.sms": SMS.format(front="\n".join((FRONT, *lines)))}


def test_without_any_the_finding_is_shown(files: Files) -> None:
    assert Checked(files(sms("signature:"))).rules == ["signature-missing"]


@pytest.mark.parametrize(
    "lines",
    [
        ("# smslint: ignore[signature-missing] 渠道统一填写", "signature:"),
        ("signature:  # smslint: ignore[signature-missing]",),
        ("suppress:", "  - { rule: signature-missing, reason: 渠道统一填写 }"),
        ("suppress:", "  - rule: signature-missing", "    until: 2026-11-21"),
    ],
)
def test_a_suppression_silences_its_rule(lines: tuple[str, ...], files: Files) -> None:
    checked = Checked(files(sms(*lines)))
    assert checked.rules == []
    assert checked.run.summary.suppressed == 1


@pytest.mark.parametrize(
    "front",
    [
        "name: 取件提醒  # smslint: ignore[description-missing]\ntype: notification\nsignature: 青禾驿站",
        "# smslint: ignore[description-missing] 内部测试\nname: 取件提醒\ntype: notification\nsignature: 青禾驿站",
    ],
)
def test_a_comment_at_the_first_field_suppresses_findings_about_missing_fields(front: str, files: Files) -> None:
    checked = Checked(files({"a.sms": SMS.format(front=front)}))
    assert checked.rules == []
    assert checked.run.summary.suppressed == 1


def test_a_comment_at_another_field_does_not(files: Files) -> None:
    front = "name: 取件提醒\ntype: notification\nsignature: 青禾驿站  # smslint: ignore[description-missing]"
    checked = Checked(files({"a.sms": SMS.format(front=front)}))
    assert sorted(checked.rules) == ["description-missing", "unused-suppression"]


TOP = "# smslint: ignore[invisible-character] 排版需要\n"
HIDDEN = "您的\u200b包裹已到站，请于今日21点前领取。\n"


def test_a_comment_at_the_top_of_front_matter_accepts_a_finding_of_the_content(files: Files) -> None:
    checked = Checked(files({"a.sms": f"---\n{TOP}{FRONT}\nsignature: 青禾驿站\n---\n{HIDDEN}"}))
    assert checked.rules == []
    assert checked.run.summary.suppressed == 1


def test_one_that_cannot_work_where_it_stands_says_where_it_would(files: Files) -> None:
    text = f"---\n{FRONT}\n{TOP}signature: 青禾驿站\n---\n{HIDDEN}"
    checked = Checked(files({"a.sms": text}))
    assert sorted(checked.rules) == ["invisible-character", "unused-suppression"]
    (unused,) = checked.of("unused-suppression")
    assert unused.finding.message("en").endswith("put it above the first field of the template.")
    assert not unused.fixes


def test_one_at_the_wrong_field_is_not_removed_either(files: Files) -> None:
    front = f"# smslint: ignore[signature-format] 暂用\n{FRONT}\nsignature: 【青禾】"
    (unused,) = Checked(files({"a.sms": SMS.format(front=front)})).of("unused-suppression")
    assert unused.finding.message("en").endswith('put it above the field "signature".')
    assert not unused.fixes


def test_a_malformed_one_is_reported_once_though_the_template_is_checked_again(files: Files) -> None:
    text = SMS.format(front="\n".join((FRONT, "signature: 青禾驿站", "suppress: [{ rule: nonsense }]")))
    assert Checked(files({"a.sms": text, "b.sms": text})).rules.count("malformed-suppression") == 2


def test_one_that_has_expired_silences_nothing_and_says_so(files: Files) -> None:
    checked = Checked(files(sms("suppress:", "  - { rule: signature-missing, until: 2026-11-20 }")))
    assert sorted(checked.rules) == ["signature-missing", "unused-suppression"]
    (unused,) = checked.of("unused-suppression")
    assert (
        unused.finding.message("en")
        == "The suppression of signature-missing was valid until 2026-11-20 and has expired."
    )
    assert checked.run.summary.suppressed == 0


def test_an_unused_one_is_reported_at_its_place(files: Files) -> None:
    comment = "# smslint: ignore[name-too-long] 旧名"
    checked = Checked(files(sms(comment, "signature: 青禾驿站")))
    assert checked.rules == ["unused-suppression"]
    assert marked(checked.found[0]) == comment


def test_one_whose_rule_is_ignored_is_not_called_unused(files: Files) -> None:
    root = files(sms("# smslint: ignore[signature-missing]", "signature: 青禾驿站"))
    assert Checked(root, ignore=("signature-missing",)).rules == []


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("signature-mising", 'unknown rule "signature-mising"; the nearest is "signature-missing"'),
        ("metadata", '"metadata" is a category, but a suppression must name a single rule'),
        ("", "it names no rule"),
    ],
)
def test_one_that_names_no_rule_is_malformed(name: str, problem: str, files: Files) -> None:
    checked = Checked(files(sms(f"# smslint: ignore[{name}] 理由", "signature: 青禾驿站")))
    assert checked.rules == ["malformed-suppression"]
    assert checked.found[0].finding.message("en") == f"The suppression has no effect: {problem}."


def test_suppressing_a_rule_makes_no_rule_that_yields_to_it_report(files: Files) -> None:
    content = {"a.sms.jsonl": '{"content": "${a}", "type": "verification"}\n'}
    before = Checked(files(content)).rules
    silenced = Checked(files(content), ignore=tuple(before[:1])).rules
    assert silenced == [rule for rule in before if rule != before[0]]


SETTINGS = """
    [[suppress]]
    rule = "signature-missing"
    {more}
    """


@pytest.mark.parametrize(
    "more", ['path = "a.sms"', 'path = "*.sms"', 'template = "取件提醒"', "until = 2026-11-21", ""]
)
def test_the_settings_silence_by_path_template_and_day(more: str, files: Files) -> None:
    checked = Checked(files({**sms("signature:"), "smslint.toml": SETTINGS.format(more=more)}))
    assert checked.rules == []
    assert checked.run.summary.suppressed == 1


@pytest.mark.parametrize("more", ['path = "b/*.sms"', 'template = "别的"', "until = 2026-11-20"])
def test_the_settings_silence_nothing_else(more: str, files: Files) -> None:
    root = files({**sms("signature:"), "smslint.toml": SETTINGS.format(more=more)})
    assert Checked(root).rules == ["signature-missing"]
    settings = SettingsResolver(root)
    run = Run(RuleResolver(settings), today=TODAY)
    assert len(list(run.check(discover([root], settings)))) == 1
    (left,) = unused_suppressions(run, [root], [])
    assert (left.finding.rule.id, left.path) == ("unused-suppression", "smslint.toml")
    assert marked(left) == "[[suppress]]"
    assert list(unused_suppressions(run, [], ["a.sms"])) == []


def test_many_unused_ones_read_the_settings_once(files: Files) -> None:
    each = "[[suppress]]\nrule = 'may-split'\n"
    root = files({**sms(), "smslint.toml": each * 50})
    settings = SettingsResolver(root)
    run = Run(RuleResolver(settings), today=TODAY)
    list(run.check(discover([root], settings)))
    parsed = toml_lines._lines.cache_info().misses
    starts = [found.range.start for found in unused_suppressions(run, [root], []) if found.range]
    assert starts == [len(each) * number for number in range(50)]
    assert toml_lines._lines.cache_info().misses <= parsed + 1


def test_rules_about_the_run_are_suppressed_like_others(files: Files) -> None:
    row = '{"name": "取件", "content": "包裹%s已到站。", "type": "notification"%s}\n'
    twice = {"a.sms.jsonl": row % ("甲", "") + row % ("乙", "")}
    assert Checked(files(twice)).rules == ["duplicate-name"]
    silent = ', "suppress": [{"rule": "duplicate-name", "reason": "分批"}]'
    checked = Checked(files({"a.sms.jsonl": row % ("甲", "") + row % ("乙", silent)}))
    assert checked.rules == []
    assert checked.run.summary.suppressed == 1
    checked = Checked(files({"a.sms.jsonl": row.replace("取件", "取件一") % ("甲", silent) + row % ("乙", "")}))
    assert checked.rules == ["unused-suppression"]


def test_problems_of_the_document_stand_among_those_of_its_templates(files: Files) -> None:
    text = "templates:\n  - name: 甲\n    signatur: 乙\n    content: 您的包裹已到站。\nother: 1\n"
    checked = Checked(files({"a.sms.yaml": text}))
    starts = [each.range for each in checked.found]
    assert None not in starts
    assert starts == sorted(starts)  # type: ignore[type-var]
    assert "unknown-field" in checked.rules


def test_suppressions_of_other_rules_cost_a_template_nothing(files: Files) -> None:
    def calls(count: int) -> int:
        content = "您的包裹已到站。"
        rows = "".join(f'{{"name": "n{n}", "type": "notification", "content": "{content}"}}\n' for n in range(40))
        settings = "".join(f"[[suppress]]\nrule = 'link-attribute'\nuntil = {2099 + n}-01-01\n" for n in range(count))
        folder = files({"a.sms.jsonl": rows, "smslint.toml": settings})
        resolver = RuleResolver(SettingsResolver(folder))
        (found,) = discover([folder], resolver.settings)
        run = Run(resolver, today=TODAY)
        list(run.check([found]))  # settings, patterns and rules are read once
        made = 0

        def count_call(_frame: object, event: str, _value: object) -> None:
            nonlocal made
            made += event == "call"

        sys.setprofile(count_call)
        try:
            list(run.check([found]))
        finally:
            sys.setprofile(None)
        return made

    assert calls(400) < calls(1) + 4000


def test_a_suppression_names_a_rule_and_no_category(files: Files) -> None:
    folder = files(sms() | {"smslint.toml": "[[suppress]]\nrule = 'links'\n"})
    resolver = RuleResolver(SettingsResolver(folder))
    (found,) = discover([folder], resolver.settings)
    with pytest.raises(SettingsError, match='the category "links"'):
        resolver.of(found)
