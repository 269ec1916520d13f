"""`check_folder` reports each defect of a rule folder, and nothing if there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.house import RULE, TERMS, write_rule
from smslint.catalog.check import check_folder
from smslint.catalog.paths import rules_folder
from smslint.catalog.slow_patterns import slow
from smslint.core.analysis import Analysis
from smslint.core.finding import Match, text_match
from smslint.workspace.rule_examples import example_runner


def defects(folder: Path) -> list[str]:
    return [defect.text.en for defect in check_folder(folder, example_runner)]


def test_a_sound_folder_has_no_defect(tmp_path: Path) -> None:
    assert defects(write_rule(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "defect"),
    [
        ('severity = "warning"', 'severity = "severe"', "severity: must be one of 'error', 'warning' or 'info'"),
        ('why = { en = "House style.", zh = "公司规定。" }', "", "why: missing"),
        ('zh = "公司规定。"', 'zh = "House style."', "why.zh: must match [\u4e00-\u9fff：。]"),
        ('since = "0.1.0"', 'since = "0.1.0"\nsinse = "0.1.0"', "sinse: unknown key"),
        (
            "“{text}”是",
            "“{word}”是",
            "the two languages of '\"{text}\" is a competitor.' use different fields: text, word",
        ),
        ("{text}", "{word}", "the en message has a field that no match fills: {word}"),
        (
            "“{text}”是",
            "“{text”是",
            "unbalanced braces in '\"{text}\" is a competitor.': expected '}' before end of string",
        ),
        ('kind = "terms"', 'kind = "term"', '[match] has the unknown kind "term"; the nearest is "terms"'),
        (TERMS, 'kind = "competitor"', "but the table CHECKS in core/checks/__init__.py has no such check"),
        (
            'kind = "terms"',
            'kind = "terms"\nonly = true',
            'kind "terms" has no option "only"; its options: beside, clause, ',
        ),
        (
            TERMS,
            'kind = "terms"\nterms = [{ word = "云山书局" }]',
            "an entry of `terms` has the keys word; it must have `term` and may have `pattern`, `kind` and `also`",
        ),
        ('terms = ["云山书局"]', 'terms = ["雲山書局"]', 'the text "雲山書局" is never found'),
        (
            'terms = ["云山书局"]',
            'words = ["nowhere"]',
            'the options of [match] are invalid for kind "terms": there is no word table "nowhere"',
        ),
        (
            TERMS,
            'kind = "too-many-phones"',
            'the options of [match] are invalid for kind "too-many-phones": the option "most" is missing',
        ),
        (
            TERMS,
            'kind = "document-link"\nwords = "nowhere"',
            'the options of [match] are invalid for kind "document-link": there is no word table "nowhere"',
        ),
        (TERMS, 'kind = "link-risk"\ndemand = "none"', 'kind "link-risk" has no option "demand"; its options: none'),
        (
            TERMS,
            TERMS + '\n[fix]\nkind = "code"\nsafety = "safe"\ntitle = { en = "Fix it", zh = "修复" }',
            'the fix kind "code" is only for checks written in code; [match] has the kind "terms"',
        ),
        (
            TERMS,
            TERMS + '\n[fix]\nkind = "spel"\nsafety = "safe"\ntitle = { en = "Fix it", zh = "修复" }',
            '[fix] has the unknown kind "spel"; the nearest is "spell"',
        ),
        (
            TERMS,
            'kind = "link-risk"\n\n[fix]\nkind = "code"\nsafety = "safe"\ntitle = { en = "Fix it", zh = "修复" }',
            '[fix] has the kind "code", but core/checks/links.py has no function fix_link_risk',
        ),
        (TERMS, 'kind = "pattern"\npattern = "\\\\w书局"', "the pattern \\w书局 uses \\w"),
        (TERMS, 'kind = "pattern"\npattern = "(书局"', "invalid pattern (书局: missing )"),
        ('[[sources]]\nname = "House style"', '[[source]]\nname = "House style"', "sources: missing"),
        (
            "[[sources]]",
            '[[yields-to]]\nrule = "nobody"\nwhere = "overlap"\n\n[[sources]]',
            "yields-to names nobody, which is not a rule",
        ),
        (
            "[[sources]]",
            '[[yields-to]]\nrule = "competitor"\nwhere = "overlap"\n\n[[sources]]',
            "competitor yields to itself",
        ),
        (
            'content = "比去年更便宜。"',
            'content = "比云山书局便宜。"',
            "the good example '比云山书局便宜。' must have no findings, but the rule marks '云山书局'",
        ),
        ('marks = ["云山书局"]', 'marks = ["云山"]', "must mark '云山', but it marks '云山书局'"),
        (
            'marks = ["云山书局"]',
            "",
            "the bad example '比云山书局更便宜。' has no `marks`: the texts that the rule must mark",
        ),
        ("比云山书局更便宜。", "比去年更便宜。", "must mark '云山书局', but it marks nothing"),
        (
            'marks = ["云山书局"]',
            'marks = ["云山书局"]\nfixed = "比更便宜。"',
            "has `fixed`, but the rule offers no fix",
        ),
    ],
)
def test_a_defect_is_reported(tmp_path: Path, old: str, new: str, defect: str) -> None:
    folder = write_rule(tmp_path)
    file = folder / "house" / "competitor.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = defects(folder)
    assert any(defect in each for each in found), found


def test_a_rule_can_use_a_check_of_the_program(tmp_path: Path) -> None:
    folder = write_rule(tmp_path, 'kind = "too-many-phones"\nmost = 1')
    file = folder / "house" / "competitor.toml"
    text = (
        file.read_text(encoding="utf-8")
        .replace("{text}", "{number}")
        .replace('marks = ["云山书局"]', 'marks = ["0571-82123456"]')
    )
    numbers = "请致电4001234567或0571-82123456。"
    for content in ("比云山书局更便宜。", "云山书局的读者也喜欢。"):
        text = text.replace(content, numbers)
    file.write_text(text, encoding="utf-8")
    assert defects(folder) == []


def test_a_name_must_be_lower_case_words(tmp_path: Path) -> None:
    (found,) = defects(write_rule(tmp_path, path="house/Competitor_2.toml"))
    assert 'invalid name "Competitor_2"' in found


def test_a_fix_with_another_result_is_reported(tmp_path: Path) -> None:
    fix = '\n[fix]\nkind = "remove"\nsafety = "safe"\ntitle = { en = "Remove it", zh = "删除" }'
    folder = write_rule(tmp_path, TERMS + fix)
    file = folder / "house" / "competitor.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('marks = ["云山书局"]', 'marks = ["云山书局"]\nfixed = "比更便宜。"'), encoding="utf-8"
    )
    (found,) = defects(folder)
    assert "must produce '比更便宜。', but it produces '的读者也喜欢。'" in found


def test_rules_that_yield_in_a_circle_are_reported(tmp_path: Path) -> None:
    for one, other in (("first", "second"), ("second", "first")):
        text = RULE.replace("__MATCH__", TERMS)
        yields = f'[[yields-to]]\nrule = "{other}"\nwhere = "template"\n\n[[sources]]'
        file = tmp_path / "house" / f"{one}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("[[sources]]", yields), encoding="utf-8")
    assert [each.split(" ")[0] for each in defects(tmp_path)] == ["first", "second"]


def test_an_empty_folder_is_not_a_catalog(tmp_path: Path) -> None:
    assert defects(tmp_path) == ["the folder contains no .toml catalog file"]


def test_a_quadratic_pattern_is_slow() -> None:
    sound, quadratic = "{digit}{4,6}码", "(?:{digit}-?){2,}元"
    assert slow([sound], "re") == {}
    assert slow([sound, quadratic], "re").keys() == {quadratic}


def test_only_a_pattern_that_had_all_the_time_to_itself_is_blamed_for_the_end_of_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([([1.0, 2.0], False), ([], False), ([3.0], False)])
    asked: list[list[str]] = []

    def timed(patterns: list[str], engine: str) -> tuple[list[float], bool]:
        asked.append(list(patterns))
        return next(answers)

    monkeypatch.setattr("smslint.catalog.slow_patterns._timed", timed)
    assert slow(["a", "b", "endless", "c"], "re").keys() == {"endless"}
    assert asked == [["a", "b", "endless", "c"], ["endless", "c"], ["c"]]


ATTRIBUTE = """
types = ["notification"]
accepted = '{digit}{4}'
title = { en = "Table number", zh = "桌号" }
allowed = { en = "four digits", zh = "四位数字" }
length = { min = 4, max = 4 }

[[samples]]
value = "1234"
verdict = "accepted"

[[sources]]
name = "House style"
address = "https://example.com/style"
read = 2026-11-21
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("{digit}{4}", "{digit}{", ["invalid expression"]),
        (
            'verdict = "accepted"',
            'verdict = "risky"',
            ["the verdict of the sample '1234' must be risky"],
        ),
        ("[[sources]]", '[[risky]]\nreason = "taste"\nexpression = "1"\n\n[[sources]]', ["risky names taste"]),
        ("length =", 'layers = ["taste"]\nlength =', ["layers names taste"]),
    ],
)
def test_attributes_of_a_folder_are_checked(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    file = tmp_path / "attributes" / "table.toml"
    file.parent.mkdir()
    file.write_text(ATTRIBUTE.replace(old, new) if old else ATTRIBUTE, encoding="utf-8")
    found = defects(tmp_path)
    assert len(found) == len(expected)
    assert all(each.startswith(start) for each, start in zip(found, expected, strict=True)), found


def test_a_users_endless_pattern_is_reported_soon(tmp_path: Path) -> None:
    folder = write_rule(tmp_path, 'kind = "pattern"\npattern = "(?:云山书局|(?:a|aa|aaa)+[bc]{20}$)"')
    (found,) = defects(folder)
    assert "on hostile text; the limit is 20 ms" in found


@pytest.mark.parametrize(
    ("old", "new", "place", "text"),
    [
        ('since = "0.1.0"\n', "", "", "since: missing"),
        ("read = 2026-11-21\n", "", "[[sources]]", "sources.1.read: missing"),
        (TERMS, 'kind = "pattern"\npattern = "\\\\d书局"', "pattern =", "the pattern \\d书局 uses \\d"),
        (TERMS, 'kind = "pattern"\npattern = "(?:a|aa|aaa)+[bc]{20}$"', "pattern =", "(?:a|aa|aaa)+[bc]{20}$ takes"),
    ],
)
def test_a_defect_names_its_place(tmp_path: Path, old: str, new: str, place: str, text: str) -> None:
    file = write_rule(tmp_path) / "house" / "competitor.toml"
    rule = file.read_text(encoding="utf-8").replace(old, new)
    file.write_text(rule, encoding="utf-8")
    (defect,) = check_folder(tmp_path, example_runner)
    assert text in defect.text.en
    assert defect.line == rule[: rule.index(place)].count("\n") + 1


def test_a_check_that_raises_is_named_with_its_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(analysis: object, **options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("smslint.core.checks.links.link_risk", broken)
    file = write_rule(tmp_path, 'kind = "link-risk"') / "house" / "competitor.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("去年", "www.example.com/${a}"), encoding="utf-8")
    text = next(each for each in defects(tmp_path) if "www" in each)
    assert text.startswith(
        "the example '比www.example.com/${a}更便宜。' made the check raise ZeroDivisionError() (test_"
    )


def test_a_check_without_a_function_is_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("smslint.core.checks.links.link_risk")
    (found,) = defects(write_rule(tmp_path, 'kind = "link-risk"'))
    assert found == '[match] has the kind "link-risk", but core/checks/links.py has no function link_risk'


def test_a_gate_that_leaves_an_example_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What decides is the gate: `link_risk` would find something in the examples."""

    def eager(analysis: Analysis) -> Iterator[Match]:
        yield text_match(analysis, 0, 1)

    monkeypatch.setattr("smslint.core.checks.links.link_risk", eager)
    found = defects(write_rule(tmp_path, 'kind = "link-risk"'))
    assert len(found) == 2
    assert all("but it does not run on it" in each for each in found)


def test_a_folder_of_the_programs_rules_stands_for_all_of_them() -> None:
    assert defects(rules_folder() / "links") == []


def test_a_defect_names_its_line(tmp_path: Path) -> None:
    folder = write_rule(tmp_path)
    file = folder / "house" / "competitor.toml"
    lines = file.read_text(encoding="utf-8").split("\n")
    changes = [
        (lines.index('severity = "warning"'), 'severity = "severe"'),
        (lines.index('content = "山中书局见。"'), 'content = "云山书局见。"'),
    ]
    for number, (index, line) in enumerate(changes):
        file.write_text("\n".join([*lines[:index], line, *lines[index + 1 :]]), encoding="utf-8")
        (defect,) = check_folder(folder, example_runner)
        assert defect.path == file
        assert defect.line == index + 1 - number  # an example is named by its header, one line above


YEAR = (rules_folder() / "calendar" / "2026.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "defect"),
    [
        ("announced = true", "", "announced: missing"),
        ("2026-01-01, 2026-01-02", "2026-01-32, 2026-01-02", "not valid TOML"),
        ("2026-02-28, 2026-05-09", "2026-02-27, 2026-05-09", "Saturdays and Sundays that are worked"),
        ("2026-10-01, 2026-10-02, 2026-10-03,\n]", "2026-10-01, 2026-10-09,\n]", "among the holidays"),
        ("2026-01-01, 2026-01-02", "2025-01-01, 2026-01-02", "all days must be of one year"),
        ('address = "https', 'address = "page', "address: must match"),
        ("workdays =", "weekends =", "weekends: unknown key"),
    ],
)
def test_the_holidays_of_a_year_are_checked(tmp_path: Path, old: str, new: str, defect: str) -> None:
    assert old in YEAR
    path = write_rule(tmp_path) / "calendar" / "2026.toml"
    path.parent.mkdir()
    path.write_text(YEAR, encoding="utf-8")
    assert defects(tmp_path) == []
    path.write_text(YEAR.replace(old, new, 1), encoding="utf-8")
    assert any(defect in each for each in defects(tmp_path)), defects(tmp_path)


def test_a_year_is_the_name_of_its_file(tmp_path: Path) -> None:
    path = write_rule(tmp_path) / "calendar" / "2028.toml"
    path.parent.mkdir()
    path.write_text(YEAR, encoding="utf-8")
    assert defects(tmp_path) == ["a holiday is not of the year 2028 in the file's name"]
