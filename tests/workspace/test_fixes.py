"""Which fixes are offered, what `--fix` does with a file, and when it stops."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding
from smslint.core.place import CONTENT
from smslint.documents import Document, applied, read
from smslint.messages import Bilingual
from smslint.workspace.check import check_template
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import discover
from smslint.workspace.fix_document import fix_document
from smslint.workspace.fix_files import FileFixer, difference
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings_resolver import SettingsResolver

from .conftest import TODAY, Checked, Files

SIGNED = """---
name: 取件提醒
type: notification
signature: 【青禾驿站】
description: 到站提醒
---
您的包裹已到站，请于今日21点前领取。
"""
MENDED = SIGNED.replace("【青禾驿站】", "青禾驿站")


def fixed(root: Path, unsafe: bool = False, shown: DisplayFilter = DisplayFilter()) -> FileFixer:  # noqa: B008
    by_path = SettingsResolver(root)
    fixing = FileFixer(Run(RuleResolver(by_path), shown, TODAY), unsafe)
    fixing.left = [  # type: ignore[attr-defined]
        each.finding.rule.id for each in fixing.check(discover([root], by_path)) if isinstance(each, Diagnostic)
    ]
    return fixing


def mended(text: str, unsafe: bool = False, name: str = "a.sms") -> Document:
    by_path = SettingsResolver(Path.cwd())
    rule_resolver = RuleResolver(by_path)
    run = Run(rule_resolver, today=TODAY)
    file_rules = rule_resolver.file_rules(by_path.of(Path(name)), name)
    return fix_document(read(text, name), name, file_rules, run, unsafe).document


def test_a_safe_fix_is_offered_as_edits_that_make_it(files: Files) -> None:
    (found,) = Checked(files({"a.sms": SIGNED})).found
    (fix,) = found.fixes
    assert fix.safety == "safe"
    assert found.text
    assert applied(found.text.value, fix.edits) == MENDED  # type: ignore[arg-type]


def test_safe_fixes_are_written_and_counted(files: Files) -> None:
    root = files({"a.sms": SIGNED})
    fixing = fixed(root)
    assert (root / "a.sms").read_text(encoding="utf-8") == MENDED
    assert fixing.run.summary.fixed == 1
    assert fixing.left == []  # type: ignore[attr-defined]


def test_line_breaks_mark_mode_and_links_are_kept(folder: Path) -> None:
    path = folder / "real" / "a.sms"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + SIGNED.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    (folder / "a.sms").symlink_to(path)
    fixing = fixed(folder / "a.sms")
    assert fixing.run.summary.fixed == 1
    assert path.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert (folder / "a.sms").is_symlink()
    assert os.listdir(path.parent) == ["a.sms"]


def test_a_file_that_cannot_be_written_stays_as_it_was(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = files({"a.sms": SIGNED})

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    fixing = fixed(root)
    assert (root / "a.sms").read_text(encoding="utf-8") == SIGNED
    assert os.listdir(root) == ["a.sms"]
    assert fixing.failed
    assert fixing.run.summary.fixed == 0
    assert fixing.left == ["signature-format"]  # type: ignore[attr-defined]
    assert [text.en for _, text in fixing.remarks] == ["The fixed file was not written: no write permission."]


def test_a_file_that_may_not_be_written_is_not_replaced_either(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    root = files({"a.sms": SIGNED, "b.sms": SIGNED})
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK or not str(path).endswith("a.sms"))
    fixing = fixed(root)
    assert (root / "a.sms").read_text(encoding="utf-8") == SIGNED
    assert (root / "b.sms").read_text(encoding="utf-8") == MENDED
    assert sorted(os.listdir(root)) == ["a.sms", "b.sms"]
    assert [path for path, _ in fixing.remarks] == ["a.sms"]


def test_what_is_hidden_or_suppressed_is_not_fixed(files: Files) -> None:
    text = SIGNED.replace("signature", "# smslint: ignore[signature-format] 留待核对\nsignature")
    root = files({"a.sms": text})
    fixed(root)
    assert (root / "a.sms").read_text(encoding="utf-8") == text


def test_unsafe_fixes_need_to_be_asked_for(files: Files) -> None:
    text = SIGNED.replace("type: notification", "type:")
    root = files({"a.sms": text})
    assert "type-missing" in fixed(root).left  # type: ignore[attr-defined]
    assert "type-missing" not in fixed(root, unsafe=True).left  # type: ignore[attr-defined]
    assert "type: notification" in (root / "a.sms").read_text(encoding="utf-8")


def test_leftover_suppressions_are_removed(files: Files) -> None:
    clean = MENDED.replace("---\n您", "suppress:\n  - { rule: signature-missing, reason: 无 }\n---\n您")
    root = files({"a.sms": clean.replace("signature:", "# smslint: ignore[name-too-long] 旧名\nsignature:")})
    fixing = fixed(root)
    assert fixing.left == []  # type: ignore[attr-defined]
    text = (root / "a.sms").read_text(encoding="utf-8")
    assert "ignore" not in text
    assert "signature-missing" not in text
    assert fixing.run.summary.fixed == 2


def test_every_template_of_a_file_is_fixed_in_one_pass(files: Files) -> None:
    rows = "".join(
        f'{{"name": "取件{n}", "type": "notification", "signature": "【青禾】", "content": "第{n}件已到站。"}}\n'
        for n in range(50)
    )
    root = files({"a.sms.jsonl": rows})
    assert fixed(root).run.summary.fixed == 50
    assert (root / "a.sms.jsonl").read_text(encoding="utf-8") == rows.replace("【青禾】", "青禾")


def test_a_difference_shows_only_what_changes(files: Files) -> None:
    text = difference("a.sms", read(SIGNED, "a.sms"), read(MENDED, "a.sms"))
    assert text.startswith("--- a/a.sms\n+++ b/a.sms\n@@ ")
    assert "\n-signature: 【青禾驿站】\n+signature: 青禾驿站\n" in text
    assert difference("a.sms", read(SIGNED, "a.sms"), read(SIGNED, "a.sms")) == ""
    assert "\\ No newline at end of file\n" in difference("a", read("甲", "a.sms"), read("乙", "a.sms"))


def test_a_difference_has_the_lines_that_git_apply_knows(tmp_path: Path) -> None:
    before, after = "甲\x0c\r乙\u2028丙\r\n丁\n", "甲\x0c\r乙\u2028丙丙\r\n丁\n"
    (tmp_path / "a.sms").write_bytes(before.encode())
    text = difference("a.sms", read(before, "a.sms"), read(after, "a.sms"))
    subprocess.run(["git", "apply"], cwd=tmp_path, input=text.encode(), check=True)
    assert (tmp_path / "a.sms").read_bytes() == after.encode()


FIX_CONFLICT = (
    '{"name": "取件提醒", "type": "notification", "signature": "【青禾】", "description": "", '
    '"content": "包裹已到站。"}\n'
)


def test_rules_that_undo_each_other_end_the_work_and_are_named(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def back_and_forth(finding: Finding, analysis: Analysis) -> Iterable[Fix]:
        old, new = ("包裹", "快件") if "包裹" in analysis.content else ("快件", "包裹")
        at = analysis.content.find(old)
        return [Fix(Bilingual("Change", "修改"), "safe", (ReplaceText(CONTENT, at, at + 2, new),))]

    monkeypatch.setattr("smslint.workspace.candidate_fixes.fixes_for", back_and_forth)
    root = files({"a.sms.jsonl": FIX_CONFLICT})
    fixing = fixed(root)
    assert (root / "a.sms.jsonl").read_text(encoding="utf-8") == FIX_CONFLICT
    assert fixing.run.summary.fixed == 0
    ((path, text),) = fixing.remarks
    assert path == "a.sms.jsonl"
    assert "signature-format" in text.en
    assert "互相抵消" in text.zh


def test_a_fix_that_brings_an_error_is_not_offered(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(finding: Finding, analysis: Analysis) -> Iterable[Fix]:
        return [Fix(Bilingual("Change", "修改"), "safe", (ReplaceText(CONTENT, 0, 2, "${"),))]

    monkeypatch.setattr("smslint.workspace.candidate_fixes.fixes_for", breaking)
    (found,) = Checked(files({"a.sms.jsonl": FIX_CONFLICT})).of("signature-format")
    assert found.fixes == ()


PIECES = st.sampled_from(
    [
        "【",
        "】",
        "青禾",
        "${code}",
        "{code}",
        "${code",
        "　",
        " ",
        "，",
        "包裹",
        "a.cn/${x}",
        "\u200b",
        "拒收请回复R",
        "①",
        "1",
        "\n",
    ]
)


SIGNATURES = st.sampled_from(["青禾", "【青禾】", "青 禾", ""])


def in_format(name: str, content: str, signature: str) -> str:
    """A template as a document of a format."""
    fields = {"name": "取件", "type": "notification", "signature": signature, "content": content}
    if name.endswith(".sms"):
        return f"---\nname: 取件\ntype: notification\nsignature: {signature}\n---\n{content}\n"
    if name.endswith(".csv"):
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(fields)
        writer.writerow(fields.values())
        return out.getvalue()
    return json.dumps(fields, ensure_ascii=name.endswith(".json")) + "\n"  # JSON is YAML, too


@pytest.mark.parametrize("name", ["a.sms", "a.sms.csv", "a.sms.jsonl", "a.sms.json", "a.sms.yaml"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(PIECES, max_size=12).map("".join), signature=SIGNATURES)
def test_fixing_twice_changes_nothing_more(folder: Path, name: str, content: str, signature: str) -> None:
    once = mended(in_format(name, content, signature), name=name)
    assert once.text
    twice = mended(once.text.value, name=name)
    assert twice.text
    assert twice.text.value == once.text.value


def errors(text: str) -> Counter[str]:
    by_path = SettingsResolver(Path.cwd())
    rule_resolver = RuleResolver(by_path)
    file_rules = rule_resolver.file_rules(by_path.of(Path("a.sms")), "a.sms")
    found: Counter[str] = Counter()
    for entry in read(text, "a.sms").entries():
        findings = check_template(entry.parsed, file_rules, TODAY).findings
        found.update(each.rule.id for each in findings if each.severity == "error")
    return found


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(PIECES.filter(lambda chunk: "$" not in chunk and "{" not in chunk)).map("".join))
def test_safe_fixes_cause_no_error(folder: Path, content: str) -> None:
    text = in_format("a.sms", content, "【青禾】")
    after = mended(text)
    assert after.text
    assert errors(after.text.value) - errors(text) == Counter()


def test_what_yaml_would_misread_is_quoted_together_with_other_fixes(files: Files) -> None:
    root = files({"a.sms.yaml": "name: 取件\ntype: notification\nsignature: 【青禾】\ncontent: 您的包裹 #3 已到站。\n"})
    fixing = fixed(root)
    assert "unquoted-content" not in fixing.left  # type: ignore[attr-defined]
    text = (root / "a.sms.yaml").read_text(encoding="utf-8")
    assert "signature: 青禾\n" in text
    (entry,) = read(text, "a.sms.yaml").entries()
    assert entry.template
    assert entry.template.content == "您的包裹 #3 已到站。"


def test_what_could_not_be_written_at_first_is_fixed_later() -> None:
    text = "---\nvariables:\n  l: a\n  ? ''\n  : \n---\n,擊e.om/${h}柍\n"
    once = mended(text, unsafe=True).text
    assert once
    assert "l: a" not in once.value
    twice = mended(once.value, unsafe=True).text
    assert twice
    assert twice.value == once.value


def test_broken_front_matter_is_fixed_only_on_request() -> None:
    text = "---\nsuppress: [{r: s\n---\n您的包裹Ｆ到了。\n"
    once = mended(text).text
    assert once
    assert once.value == text.replace("Ｆ", "F")


def test_many_fixes_of_one_content_take_few_passes() -> None:
    text = "會員日全場八折，點擊 https://a.qinghe.com/${path} 查看，拒收请回复R\t" * 20
    after = mended(text).text
    assert after
    assert "會" not in after.value


def test_a_table_that_would_pass_for_another_encoding_is_not_written(folder: Path) -> None:
    data = b"content,variables\n" + "推广短信".encode() + b",e-" + "日".encode()[:2] + b"\n"
    (folder / "a.sms.csv").write_bytes(data)
    fixing = fixed(folder, unsafe=True)
    assert (folder / "a.sms.csv").read_bytes() == data
    assert [path for path, _ in fixing.remarks] == ["a.sms.csv"]
