"""Rules about a whole run."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable, Mapping
from pathlib import Path

from smslint.workspace.discovery import discover
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import Run
from smslint.workspace.settings_resolver import SettingsResolver

from .conftest import TODAY, Checked, Files, marked


def rows(templates: Iterable[Mapping[str, object]]) -> str:
    return "".join(json.dumps({"type": "notification", **each}, ensure_ascii=False) + "\n" for each in templates)


def test_the_second_of_two_names_is_reported_with_the_place_of_the_first(files: Files) -> None:
    root = files(
        {
            "a.sms.jsonl": rows([{"name": "甲", "content": "一。"}, {"name": "乙", "content": "二。"}]),
            "b.sms.jsonl": rows([{"name": "乙", "content": "三。"}, {"name": "乙", "content": "四。"}]),
        }
    )
    found = Checked(root).of("duplicate-name")
    assert [(each.path, each.template and each.template.index) for each in found] == [
        ("b.sms.jsonl", 0),
        ("b.sms.jsonl", 1),
    ]
    assert [marked(each) for each in found] == ["乙", "乙"]
    assert found[0].finding.message("en") == 'The name "乙" is also used by the template at a.sms.jsonl:2.'
    assert found[0].related == ()


def test_within_one_file_the_first_is_marked_too(files: Files) -> None:
    text = rows([{"content": "一样。"}, {"content": "一样。"}])
    (found,) = Checked(files({"a.sms.jsonl": text})).of("duplicate-content")
    assert found.text
    assert [found.text.value[slice(*each.range)] for each in found.related if each.range] == ["一样。"]
    assert found.related[0].range
    assert found.range
    assert found.related[0].range.end < found.range.start


def test_empty_names_and_contents_repeat_nothing(files: Files) -> None:
    checked = Checked(files({"a.sms.jsonl": rows([{"content": ""}, {"content": ""}])}))
    assert checked.of("duplicate-content") + checked.of("duplicate-name") == []


def test_the_quota_reports_once_at_the_first_template_too_many(files: Files) -> None:
    templates = [
        {"content": f"第{number}件包裹。", **({"code": "SMS_1"} if number < 5 else {})} for number in range(108)
    ]
    (found,) = Checked(files({"a.sms.jsonl": rows(templates)})).of("submission-quota")
    assert found.template
    assert found.template.index == 105
    assert "103 templates" in found.finding.message("en")
    assert Checked(files({"a.sms.jsonl": rows(templates[:105])})).of("submission-quota") == []


def test_context_files_are_read_and_not_reported(files: Files) -> None:
    root = files({"a.sms.jsonl": rows([{"content": "一样。"}]), "b.sms.jsonl": rows([{"content": "一样。"}])})
    settings = SettingsResolver(root)
    run = Run(RuleResolver(settings), today=TODAY)
    run.add_context(discover([root / "b.sms.jsonl"], settings))
    told = [*run.check(discover([root / "a.sms.jsonl"], settings)), *run.cross_file_findings()]
    assert [each.path for each in told] == ["a.sms.jsonl"]
    assert run.summary.documents == 1


def test_a_template_costs_few_bytes(folder: Path) -> None:
    """Numbers in words that run no rule whose patterns would have to be compiled."""

    def row(number: int) -> dict[str, str]:
        written = "".join("东南西北山河湖海林田"[int(digit)] for digit in str(number))
        return {"name": f"取件{written}", "content": f"您在{written}的包裹已到站。"}

    def peak(number: int) -> int:
        path = folder / f"{number}.sms.jsonl"
        path.write_text(rows([row(n) for n in range(number)]), encoding="utf-8")
        settings = SettingsResolver(folder)
        run = Run(RuleResolver(settings), today=TODAY, chunk_threshold=20_000)
        tracemalloc.start()
        try:
            for _ in run.check(discover([path], settings)):
                pass
            for _ in run.cross_file_findings():
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(9000)
    assert (peak(9000) - peak(3000)) / 6000 < 60
