"""No command writes over what it reads, whatever name it is given."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from catalog.house import write_rule
from smslint.cli import command as smslint_command
from smslint.workspace import fix_files

from .conftest import BAD, GOOD, Smslint, sms

ROWS = "code\n" + "123456\n" * 50

CASES = {
    "check": [
        ["check", "a.sms", "--output", "{a.sms}"],
        ["check", "--output", "{a.sms}"],
        ["check", ".", "--diff", "--output", "{a.sms}"],
        ["check", "--files-from", "list.txt", "--output", "{a.sms}"],
        ["check", "--files-from", "list.txt", "--output", "{list.txt}"],
        ["check", "a.sms", "--baseline", "known.json", "--output", "{known.json}"],
        ["check", "a.sms", "--output", "{known.json}"],
        ["check", "a.sms", "--output", "{smslint.toml}"],
        ["check", "a.sms", "--output", "{base.toml}"],
        ["check", "a.sms", "--config", "other.toml", "--output", "{other.toml}"],
        ["check", "a.sms", "--output", "{.gitignore}"],
        ["check", "--output", "{nested/known.json}"],
        ["check", "--output", "{nested/more.toml}"],
        ["check", "--output", "{rules/house/competitor.toml}"],
    ],
    "rehearse": [
        ["rehearse", "a.sms", "--data", "r.csv", "--output", "{r.csv}"],
        ["rehearse", "t.sms.csv", "--name", "甲", "--data", "r.csv", "--output", "{t.sms.csv}"],
        ["rehearse", "a.sms", "--data", "r.csv", "--repair", "{r.csv}"],
    ],
    "samples": [["samples", "a.sms", "--output", "{a.sms}"]],
    "preview": [["preview", "a.sms", "--format", "html", "--output", "{a.sms}"]],
    "payload": [["payload", "a.sms", "--output", "{a.sms}"], ["payload", ".", "--output", "{a.sms}"]],
    "baseline": [
        ["baseline", "a.sms", "--output", "{a.sms}"],
        ["baseline", "--output", "{smslint.toml}"],
        ["baseline", "--config", "other.toml", "--output", "{other.toml}"],
    ],
    "import": [["import", "a.sms", "--overwrite"], ["import", "t.sms.yaml", "--to", "yaml", "--overwrite"]],
    "dossier": [["dossier", "d.sms.json", "--format", "json", "--output", "."]],
    "new": [["new", "甲", "--type", "notification", "--output", "{smslint.toml}", "--force"]],
}


def _links() -> dict[str, Callable[[Path], Path]]:
    def linked(path: Path) -> Path:
        link = path.with_name(f"link{path.suffix}")
        link.symlink_to(path.name)
        return link

    def hard(path: Path) -> Path:
        link = path.with_name(f"hard{path.suffix}")
        link.hardlink_to(path)
        return link

    return {
        "name": lambda path: path,
        "roundabout": lambda path: Path("..") / Path.cwd().name / path,
        "link": linked,
    } | {"hard link": hard}


@pytest.mark.parametrize("name", _links())
@pytest.mark.parametrize("arguments", [case for cases in CASES.values() for case in cases], ids=" ".join)
def test_an_output_that_is_read_is_refused(name: str, arguments: list[str], folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", GOOD.replace("取件提醒", "a"))
    sms(folder, "t.sms.yaml", "name: t\ntype: notification\ncontent: 您的包裹已到站。\n")
    sms(folder, "d.sms.json", '{"name": "d.sms", "type": "notification", "content": "您的包裹已到驿站。"}')
    sms(folder, "t.sms.csv", "name,type,content\n甲,notification,您的验证码为${code}。\n")
    sms(folder, "r.csv", ROWS)
    sms(folder, "list.txt", "a.sms\n")
    sms(folder, "known.json", '{"version": 1, "findings": {}}\n')
    sms(folder, "base.toml", "language = 'en'\n")
    sms(folder, "other.toml", "language = 'en'\n")
    sms(folder, "smslint.toml", "extend = 'base.toml'\nbaseline = 'known.json'\nrules = ['rules']\n")
    sms(folder, ".gitignore", "*.tmp\n")
    sms(folder, "nested/smslint.toml", "extend = 'more.toml'\nbaseline = 'known.json'\n")
    sms(folder, "nested/more.toml", "language = 'en'\n")
    sms(folder, "nested/known.json", '{"version": 1, "findings": {}}\n')
    sms(folder, "nested/b.sms", GOOD.replace("取件提醒", "b").replace("到站", "到店"))
    write_rule(folder / "rules")
    reads = [each for each in arguments if each.startswith("{")]
    is_whole_folder = not {"a.sms", "t.sms.csv", "list.txt", "r.csv"} & set(arguments)
    if name != "name" and not reads:
        pytest.skip("the command names its files itself")
    known_by_name = {"{smslint.toml}", "{.gitignore}", "{rules/house/competitor.toml}"}
    if name == "hard link" and (is_whole_folder or known_by_name.intersection(reads)):
        pytest.skip("the other name of the file is not the one that is read")
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    given = [str(_links()[name](Path(each.strip("{}")))) if each.startswith("{") else each for each in arguments]
    answer = smslint(*given)
    assert answer.code == 2, answer
    assert "read" in answer.err
    assert {each: each.read_bytes() for each in before} == before
    assert not list(folder.rglob("*.tmp"))


def test_every_command_that_writes_has_a_case() -> None:
    assert isinstance(smslint_command, click.Group)
    context = click.Context(smslint_command)
    writing = set()
    for name in smslint_command.list_commands(context):
        found = smslint_command.get_command(context, name)
        assert found is not None
        if any(parameter.name == "output" for parameter in found.params):
            writing.add(name)
    assert writing == set(CASES)


def test_an_output_that_is_not_read_is_replaced(folder: Path, smslint: Smslint) -> None:
    sms(folder, "a.sms", BAD)
    for _ in range(2):
        assert smslint("check", "--output", "report.txt").code == 1
        assert smslint("baseline", "--output", "known.json").code == 0
    (folder / "same.txt").hardlink_to(folder / "report.txt")
    assert "hard link" in smslint("check", "--output", "report.txt").err


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_rows_of_recipients_are_as_private_as_their_table(ending: str, folder: Path, smslint: Smslint) -> None:
    sms(
        folder,
        "a.sms",
        "---\nname: 甲\ntype: verification\nvariables:\n  code: numberCaptcha\n---\n您的验证码为${code}。\n",
    )
    table = sms(folder, "r.csv", ROWS + "错\n")
    for mode in (0o600, 0o640):
        table.chmod(mode)
        output = folder / f"rows{mode}.{ending}"
        smslint("rehearse", "a.sms", "--data", "r.csv", "--output", output.name)
        assert output.stat().st_mode & 0o777 == mode


def test_a_file_that_is_saved_while_it_is_fixed_keeps_what_was_saved(
    folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixable = GOOD.replace("到站，", "到站,，").replace("您的", " 您的")
    path = sms(folder, "a.sms", fixable)
    assert smslint("check", "--fix").code == 0
    fixed = path.read_text(encoding="utf-8")
    assert fixed != fixable
    original = fix_files.fix_document
    saves: list[str] = []

    def fix_document(*arguments: object) -> object:
        result = original(*arguments)  # type: ignore[arg-type]
        if saves:
            path.write_text(saves.pop(), encoding="utf-8", newline="")
        return result

    monkeypatch.setattr(fix_files, "fix_document", fix_document)
    saves[:] = [fixable.replace("21点", "22点")]
    path.write_text(fixable, encoding="utf-8", newline="")
    assert smslint("check", "--fix").code == 0
    assert path.read_text(encoding="utf-8") == fixed.replace("21点", "22点")
    saves[:] = [fixable.replace("21点", "20点"), fixable.replace("21点", "19点")]
    path.write_text(fixable, encoding="utf-8", newline="")
    answer = smslint("check", "--fix")
    assert answer.code == 2
    assert "changed" in answer.err
    assert path.read_text(encoding="utf-8") == fixable.replace("21点", "20点")
