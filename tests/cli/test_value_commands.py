"""`smslint value`, `attribute` and `suggest` from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smslint.cli import command
from smslint.cli.terminal import run_command


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_command(command, arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_value_answers_in_the_contract_of_version_1(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "value", "money", "¥128", "12.5", "--format", "json")
    answer = json.loads(out)
    assert code == 1
    assert answer == {
        "version": 1,
        "values": [
            {
                "value": "¥128",
                "attribute": "money",
                "verdict": "rejected",
                "reasons": [
                    {
                        "reason": "wrong-character",
                        "severity": "error",
                        "message": answer["values"][0]["reasons"][0]["message"],
                        "start": 0,
                        "end": 1,
                        "predicts": "isv.TEMPLATE_PARAMS_ILLEGAL",
                    }
                ],
                "suggestion": "128",
            },
            {"value": "12.5", "attribute": "money", "verdict": "accepted", "reasons": [], "suggestion": None},
        ],
    }


def test_value_reads_any_json_value_and_keeps_the_order(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("money", 7), ("name", None), ("time", ["x"]), ("others", "a\u2028b"), ("pick_up_code", "6-2-308")]
    text = "\n".join(json.dumps({"attribute": code, "value": value}, ensure_ascii=False) for code, value in rows)
    (here / "in.jsonl").write_text(text, "utf-8")
    code, out, _ = called(capsys, "value", "--input", "in.jsonl", "--format", "json")
    answers = json.loads(out)["values"]
    assert [(one["attribute"], one["value"]) for one in answers] == rows
    assert [one["verdict"] for one in answers] == ["rejected"] * 4 + ["accepted"]
    assert code == 1


def test_value_for_people_names_place_error_and_repair(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "value", "time", "2026-11-31", "2026-11-08T07:05", "--language", "zh")
    assert code == 1
    assert "9–10: " in out
    assert "isv.TEMPLATE_PARAMS_ILLEGAL" in out
    assert "可改为：“2026-11-08 07:05”" in out
    assert called(capsys, "value", "time", "24:00")[0] == 0


def test_value_applies_the_length_setting(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "smslint.toml").write_text("value-length = 15\n", "utf-8")
    assert called(capsys, "value", "other_number2", "7" * 15)[0] == 0
    assert called(capsys, "value", "other_number2", "7" * 16)[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("value",),
        ("value", "money"),
        ("value", "mony", "1"),
        ("value", "money", "--input", "bad.jsonl"),
        ("value", "--input", "bad.jsonl"),
        ("value", "--input", "none.jsonl"),
        ("attribute", "mony"),
        ("suggest",),
        ("suggest", "1", "--column", "bad.jsonl:x"),
        ("suggest", "--column", "bad.jsonl"),
        ("suggest", "--column", "bad.jsonl:x"),
        ("suggest", "--column", "none.csv:x"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (here / "bad.jsonl").write_text("{\n", "utf-8")
    code, out, err = called(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_attribute_shows_each_attribute_in_both_languages(capsys: pytest.CaptureFixture[str], language: str) -> None:
    code, out, _ = called(capsys, "attribute", "--format", "json")
    assert code == 0
    for about in json.loads(out)["attributes"]:
        code, page, _ = called(capsys, "attribute", about["code"], "--language", language)
        assert code == 0
        for text in (about["title"], about["allowed"], *(entry["question"] for entry in about["open"])):
            assert text[language] in page
        assert about["grammar"]["accepted"] in page


def test_attribute_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "attribute", "--language", "zh")
    assert len(out.splitlines()) >= 16
    assert any(line.startswith("money") and "金额/数量" in line for line in out.splitlines())


def test_suggest_ranks_and_says_why(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.csv").write_text("单号\nSF1380294857261\nSF1380294857269\n", "utf-8")
    code, out, _ = called(capsys, "suggest", "--column", "a.csv:单号", "--language", "en")
    assert code == 0
    first, second, why = out.splitlines()[:3]
    assert first.startswith("1. tracking_number")
    assert second.startswith("2. other_number2")
    assert "tracking_number is more specific" in why
    code, out, _ = called(capsys, "suggest", "--column", "a.csv:1", "--format", "json")
    assert json.loads(out)["suggestions"][0]["attribute"] == "tracking_number"
    assert called(capsys, "suggest", "【】")[0] == 1


def test_values_may_begin_with_a_hyphen(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "value", "money", "-3", "-0.5", "--format", "json")
    assert [each["value"] for each in json.loads(out)["values"]] == ["-3", "-0.5"]
    assert json.loads(called(capsys, "suggest", "-3", "-4", "--format", "json")[1])["values"] == 2
    assert "did you mean --format?" in called(capsys, "value", "money", "3", "--formt", "json", "--language", "en")[2]
    _, out, _ = called(capsys, "value", "others", "--format", "json", "--", "--formt")
    assert json.loads(out)["values"][0]["value"] == "--formt"
