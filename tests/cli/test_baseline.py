"""Findings in the baseline are shown as known and do not make a check fail; new findings do."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from .conftest import BAD, GOOD, LONG, Smslint, sms

ROW = json.dumps({"name": LONG, "content": "您的包裹已到站。", "type": "notification"}, ensure_ascii=False) + "\n"


def known(folder: Path) -> dict[str, dict[str, object]]:
    data = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    assert data["version"] == 1
    found: dict[str, dict[str, object]] = data["findings"]
    return found


def test_known_findings_fail_nothing_and_new_ones_do(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", 'baseline = "known.json"\n')
    sms(folder, "a.sms", BAD)
    answer = smslint("baseline")
    assert (answer.code, answer.err.strip()) == (0, f"{folder}/known.json: accepted findings: 1 (previously 0).")
    answer = smslint("check", "--format", "json")
    assert (answer.code, answer.rules) == (0, ["name-too-long"])
    assert answer.data["findings"][0]["baselined"] is True
    assert (answer.data["summary"]["error"], answer.data["summary"]["baselined"]) == (0, 1)
    sms(folder, "b.sms", BAD.replace("取件", "取餐"))
    assert smslint("check", "--ignore", "duplicate-name,duplicate-content").code == 1


def test_a_finding_is_known_wherever_its_lines_move(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", 'baseline = "known.json"\n')
    sms(folder, "a.sms", BAD)
    smslint("baseline")
    sms(folder, "a.sms", BAD.replace("type:", "# 说明\n\ntype:").replace("领取", "前来领取"))
    assert smslint("check").code == 0


def test_equal_findings_are_counted(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", 'baseline = "known.json"\nselect = ["name-too-long"]\n')
    sms(folder, "a.sms.jsonl", ROW * 2)
    smslint("baseline")
    assert [value["count"] for value in known(folder).values()] == [2]
    assert smslint("check").code == 0
    sms(folder, "a.sms.jsonl", ROW * 3)
    answer = smslint("check", "--format", "json")
    assert (answer.code, answer.data["summary"]["error"], answer.data["summary"]["baselined"]) == (1, 1, 2)


def test_writing_renews_the_checked_paths_and_keeps_the_others(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", 'baseline = "known.json"\nignore = ["duplicate-name", "duplicate-content"]\n')
    sms(folder, "a.sms", BAD)
    sms(folder, "b.sms", BAD)
    smslint("baseline")
    assert sorted(value["path"] for value in known(folder).values()) == ["a.sms", "b.sms"]
    sms(folder, "a.sms", GOOD)
    smslint("baseline", "a.sms")
    assert [value["path"] for value in known(folder).values()] == ["b.sms"]


def test_pruning_drops_what_is_gone_and_accepts_nothing_new(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", 'baseline = "known.json"\nignore = ["duplicate-name", "duplicate-content"]\n')
    sms(folder, "a.sms", BAD)
    sms(folder, "b.sms", BAD)
    smslint("baseline")
    (folder / "b.sms").unlink()
    sms(folder, "a.sms", GOOD)
    sms(folder, "c.sms", BAD)
    answer = smslint("baseline", "--prune")
    assert (answer.code, len(known(folder))) == (2, 2)
    assert "Pruning would remove 2 of 2 accepted findings" in answer.err
    assert smslint("baseline", "--prune", "--yes").code == 0
    assert known(folder) == {}


def test_pruning_half_of_a_baseline_or_less_asks_for_nothing(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", 'baseline = "known.json"\nignore = ["duplicate-name", "duplicate-content"]\n')
    sms(folder, "a.sms", BAD)
    sms(folder, "b.sms", BAD)
    smslint("baseline")
    (folder / "b.sms").unlink()
    assert smslint("baseline", "--prune").code == 0
    assert [value["path"] for value in known(folder).values()] == ["a.sms"]


def test_what_a_baseline_or_a_suppression_hides_ends_with_nothing_new(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    smslint("baseline", "--output", "known.json")
    told = smslint("check", "--baseline", "known.json").out.splitlines()[-1]
    assert told == "Nothing new was found, beyond what the baseline and suppressions hide."
    sms(folder, "a.sms", BAD.replace("name:", "# smslint: ignore[name-too-long] 已报备\nname:"))
    told = smslint("check", "--language", "zh").out.splitlines()[-1]
    assert told == "除基线和抑制所隐藏的以外，未发现新问题。"
    sms(folder, "a.sms", GOOD)
    assert "Nothing was found" in smslint("check").out


def test_a_missing_or_broken_baseline_is_reported(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD)
    answer = smslint("check", "--baseline", "known.json")
    assert answer.code == 2
    assert "No such baseline file." in answer.err
    for broken in ("[", "[]", '{"version": 2, "findings": {}}', '{"version": 1, "findings": {"a": 1}}'):
        sms(folder, "known.json", broken)
        answer = smslint("check", "--baseline", "known.json", "--language", "zh")
        assert answer.code == 2
        assert "不是本版本的基线文件" in answer.err


def test_equal_runs_write_equal_bytes(folder: Path, smslint: Smslint) -> None:
    for name in ("b.sms", "a.sms"):
        sms(folder, name, BAD)
    smslint("baseline", "--output", "one.json")
    smslint("baseline", "--output", "two.json", ".")
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_what_cannot_be_read_is_never_accepted(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms.jsonl", "{\n")
    sms(folder, "b.sms", BAD)
    assert smslint("baseline", "--output", "known.json").code == 0
    assert [each["rule"] for each in known(folder).values()] == ["name-too-long"]
    fingerprint = next(
        each["fingerprint"]
        for each in smslint("check", "--format", "json").data["findings"]
        if each["rule"] == "unreadable-document"
    )
    accepted = {fingerprint: {"rule": "unreadable-document", "path": "a.sms.jsonl", "count": 1}}
    sms(folder, "old.json", json.dumps({"version": 1, "findings": accepted}))
    assert smslint("check", "a.sms.jsonl", "--baseline", "old.json").code == 1


def test_a_name_that_is_not_utf_8_makes_a_readable_baseline(folder: Path, smslint: Smslint) -> None:
    Path(os.fsdecode(os.path.join(os.fsencode(folder), b"\xc4\xe3.sms"))).write_text(BAD, encoding="utf-8")
    assert smslint("baseline", "--output", "known.json").code == 0
    (folder / "known.json").read_text(encoding="utf-8")
    for _ in range(2):
        assert smslint("check", "--baseline", "known.json").code == 0
        assert smslint("baseline", "--output", "known.json").code == 0


def test_a_shared_baseline_tells_folders_apart(folder: Path, smslint: Smslint) -> None:
    for name in ("shop", "crm"):
        sms(folder, f"{name}/smslint.toml", "")
        sms(folder, f"{name}/a.sms", BAD)
    assert smslint("baseline", "shop", "--output", "base.json").code == 0
    answer = smslint("check", "--baseline", "base.json", "--format", "json", "--select", "name-too-long")
    assert [each["path"] for each in answer.data["findings"] if not each["baselined"]] == ["crm/a.sms"]
    (folder / "other").mkdir()
    assert smslint("baseline", "shop", "--output", "other/known.json").code == 0
    text = (folder / "other" / "known.json").read_text(encoding="utf-8")
    assert '"path": "../shop/a.sms"' in text
    assert str(folder) not in text
    sms(folder, "shop/smslint.toml", "baseline = '../other/known.json'\n")
    assert smslint("check", "shop", "--select", "name-too-long").code == 0


def test_a_baseline_outside_of_the_project_is_written_only_where_it_is_named(folder: Path, smslint: Smslint) -> None:
    sms(folder, "in/smslint.toml", "baseline = '../x.json'\n")
    sms(folder, "in/a.sms", BAD)
    answer = smslint("baseline", "in")
    assert answer.code == 2
    assert "outside of the project" in answer.err
    assert not (folder / "x.json").exists()
    assert smslint("baseline", "in", "--output", "x.json").code == 0
    assert smslint("check", "in").code == 0
