"""The vendor's answers: each entry is found by its own examples, and all by what people quoted in public."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from smslint.catalog import CatalogError, load
from smslint.catalog.answer_pages import answer_page
from smslint.catalog.answers import answer_index, check_answers
from smslint.catalog.check import check_folder
from smslint.catalog.pages import without_formulas
from smslint.catalog.paths import answer_pages_folder, rules_folder
from smslint.catalog.rule_folder import ANSWERS, APART
from smslint.core.answers import AnswerIndex
from smslint.workspace.rule_examples import example_runner

BLIND = Path(__file__).parents[1] / "data" / "answers" / "blind.jsonl"
OWN_WORDS = BLIND.with_name("own-words.jsonl")
"""What people say in words of their own, and near texts that are about something else: a list that grows."""

ENTRY = """
kind = "api"
subject = "account"
codes = ["gate.QUOTA_REACHED"]

[phrases]
zh = ["网关配额已用完{number}次"]

[title]
en = "The quota of our gateway is used up"
zh = "网关配额已用完"

[meaning]
en = "Our gateway counts."
zh = "公司网关的限制。"

[remedy]
en = "Ask the platform team."
zh = "请联系平台组。"

[[sources]]
name = "Handbook"
address = "https://example.com/handbook"
read = 2026-11-21

[examples]
hits = ["网关配额已用完300次"]
misses = ["配额"]
"""


@pytest.fixture(scope="module")
def index() -> AnswerIndex:
    return answer_index(load().lexicon)


def write_answer(folder: Path, text: str = ENTRY, name: str = "gateway-quota") -> Path:
    path = folder / ANSWERS / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_every_entry_keeps_its_promises(index: AnswerIndex) -> None:
    assert list(check_answers(index, sorted(index.answers), load().rules)) == []


def test_there_are_entries_of_every_kind(index: AnswerIndex) -> None:
    assert len(index.answers) >= 140
    assert {each.kind for each in index.answers.values()} == {"api", "receipt", "review", "status", "console", "sdk"}


def test_the_errors_that_values_predict_have_entries(index: AnswerIndex) -> None:
    predicted = {reason.predicts for reason in load().reasons.values() if reason.predicts}
    assert all(index.of_code(code) for code in predicted)


def test_what_people_quoted_leads_to_the_right_entry_and_nothing_else_is_explained(index: AnswerIndex) -> None:
    rows = [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()]
    known = [row for row in rows if row["label"] != "unknown"]
    assert len(rows) >= 60
    assert {row["label"] for row in known} <= index.answers.keys()
    wrong = [row["text"] for row in known if [each.answer.id for each in index.find(row["text"])][:1] != [row["label"]]]
    assert len(wrong) <= 0.05 * len(known), wrong
    assert [row["text"] for row in rows if row["label"] == "unknown" and index.find(row["text"])] == []


def test_what_people_say_in_their_own_words_leads_to_the_right_entry(index: AnswerIndex) -> None:
    rows = [json.loads(line) for line in OWN_WORDS.read_text(encoding="utf-8").splitlines()]
    found = {row["text"]: [each.answer.id for each in index.find(row["text"])][:1] or ["unknown"] for row in rows}
    known = [row for row in rows if row["labels"] != ["unknown"]]
    missed = [row["text"] for row in known if found[row["text"]] == ["unknown"]]
    wrong = [row["text"] for row in rows if found[row["text"]][0] not in (*row["labels"], "unknown")]
    assert len(missed) <= 0.05 * len(known), missed
    assert len(wrong) <= 0.01 * len(rows), wrong


@pytest.mark.parametrize(
    "other",
    [
        "1016 {}",
        '{{"result":1016,"errmsg":"{}"}}',
        '{{"code":22,"msg":"{}"}}',
        '{{"code":-1,"msg":"{}"}}',
        '{{"code":"sms.limit","msg":"{}"}}',
        "错误码 SMS_REJECTED {}",
        "cmpp {}",
        "a/b-c: {}",
    ],
)
def test_the_code_of_another_service_vetoes_words(index: AnswerIndex, other: str) -> None:
    text = "短信发送失败，手机号格式不正确"
    assert index.find(text)[0].answer.id == "isv-mobile-number-illegal"
    assert index.find(f"HTTP 400: {text}")
    assert index.find(f'{{"code":500,"msg":"{text}"}}')
    assert index.find(other.format(text)) == []


def test_every_page_is_current(index: AnswerIndex) -> None:
    shown = {path.stem: path.read_text(encoding="utf-8") for path in answer_pages_folder().glob("*.md")}
    wanted = {name: without_formulas(answer_page(answer)) for name, answer in index.answers.items()}
    assert shown == wanted, "run `make pages`"


def test_a_check_does_not_read_them() -> None:
    program = "import sys; from smslint.catalog import load; load(); sys.exit('smslint.core.answers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
    assert ANSWERS not in load().digest
    assert "answer-words" not in load().lexicon.tables


def test_a_changed_answer_leaves_the_compiled_rules_alone(tmp_path: Path) -> None:
    from smslint.catalog.cache import stamp_of

    folder = write_answer(tmp_path)
    rules, answers = stamp_of(folder), stamp_of(folder, APART)
    write_answer(folder, ENTRY + "\n# changed\n")
    assert stamp_of(folder) == rules
    assert stamp_of(folder, APART) != answers


def test_a_users_folder_adds_answers(tmp_path: Path) -> None:
    index = answer_index(load().lexicon, [write_answer(tmp_path)])
    (match,) = index.find("gate.QUOTA_REACHED: 网关配额已用完300次")
    assert (match.answer.id, match.fields) == ("gateway-quota", {"number": "300"})
    assert check_folder(tmp_path, example_runner) == []


@pytest.mark.parametrize(
    ("old", "new", "defect"),
    [
        ('kind = "api"', 'kind = "error"', "kind: must be one of"),
        ('misses = ["配额"]', "misses = []", "examples.misses: too few entries"),
        ('zh = "请联系平台组。"', 'zh = "Ask."', "remedy.zh: must match"),
        ("gate.QUOTA_REACHED", "isv.OUT_OF_SERVICE", "also leads to the answer isv-out-of-service"),
        ("网关配额已用完{number}次", "业务停机", "also leads to the answer isv-out-of-service"),
        ('hits = ["网关配额已用完300次"]', 'hits = ["配额"]', "must lead to this answer first, but leads to nothing"),
        ('misses = ["配额"]', 'misses = ["网关配额已用完3次"]', "must not lead to this answer"),
        ('codes = ["gate', 'rules = ["nowhere"]\ncodes = ["gate', "rules names nowhere, which does not exist"),
    ],
)
def test_each_defect_is_said(tmp_path: Path, old: str, new: str, defect: str) -> None:
    assert old in ENTRY
    found = [each.text.en for each in check_folder(write_answer(tmp_path, ENTRY.replace(old, new)), example_runner)]
    assert any(defect in text for text in found), found


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="isv-out-of-service"):
        answer_index(load().lexicon, [write_answer(tmp_path, name="isv-out-of-service")])


def test_the_folder_of_the_program_is_that_of_the_repository() -> None:
    assert (rules_folder() / ANSWERS / "isv-out-of-service.toml").is_file()
