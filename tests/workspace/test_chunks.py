"""A long file that is read in chunks, by one process or several, has the same findings as one that is read at once."""

from __future__ import annotations

import csv
import gc
import io
import json
from pathlib import Path
from typing import Any

import pytest

from smslint.report import records
from smslint.workspace import baseline as baselines
from smslint.workspace import parallel
from smslint.workspace.diagnostic import Diagnostic, Summary
from smslint.workspace.discovery import discover
from smslint.workspace.loading import CHUNK_LENGTH, CHUNK_THRESHOLD, document_parts
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings_resolver import Overrides, SettingsResolver

from .conftest import TODAY

WHOLE = 1 << 30
SHORT = 2000
CONTENTS = (
    "您的包裹${order_no}已发货。",
    "您的验证码为{code}，5分钟内有效。",
    "您好，★活动已开始，请勿错过。",
    "您的第一件包裹已到站。",
    "会议于${time}${date}召开。",
)


def templates(number: int) -> list[dict[str, Any]]:
    """Some have mistakes, some repeat names and contents of others in this chunk or in other ones."""
    return [
        {"name": f"取件{at % 41}", "type": "notification", "content": CONTENTS[at % 5] + "谢谢。" * (at % 29)}
        for at in range(number)
    ]


def as_jsonl(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["name", "type", "content", "contnt"])
    writer.writeheader()
    writer.writerows({**row, "content": row["content"].replace("，", "，\n")} for row in rows)
    return out.getvalue()


def findings(folder: Path, length: int, jobs: int = 1, **overrides: object) -> tuple[list[object], Summary]:
    """The findings with fixes, and the counts."""
    settings = SettingsResolver(folder, overrides=Overrides(**overrides))  # type: ignore[arg-type]
    run = Run(RuleResolver(settings), DisplayFilter(), TODAY, chunk_threshold=length)
    documents = discover([folder], settings)
    told = parallel.check_in_processes(run, documents, jobs, settings) if jobs > 1 else run.check(documents)
    every = [*told, *run.cross_file_findings()]
    return [records.finding(each, "en") if isinstance(each, Diagnostic) else each for each in every], run.summary


@pytest.fixture(params=["jsonl", "csv", "gb18030"])
def long(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A folder with a long file."""
    rows = templates(150)
    if request.param == "jsonl":
        (folder / "long.sms.jsonl").write_text(as_jsonl(rows), encoding="utf-8", newline="")
    else:
        encoding = "gb18030" if request.param == "gb18030" else "utf-8-sig"
        (folder / "long.sms.csv").write_text(as_csv(rows), encoding=encoding, newline="")
    return folder


def test_chunks_have_the_findings_of_the_whole(long: Path) -> None:
    whole, counted = findings(long, WHOLE)
    assert findings(long, SHORT) == (whole, counted)
    assert counted.documents == 1
    assert counted.templates == 150
    named = {each["rule"] for each in whole if isinstance(each, dict)}
    assert {"duplicate-name", "duplicate-content", "submission-quota", "malformed-placeholder"} <= named


def test_several_processes_have_them_too(long: Path) -> None:
    assert findings(long, SHORT, jobs=2) == findings(long, WHOLE)


def test_a_long_file_is_cut_small_enough_for_processes_to_end_together(folder: Path) -> None:
    path = folder / "long.sms.jsonl"
    lines = as_jsonl(templates(150)).encode()
    path.write_bytes(lines * (CHUNK_THRESHOLD // len(lines)))
    (found,) = discover([path], SettingsResolver(folder))
    assert [part.chunk for part in document_parts(found)] == [None]
    path.write_bytes(lines * (CHUNK_THRESHOLD // len(lines) + 1))
    chunks = [part.chunk for part in document_parts(found)]
    sizes = [chunk.end - chunk.start for chunk in chunks if chunk is not None]
    assert sum(sizes) == path.stat().st_size
    assert max(sizes) < 1.1 * CHUNK_LENGTH < CHUNK_THRESHOLD / 2


def test_the_baseline_counts_across_chunks(long: Path) -> None:
    settings = SettingsResolver(long)
    run = Run(RuleResolver(settings), DisplayFilter(baseline=False), TODAY)
    known = baselines.Baseline()
    for told in run.check(discover([long], settings)):
        if isinstance(told, Diagnostic):
            known.add(told, told.path)
    for each in known.findings.values():
        each.count = 1
    (long / "known.json").write_text(known.file_text(), encoding="utf-8")
    accepted = str(long / "known.json")
    whole, counted = findings(long, WHOLE, baseline=accepted)
    assert 0 < counted.baselined < len(whole)
    assert findings(long, SHORT, baseline=accepted) == (whole, counted)
    assert findings(long, SHORT, jobs=2, baseline=accepted) == (whole, counted)


def test_context_files_are_read_in_chunks_too(folder: Path) -> None:
    (folder / "long.sms.jsonl").write_text(as_jsonl(templates(100)), encoding="utf-8")
    (folder / "short.sms.jsonl").write_text(as_jsonl(templates(3)), encoding="utf-8")
    settings = SettingsResolver(folder)
    said = []
    for length in (WHOLE, SHORT):
        run = Run(RuleResolver(settings), DisplayFilter(), TODAY, chunk_threshold=length)
        run.add_context(discover([folder / "long.sms.jsonl"], settings))
        told = [*run.check(discover([folder / "short.sms.jsonl"], settings)), *run.cross_file_findings()]
        said.append([records.finding(each, "en") for each in told if isinstance(each, Diagnostic)])
    assert said[0] == said[1]
    assert "long.sms.jsonl:1" in str(said[0])


def test_too_large_and_unreadable_files_are_reported_once(folder: Path) -> None:
    (folder / "smslint.toml").write_text("max-file-size = 3000\n")
    (folder / "long.sms.jsonl").write_text(as_jsonl(templates(100)), encoding="utf-8")
    (folder / "odd.sms.csv").write_bytes(b"content\n" + b"\xff\xff\n" * 900)
    told, counted = findings(folder, 1000)
    assert [each["rule"] for each in told if isinstance(each, dict)] == ["unreadable-document"] * 2
    assert (counted.documents, counted.templates) == (2, 0)


def test_a_watched_run_tells_how_far_it_is(folder: Path) -> None:
    (folder / "long.sms.jsonl").write_text(as_jsonl(templates(1000)), encoding="utf-8")
    settings = SettingsResolver(folder)
    for jobs in (1, 2):
        seen: list[tuple[str, float, int]] = []
        run = Run(RuleResolver(settings), DisplayFilter(), TODAY, chunk_threshold=20_000)
        run.watch = lambda name, done, summary, seen=seen: seen.append((name, done, summary.templates))  # type: ignore[misc]
        documents = discover([folder], settings)
        list(parallel.check_in_processes(run, documents, 2, settings) if jobs > 1 else run.check(documents))
        assert len(seen) > 5
        assert seen == sorted(seen)
        assert {name for name, _, _ in seen} == {"long.sms.jsonl"}
        assert seen[-1][1] > 0.9


def test_one_long_file_is_worth_several_processes(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "PAYS", 1)
    asked: list[int] = []
    monkeypatch.setattr(
        parallel, "check_in_processes", lambda run, documents, jobs, *more: asked.append(jobs) or iter(())
    )
    settings = SettingsResolver(long)
    list(parallel.check(Run(RuleResolver(settings)), discover([long], settings), 2, settings))
    assert asked == [2]


def test_results_of_other_processes_are_freed_once_reported(long: Path) -> None:
    def held() -> int:
        return sum(isinstance(each, Diagnostic) for each in gc.get_objects())

    settings = SettingsResolver(long)
    gc.collect()
    before = held()
    gc.disable()
    try:
        run = Run(RuleResolver(settings), DisplayFilter(), TODAY, chunk_threshold=SHORT)
        told = sum(1 for _ in parallel.check_in_processes(run, discover([long], settings), 2, settings))
        kept = held() - before
    finally:
        gc.enable()
    assert told > 100
    assert kept < told / 10
