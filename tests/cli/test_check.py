"""Exit codes, selection, filters, standard input and output files of `check`."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import smslint as smslint_package
from catalog.house import write_rule
from smslint.catalog.paths import rules_folder

from .conftest import BAD, GOOD, LONG, Smslint, sms


def test_a_good_template_ends_with_0(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD)
    answer = smslint("check")
    assert (answer.code, answer.err) == (0, "")
    assert "Checked 1 template in 1 document: no findings." in answer.out


@pytest.mark.parametrize("origin", [{"TemplateStatus": "1"}, {"TemplateTag": 3}, {"TemplateTag": "3"}])
def test_what_the_vendor_approved_or_gave_is_not_said_to_be_rejected(
    origin: dict[str, object], folder: Path, smslint: Smslint
) -> None:
    answer = {"TemplateCode": "SMS_1", "TemplateType": "1", "TemplateContent": "${a}${b}已到货，请来取。"}
    (folder / "a.sms.json").write_text(json.dumps(answer | origin), encoding="utf-8")
    told = smslint("check")
    assert "adjacent-variables" in told.out
    assert "will be rejected" not in told.out
    (folder / "b.sms.json").write_text(json.dumps(answer), encoding="utf-8")
    assert "will be rejected" in smslint("check").out


def test_an_error_exits_with_1_and_its_place_is_reported(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    answer = smslint("check", "--format", "json", "a.sms")
    (finding,) = answer.data["findings"]
    assert answer.code == 1
    assert finding["rule"] == "name-too-long"
    assert finding["path"] == "a.sms"
    assert BAD[finding["start"]["offset"] : finding["end"]["offset"]] == LONG[30:]
    assert finding["start"]["line"] == BAD[: finding["start"]["offset"]].count("\n") + 1
    assert len(finding["fingerprint"]) == 32
    assert answer.data["summary"]["error"] == 1


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_the_fail_level_decides_the_exit_code(level: str, code: int, folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    assert smslint("check", "--fail-on", level).code == code


def test_a_warning_fails_only_where_asked_for(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD.replace("signature: 青禾驿站\n", ""))
    assert smslint("check").code == 0
    assert smslint("check", "--fail-on", "warning").code == 1


def test_what_is_hidden_counts_for_neither_exit_nor_summary(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD.replace("signature: 青禾驿站\n", ""))
    answer = smslint("check", "--format", "json", "--min-severity", "error", "--fail-on", "info")
    assert (answer.code, answer.data["findings"], answer.data["summary"]["warning"]) == (0, [], 0)


def test_rules_and_categories_are_selected_and_ignored(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD.replace("signature: 青禾驿站\n", ""))
    json_of = ("check", "--format", "json", "--fail-on", "never")
    assert smslint(*json_of).rules == ["signature-missing", "name-too-long"]
    assert smslint(*json_of, "--select", "name-too-long").rules == ["name-too-long"]
    assert smslint(*json_of, "--ignore", "metadata,may-split").rules == []


def test_an_unknown_rule_is_wrong_usage_and_the_nearest_is_named(folder: Path, smslint: Smslint) -> None:
    answer = smslint("check", "--select", "signature-mising")
    assert answer.code == 2
    assert 'did you mean "signature-missing"?' in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("check", "--formt", "json"), "Unknown option --formt", "没有选项 --formt"),
        (("check", "--format", "pdf"), "--format must be one of full", "--format 应为以下之一"),
        (("checks",), 'Unknown command "checks"', "没有命令“checks”"),
        (("new", "a"), "Missing --type", "缺少 --type"),
    ],
)
def test_wrong_usage_ends_with_2_in_both_languages(
    arguments: tuple[str, ...], english: str, chinese: str, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = smslint(*arguments)
    assert answer.code == 2
    assert english in answer.err
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    answer = smslint(*arguments)
    assert answer.code == 2
    assert chinese in answer.err


def test_help_is_shown_in_the_readers_language(smslint: Smslint) -> None:
    assert "Apply safe fixes." in smslint("check", "--help").out
    assert "baseline" in smslint("--help").out


def test_help_is_shown_in_chinese(smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    answer = smslint("check", "--help")
    assert "用法：" in answer.out
    assert "显示本帮助并退出" in answer.out
    assert "Show this" not in answer.out


def test_an_unreadable_file_is_a_finding_and_the_rest_is_checked(folder: Path, smslint: Smslint) -> None:
    (folder / "a.sms").write_bytes(b"\x00\x01")
    (folder / "b.sms").symlink_to(folder / "nowhere")
    sms(folder, "c.sms", BAD)
    answer = smslint("check", "--format", "json")
    assert answer.rules == ["unreadable-document", "unreadable-document", "name-too-long"]
    assert answer.data["findings"][0]["template"] is None
    assert answer.code == 1


@pytest.mark.parametrize(("language", "wanted"), [("en", "form a loop"), ("zh", "形成了循环")])
def test_a_link_that_leads_to_itself_is_a_finding(language: str, wanted: str, folder: Path, smslint: Smslint) -> None:
    (folder / "a.sms").symlink_to(folder / "a.sms")
    answer = smslint("check", "--format", "json", "--language", language)
    assert answer.rules == ["unreadable-document"]
    assert wanted in answer.data["findings"][0]["message"]


def test_a_file_over_the_limit_is_a_finding(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", "max-file-size = 10\n")
    sms(folder, "a.sms", GOOD)
    answer = smslint("check", "--format", "json")
    assert answer.rules == ["unreadable-document"]
    assert str(len(GOOD.encode())) in answer.data["findings"][0]["message"]


def test_a_file_of_unknown_format_is_a_finding(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.png", GOOD)
    assert smslint("check", "--format", "json", "a.png").rules == ["unreadable-document"]


def test_standard_input_stands_for_a_file(folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    sms(folder, "smslint.toml", 'exclude = ["old/"]\n')
    row = json.dumps({"name": LONG, "content": "您的包裹已到站。", "type": "notification"}).encode()

    def given() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(row)))

    given()
    answer = smslint("check", "-", "--format", "json", "--stdin-filename", "old/a.sms.jsonl")
    assert answer.rules == ["name-too-long"]
    assert answer.data["findings"][0]["path"] == "old/a.sms.jsonl"
    given()
    answer = smslint("check", "-", "--format", "json", "--stdin-filename", "old/a.sms.jsonl", "--force-exclude")
    assert answer.data["summary"]["documents"] == 0


def test_a_list_of_files_is_checked(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD)
    sms(folder, "b.sms", BAD)
    sms(folder, "list.txt", "a.sms\r\nb.sms\r\n")
    answer = smslint("check", "--files-from", "list.txt", "--format", "json")
    assert answer.data["summary"]["documents"] == 2
    sms(folder, "list.txt", "")
    answer = smslint("check", "--files-from", "list.txt", "--format", "json")
    assert (answer.code, answer.data["summary"]["documents"]) == (0, 0)


def test_the_report_is_written_completely_or_not_at_all(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    (folder / "report.json").write_text("old")
    sms(folder, "smslint.toml", 'baseline = "broken.json"\n')
    sms(folder, "broken.json", "[")
    assert smslint("check", "--format", "json", "--output", "report.json").code == 2
    assert (folder / "report.json").read_text() == "old"
    sms(folder, "smslint.toml", "")
    answer = smslint("check", "--format", "json", "--output", "report.json")
    assert (answer.code, answer.out) == (1, "")
    assert json.loads((folder / "report.json").read_text())["summary"]["error"] == 1
    assert sorted(os.listdir(folder)) == ["a.sms", "broken.json", "report.json", "smslint.toml"]


def test_the_language_is_the_options_then_the_settings_then_the_environments(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    sms(folder, "a.sms", GOOD)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "检查了" in smslint("check").out
    sms(folder, "smslint.toml", 'language = "en"\n')
    assert "Checked" in smslint("check").out
    assert "检查了" in smslint("check", "--language", "zh").out


def test_an_internal_error_is_one_sentence(folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    from smslint.core.lint import Linter

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(Linter, "lint", fail)
    sms(folder, "a.sms", GOOD)
    answer = smslint("check")
    assert answer.code == 2
    assert "smslint failed with an internal error (RuntimeError: broken)" in answer.err
    assert "Traceback" not in answer.err
    monkeypatch.setenv("SMSLINT_TRACEBACK", "1")
    assert "Traceback" in smslint("check").err


def test_a_reader_who_leaves_ends_the_run_quietly(folder: Path) -> None:
    rows = "".join(json.dumps({"name": LONG, "content": f"您的第{n}个包裹已到站。"}) + "\n" for n in range(3000))
    sms(folder, "a.sms.jsonl", rows)
    with subprocess.Popen(
        [sys.executable, "-m", "smslint", "check", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_no_character_fails_in_a_console_that_cannot_show_it(folder: Path) -> None:
    sms(folder, "a.sms", BAD.replace("您", "😀您"))
    done = subprocess.run(
        [sys.executable, "-m", "smslint", "check", "--language", "zh"],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "cp936", "PYTHONUTF8": "0"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert "模板名称有".encode("cp936") in done.stdout


HEAVY = {"pydantic", "pygls", "regex", "wcwidth", "publicsuffixlist", "platformdirs", "polars", "tempfile"}
NEEDLESS = {"json", "tomllib", "hashlib", "unicodedata", "difflib", "subprocess", "multiprocessing", "logging"}
NEEDLESS |= {"ast", "dis", "tokenize", "string", "ahocorasick_rs", "smslint.core.verdict", "smslint.documents.context"}
"""Modules that a file without findings and settings does not need, in addition to the heavy ones."""
MOST = 130
"""The highest number of smslint's modules that it may import; each takes about 0.2 ms."""
PATTERNS = 30
"""How many patterns may be compiled; each takes 0.1 to 6 ms."""


def imported(folder: Path, format: str) -> tuple[str, set[str], int]:
    """The output of checking `a.sms`, the modules that are imported at the end, and the number of patterns."""
    program = (
        f"import sys\nsys.argv = ['smslint', 'check', '--format', '{format}', '--fail-on', 'never', 'a.sms']\n"
        "from smslint.__main__ import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "import re\nprint(len(re._cache), *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=folder, check=True)
    patterns, *modules = done.stderr.split()
    return done.stdout, set(modules), int(patterns)


@pytest.mark.parametrize("format", ["full", "concise"])
def test_a_check_of_one_file_imports_nothing_heavy(folder: Path, format: str) -> None:
    sms(folder, "a.sms", BAD)
    printed, modules, _ = imported(folder, format)
    assert "name-too-long" in printed
    assert HEAVY & modules == set()


def test_a_file_without_findings_imports_little(folder: Path) -> None:
    sms(folder, "a.sms", GOOD)
    printed, modules, patterns = imported(folder, "full")
    assert "no finding" in printed
    assert (HEAVY | NEEDLESS) & modules == set()
    assert sum(name.partition(".")[0] == "smslint" for name in modules) <= MOST
    assert patterns <= PATTERNS
    assert not [name for name in modules if "account" in name or "comparison" in name], "nothing needs an account"
    assert not [name for name in modules if "media" in name or "frames" in name], "nothing names a file"


def test_a_lock_is_read_only_where_a_rule_needs_it(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD)
    sms(folder, "smslint.lock", '{"record": "header", "version": 1, "account": null, "complete": {}}\n')
    _, modules, _ = imported(folder, "full")
    assert "smslint.documents.account.lockfile" in modules
    sms(folder, "smslint.toml", 'ignore = ["account", "application"]\n')
    _, modules, _ = imported(folder, "full")
    assert not [name for name in modules if "documents.account" in name]
    sms(folder, "smslint.toml", 'select = ["scene-missing"]\n')
    _, modules, _ = imported(folder, "full")
    assert "smslint.documents.account.lockfile" in modules


def test_rules_about_the_run_may_read_context_files(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", "select = ['duplicate-name']\n")
    sms(folder, "a.sms", GOOD)
    sms(folder, "b.sms", GOOD)
    assert smslint("check", "b.sms", "--format", "json").rules == []
    answer = smslint("check", "b.sms", "--format", "json", "--whole-run")
    assert [(each["rule"], each["path"]) for each in answer.data["findings"]] == [("duplicate-name", "b.sms")]
    assert "a.sms:2" in answer.data["findings"][0]["message"]
    assert answer.data["summary"]["documents"] == 1


def test_unused_suppressions_of_the_settings_are_reported_with_the_whole_folder(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", '[[suppress]]\nrule = "signature-missing"\nreason = "渠道"\n')
    sms(folder, "a.sms", GOOD)
    answer = smslint("check", "--format", "json")
    assert [(each["rule"], each["path"], each["start"]["line"]) for each in answer.data["findings"]] == [
        ("unused-suppression", "smslint.toml", 1)
    ]
    assert smslint("check", "a.sms", "--format", "json").rules == []


def test_unusable_settings_end_with_2_and_say_where(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD)
    path = sms(folder, "smslint.toml", "\nvalue-length = 'x'\n")
    answer = smslint("check")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f'{path}:2: `value-length` must be an integer, but is "x".\n'


def test_unknown_settings_are_reported_on_standard_error(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD)
    path = sms(folder, "smslint.toml", "valu-length = 3\n")
    answer = smslint("check")
    assert (answer.code, answer.err) == (0, f"{path}:1: Unknown setting `valu-length`; did you mean `value-length`?\n")
    assert smslint("check", "--quiet").err == ""


def test_nothing_checked_is_no_success(folder: Path, smslint: Smslint) -> None:
    for arguments in ((), ("--diff",), ("--quiet", "--jobs", "1"), ("--force-exclude", "gen/a.sms")):
        sms(folder, "smslint.toml", "exclude = ['gen']\n")
        sms(folder, "gen/a.sms", GOOD)
        answer = smslint("check", *arguments)
        assert answer.code == 2
        assert "No document was checked" in answer.err
        assert smslint("check", *arguments, "--allow-empty").code == 0


def test_a_path_that_is_gone_is_one_finding_and_the_others_are_checked(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    sms(folder, "list.txt", "gone.sms\na.sms\n")
    for arguments in (("gone.sms", "a.sms"), ("gone", "a.sms"), ("--files-from", "list.txt"), ("x" * 5000, "a.sms")):
        answer = smslint("check", *arguments, "--format", "json")
        assert (answer.code, answer.rules) == (1, ["unreadable-document", "name-too-long"])


@pytest.mark.parametrize("how", [("--select", "links"), ("--ignore", "documents"), ("--select", "may-split", "--diff")])
@pytest.mark.parametrize("text", [b"name: \xff\xff\n", b"templates:\n  - name: [\n"])
def test_a_document_that_cannot_be_read_fails_whatever_is_selected(
    folder: Path, smslint: Smslint, how: tuple[str, ...], text: bytes
) -> None:
    (folder / "a.sms.yaml").write_bytes(text)
    answer = smslint("check", *how)
    assert answer.code != 0
    assert "a.sms.yaml" in answer.out + answer.err


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ("select = ['lnks']", "select"),
        ("ignore = ['lnks']", "ignore"),
        ("severity = { lnks = 'info' }", "severity"),
        ("[per-file.'*']\nignore = ['lnks']", "per-file.*.ignore"),
        ("[[suppress]]\nrule = 'lnks'", "suppress"),
    ],
)
def test_an_unknown_rule_in_the_settings_is_an_error(folder: Path, smslint: Smslint, settings: str, key: str) -> None:
    sms(folder, "a.sms", GOOD)
    sms(folder, "smslint.toml", settings)
    answer = smslint("check", "--quiet")
    assert (answer.code, answer.out) == (2, "")
    assert f'`{key}` names "lnks"' in answer.err


def test_an_unknown_key_of_a_suppression_is_an_error(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    sms(folder, "smslint.toml", "[[suppress]]\nrule = 'name-too-long'\ncode = 'SMS_1'\n")
    answer = smslint("check", "--quiet")
    assert (answer.code, answer.out) == (2, "")
    assert "smslint.toml:3: Unknown setting `suppress[0].code`" in answer.err


def test_a_slow_rule_sleeps_for_the_template_and_fails_the_run_if_it_often_does(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", "rules = ['own']\n")
    write_rule(folder / "own", "kind = 'pattern'\npattern = '(?:(?:a|aa|aaa)+b|不合规)'", "house/slow.toml")
    hostile = GOOD.replace("您的", "a" * 100)
    for number in range(2):
        sms(folder, f"a{number}.sms", hostile)
    sms(folder, "z.sms", GOOD.replace("您的", "不合规"))
    answer = smslint("check", "--format", "json", "--select", "slow")
    assert (answer.code, answer.rules) == (0, ["slow"] * 3)
    for number in range(5):
        sms(folder, f"a{number}.sms", hostile)
    answer = smslint("check", "--format", "json", "--select", "slow")
    assert answer.code == 2
    assert "slow took too long on more than 3 templates" in answer.err


def test_a_device_given_as_output_stays_a_device(smslint: Smslint, folder: Path) -> None:
    sms(folder, "a.sms", GOOD)
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert smslint("check", "a.sms", "--output", pipe, "--format", "json").code == 0
        assert json.loads(os.read(reader, 1 << 16))["summary"]["documents"] == 1
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("rules", ["missing", "empty", "words alone"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_program_that_has_lost_its_rules_fails(folder: Path, rules: str, language: str) -> None:
    program = folder / "program"
    shutil.copytree(
        Path(smslint_package.__file__).parent,
        program / "server" / "smslint",
        ignore=shutil.ignore_patterns("__pycache__", "packaged"),
    )
    if rules != "missing":
        (program / "rules").mkdir()
        (program / "hatch_build.py").touch()
    if rules == "words alone":
        shutil.copytree(rules_folder() / "words", program / "rules" / "words")
    sms(folder, "a.sms", GOOD)
    done = subprocess.run(
        [sys.executable, "-m", "smslint", "check", "a.sms", "--language", language],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(program / "server")},
    )
    expected = {"en": "the rules of smslint are missing", "zh": "缺少 smslint 自带的规则"}
    assert (done.returncode, done.stdout) == (2, "")
    assert expected[language] in done.stderr
    assert "rules" in done.stderr


def test_an_option_that_is_a_file_is_refused_unless_names_are_set_apart(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    sms(folder, "--config=none.sms", GOOD)
    sms(folder, "none.sms", "select = []\n")
    answer = smslint("check", "--config=none.sms", "a.sms", "none.sms")
    assert (answer.code, answer.out) == (2, "")
    assert "./--config=none.sms" in answer.err
    assert smslint("check", "--", "--config=none.sms", "a.sms").code == 1


PROMOTION = """---
name: 会员日
type: promotional
signature: 示例科技
description: 会员日活动通知
---
尊敬的会员，全场商品八折，回T退订
"""


def test_paths_are_relative_to_where_the_program_runs_or_to_the_repository(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("shop", "crm"):
        sms(folder, f"{name}/smslint.toml", "language = 'en'\n")
        sms(folder, f"{name}/a.sms", PROMOTION)
    select = ("--select", "unsubscribe-wording")
    answer = smslint("check", "--format", "json", *select)
    assert [each["path"] for each in answer.data["findings"]] == ["crm/a.sms", "shop/a.sms"]
    assert len({each["fingerprint"] for each in answer.data["findings"]}) == 2
    assert "+++ b/crm/a.sms" in smslint("check", "--diff", *select).out
    prints = {each["fingerprint"] for each in smslint("check", "--format", "gitlab", *select).data}
    assert len(prints) == 2
    (folder / "other").mkdir()
    monkeypatch.chdir(folder / "other")
    answer = smslint("check", "../shop", "../crm", "--format", "json", *select)
    assert len({each["fingerprint"] for each in answer.data["findings"]}) == 2
    monkeypatch.chdir(folder)

    subprocess.run(["git", "init", "-q", "."], check=True)
    monkeypatch.chdir(folder / "shop")
    assert "file=shop/a.sms" in smslint("check", "--format", "github", *select).out
    (found,) = smslint("check", "--format", "gitlab", *select).data
    assert found["location"]["path"] == "shop/a.sms"
    assert found["fingerprint"] in prints
    assert smslint("check", "--format", "concise", "-q", *select, "../crm").out.startswith("../crm/a.sms:")


def test_a_difference_applies_where_it_was_made(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "-q", "."], check=True)
    path = sms(folder, "in/登录 验证码.sms", PROMOTION)
    sms(folder, "smslint.toml", "")
    monkeypatch.chdir(folder / "in")
    answer = smslint("check", "--diff", "--unsafe-fixes", "--select", "unsubscribe-wording")
    assert answer.code == 1
    subprocess.run(["git", "apply", "-"], input=answer.out.encode(), check=True)
    assert path.read_text(encoding="utf-8") != PROMOTION


@pytest.mark.parametrize("in_repository", [True, False])
def test_a_difference_of_files_elsewhere_applies_at_the_top(
    in_repository: bool, folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    if in_repository:
        subprocess.run(["git", "init", "-q", "."], check=True)
    here, above, odd = (sms(folder, name, PROMOTION) for name in ("in/a.sms", "a b.sms", 'x/"\t\\\n.sms'))
    monkeypatch.chdir(folder / "in")
    paths = ("a.sms", "../a b.sms", odd.absolute())
    answer = smslint("check", "--diff", "--unsafe-fixes", "--select", "unsubscribe-wording", *paths)
    assert answer.code == 1
    monkeypatch.chdir(folder if in_repository else "/")
    subprocess.run(["git", "apply", "-"], input=answer.out.encode(), check=True)
    for path in (here, above, odd):
        assert path.read_text(encoding="utf-8") != PROMOTION


def test_lists_of_files_are_read_as_git_and_powershell_write_them(folder: Path, smslint: Smslint) -> None:
    name = '登录 "验证"码.sms'
    sms(folder, name, BAD)
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run(["git", "add", "-A"], check=True)
    git = ["git", "-c", "core.quotePath=true", "ls-files"]
    lists = [
        subprocess.run(git, capture_output=True, check=True).stdout,
        subprocess.run([*git, "-z"], capture_output=True, check=True).stdout,
        f"{name}\r\n".encode("utf-8-sig"),
        f"{name}\r\n".encode("utf-16"),
        *(f"中/{name}\r\n{name}".encode(f"utf-16-{end}e") for end in "lb"),
        b"\xfe\xff" + f"{name}\n".encode("utf-16-be"),
    ]
    for data in lists:
        (folder / "list").write_bytes(data)
        answer = smslint("check", "--files-from", "list", "--format", "json")
        assert answer.rules[-1:] == ["name-too-long"], data
        assert {each["path"] for each in answer.data["findings"]} <= {name, f"中/{name}"}


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (("chekc",), 'did you mean "check"?', "是否想写“check”？"),
        (("config", "shwo"), 'did you mean "show"?', "是否想写“show”？"),
        (("check", "--jobs", "x"), "'x' is not an integer.", "不是整数。"),
        (("check", "--jobs", "-1"), "-1 is not in the range x>=0.", "不在范围"),
        (("rehearse", "a", "--data", "b", "--price", "x"), "'x' is not a number.", "不是数字。"),
        (("import", "no.json"), "'no.json' does not exist.", "不存在。"),
        (("explain", "--config", "."), "'.' is a folder.", "是文件夹。"),
        (("check-catalog", "a.sms"), "'a.sms' is a file.", "是文件。"),
        (("rule", "a", "b"), "Unexpected arguments: b.", "多余的参数：b。"),
        (("check", "--format"), "Option --format needs a value.", "选项 --format 需要一个值。"),
        (("check", "--fix=1"), "Option --fix takes no value.", "选项 --fix 不带值。"),
    ],
)
def test_clicks_sentences_are_in_both_languages(
    arguments: tuple[str, ...],
    english: str,
    chinese: str,
    folder: Path,
    smslint: Smslint,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sms(folder, "a.sms", GOOD)
    answer = smslint(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert english in answer.err
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert chinese in smslint(*arguments).err


def test_help_and_version_have_short_names(smslint: Smslint) -> None:
    assert smslint("-V").out == smslint("--version").out != ""
    assert smslint("-h").out == smslint("help").out == smslint("--help").out != ""
    assert smslint("check", "-h").out == smslint("help", "check").out == smslint("check", "--help").out != ""
    assert smslint("help", "config", "show").out == smslint("config", "show", "-h").out
    assert 'did you mean "check"?' in smslint("help", "chekc").err
    answer = smslint()
    assert answer.code == 2
    assert answer.err.startswith(smslint("--help").out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete(shell: str, smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = smslint("completion", shell)
    assert answer.code == 0
    assert f"_SMSLINT_COMPLETE={shell}_complete" in answer.out
    monkeypatch.setenv("_SMSLINT_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", "smslint prev")
    monkeypatch.setenv("COMP_CWORD", "prev" if shell == "fish" else "1")
    answer = smslint()
    assert answer.code == 0
    assert "preview" in answer.out


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        ("请致电138-0013-8000，\u200b谢谢。", ["mobile-number", "invisible-character"]),
        ("\u200b请致电400-123-0000。", ["redirection-undeclared", "outer-blank", "hyphenated-number"]),
        ("会员八折，拒收请回复R ", ["unsubscribe-not-last"]),
    ],
)
def test_the_worst_comes_first_and_one_fault_is_told_once(
    content: str, rules: list[str], smslint: Smslint, folder: Path
) -> None:
    kind = "promotional" if "八折" in content else "notification"
    text = f"---\nname: 测试\ntype: {kind}\nsignature: 示例科技\ndescription: 测试\n---\n{content}\n"
    sms(folder, "a.sms", text)
    told = smslint("check", "a.sms", "--format", "concise", "-q").out.splitlines()
    assert [line.split()[2] for line in told if ".sms:" in line] == rules
    places = [each["start"]["offset"] for each in smslint("check", "a.sms", "--format", "json").data["findings"]]
    assert places == sorted(places)


def test_people_hear_of_split_messages_only_where_typical_values_split(folder: Path, smslint: Smslint) -> None:
    def told(content: str) -> str:
        front = "name: 测试\ntype: notification\nsignature: 示例科技\nvariables: { a: address, b: address }"
        sms(folder, "a.sms", f"---\n{front}\n---\n{content}\n")
        return smslint("check", "a.sms", "--format", "concise", "-q", "--select", "may-split").out

    assert told("您的快递已放至${a}，请及时取回。退回地址为${b}。") == ""
    assert "may-split" in told("您的快递已放至${a}，请及时取回。" + "逾期将退回站点，" * 5 + "地址为${b}。")
    assert "at most" not in told("您的快递已放至${a}，" + "逾期将退回站点，" * 2 + "地址为${b}。")


def test_suppressions_can_be_switched_off_or_listed(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", "[[suppress]]\nrule = 'description-missing'\nreason = 'old'\n")
    commented = BAD.replace("---\nname", "---\n# smslint: ignore[name-too-long] as agreed\nname")
    sms(folder, "a.sms", commented.replace("description: 包裹到站后提醒收件人\n", ""))
    for jobs in ("1", "2"):
        answer = smslint("check", "--format", "json", "--jobs", jobs)
        assert (answer.code, answer.rules, answer.data["summary"]["suppressed"]) == (0, [], 2)
        answer = smslint("check", "--format", "json", "--show-suppressed", "--jobs", jobs)
        assert (answer.code, answer.data["summary"]["error"]) == (0, 0)
        assert {each["rule"]: each["suppressed"] for each in answer.data["findings"]} == {
            "name-too-long": {"where": "source", "reason": "as agreed"},
            "description-missing": {"where": "settings", "reason": "old"},
        }
        answer = smslint("check", "--format", "json", "--no-suppressions", "--jobs", jobs)
        assert (answer.code, sorted(answer.rules)) == (1, ["description-missing", "name-too-long"])
    (run,) = smslint("check", "--format", "sarif", "--show-suppressed").data["runs"]
    assert sorted(each["suppressions"][0]["kind"] for each in run["results"]) == ["external", "inSource"]
    assert smslint("check", "--format", "concise", "-q", "--show-suppressed").out == ""


def test_named_settings_hold_everywhere_and_nested_ones_that_loosen_are_counted(folder: Path, smslint: Smslint) -> None:
    sms(folder, "ci.toml", "")
    sms(folder, "a.sms", GOOD)
    sms(folder, "in/smslint.toml", "ignore = ['name-too-long']\n")
    sms(folder, "same/smslint.toml", "value-length = 30\n")
    sms(folder, "same/c.sms", GOOD.replace("取件提醒", "取件通知").replace("包裹已到站", "快递已到站"))
    sms(folder, "in/b.sms", BAD)
    (folder / ".git").mkdir()
    sms(folder, ".ignore", "in/\n")
    assert smslint("check").out.startswith("Checked 2 templates in 2 documents")
    (folder / ".ignore").unlink()
    answer = smslint("check", "--format", "json", "--select", "metadata")
    assert (answer.code, answer.data["summary"].get("loosened")) == (1, None)  # --select cancels `ignore`
    assert "1 nested settings file loosens the rules" in smslint("check").out
    sms(folder, "base.json", '{"version": 1, "findings": {}}')
    for settings in ("baseline = '../base.json'", "allow = ['快递']", "[words.restricted]\nremove = ['贷款']"):
        sms(folder, "same/smslint.toml", settings)
        assert smslint("check", "--format", "json").data["summary"]["loosened"] == 2, settings
    for settings in ("exclude = ['*']", "exclude = ['c.sms']"):
        sms(folder, "same/smslint.toml", settings)
        assert smslint("check", "--format", "json").data["summary"]["loosened"] == 2, settings
    sms(folder, ".ignore", "in/\n")
    answer = smslint("check", "--config", "ci.toml", "--format", "json")
    assert (answer.code, answer.rules[0]) == (1, "name-too-long")


def test_patterns_that_match_nothing_are_noticed(folder: Path, smslint: Smslint) -> None:
    settings = (
        "exclude = ['gen', 'gn']\ninclude = ['*.txt']\n[per-file.'in/*']\nignore = ['links']\n[per-file.'old/*']\n"
    )
    path = sms(folder, "smslint.toml", settings)
    sms(folder, "gen/a.sms", GOOD)
    sms(folder, "in/b.sms", GOOD)
    assert smslint("check").err.splitlines() == [
        f'{path}:1: The pattern "gn" of `exclude` matches no file or folder.',
        f'{path}:2: The pattern "*.txt" of `include` matches no file or folder.',
        f'{path}: The pattern "old/*" of `per-file` matches no file or folder.',
    ]
    assert smslint("check", "in").err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "pipe.sms"),
        ("check", "pipe"),
        ("check", "--diff", "pipe.sms"),
        ("check", "--files-from", "pipe.csv"),
        ("check", "a.sms", "--config", "pipe"),
        ("check", "a.sms", "--baseline", "pipe"),
        ("preview", "pipe.sms"),
        ("payload", "pipe.sms"),
        ("import", "pipe.json"),
        ("rehearse", "a.sms", "--data", "pipe.csv"),
        ("rehearse", "a.sms", "--data", "pipe.xlsx"),
        ("rehearse", "a.sms", "--data", "pipe.parquet"),
        ("suggest", "--column", "pipe.csv:1"),
        ("value", "money", "--input", "pipe"),
        ("check-catalog", "rules"),
    ],
)
def test_no_command_waits_for_a_pipe(folder: Path, smslint: Smslint, arguments: tuple[str, ...]) -> None:
    sms(folder, "a.sms", GOOD)
    (folder / "rules").mkdir()
    for name in ("pipe", "pipe.sms", "pipe.json", "pipe.csv", "pipe.xlsx", "pipe.parquet", "rules/pipe.toml"):
        os.mkfifo(folder / name)
    answer = smslint(*arguments)
    assert answer.code in (1, 2)
    assert "it is a pipe" in answer.out + answer.err


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\n"])
def test_an_empty_file_is_told_once(text: str, smslint: Smslint, folder: Path) -> None:
    (folder / "a.sms").write_bytes(text.encode())
    assert smslint("check", "a.sms", "--format", "json").rules == ["content-empty"]
