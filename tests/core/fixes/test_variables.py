"""Fixes of placeholders, names and declarations do what their titles say, and nothing if they are applied again."""

from __future__ import annotations

import pytest

from smslint.catalog import load
from smslint.core.change import Fix
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.lint import Linter
from smslint.core.template import Template, Variable

LINTER = Linter(load())
ALL = frozenset({"content", "variables", "variables.attribute", "redirection"})


def template(content: str, kind: str = "notification", **declared: str) -> Template:
    variables = {name: Variable(name, code) for name, code in declared.items()}
    return Template(content, kind, variables=variables, carries=ALL)  # type: ignore[arg-type]


def fixes(made: Template, rule: str) -> list[Fix]:
    analysis = LINTER.read(made)
    return [fix for finding in LINTER.lint(analysis) if finding.rule.id == rule for fix in fixes_for(finding, analysis)]


@pytest.mark.parametrize(
    ("content", "safety", "results"),
    [
        ("桌号$table，请就座", "safe", ["桌号${table}，请就座"]),
        ("桌号{$table}，请就座", "safe", ["桌号${table}，请就座"]),
        ("第$order2次借阅", "unsafe", ["第${order}2次借阅", "第${order2}次借阅"]),
        ("应付金额${}元", "unsafe", ["应付金额${money}元"]),
        ("取件码{取件码}", "unsafe", ["取件码${code}"]),
    ],
)
def test_a_malformed_placeholder_is_written_as_each_reading(content: str, safety: str, results: list[str]) -> None:
    found = fixes(template(content), "malformed-placeholder")
    assert [with_changes(template(content), fix.changes).content for fix in found] == results
    assert {fix.safety for fix in found} == {safety}


def test_a_name_from_the_context_is_never_one_that_is_taken() -> None:
    made = template("金额${money}元，余额${}元", money="money")
    [fix] = fixes(made, "malformed-placeholder")
    assert with_changes(made, fix.changes).content == "金额${money}元，余额${money2}元"


def test_later_uses_get_names_of_their_own() -> None:
    made = template("${room}开门，${room}关灯，${room}锁门", room="unit_name")
    found = fixes(made, "repeated-variable")
    result = with_changes(made, [change for fix in found for change in fix.changes])
    assert result.content == "${room}开门，${room2}关灯，${room3}锁门"
    assert {name: one.attribute for name, one in result.variables.items()} == dict.fromkeys(
        ("room", "room2", "room3"), "unit_name"
    )
    assert fixes(result, "repeated-variable") == []


@pytest.mark.parametrize(
    ("content", "name", "code", "safety"),
    [
        ("应付金额${total}元", "total", "money", "safe"),
        ("取件码${x1}", "x1", "pick_up_code", "safe"),
        ("详见 example.com/${token} ", "token", "link_param", "safe"),
        ("详见 example.com/${longtoken} ", "longtoken", "others", "unsafe"),
        ("您的${thing}已签收", "thing", "others", "unsafe"),
        ("还有${n}天到期", "n", "money", "safe"),
    ],
)
def test_an_undeclared_variable_is_declared_safely_where_one_attribute_fits(
    content: str, name: str, code: str, safety: str
) -> None:
    made = template(content)
    [fix] = fixes(made, "undeclared-variable")
    result = with_changes(made, fix.changes)
    assert (result.variables[name].attribute, fix.safety) == (code, safety)
    assert fixes(result, "undeclared-variable") == []


def test_a_variable_declared_without_an_attribute_keeps_its_example() -> None:
    made = Template(
        "日期${date}", "notification", variables={"date": Variable("date", None, "2026-05-15")}, carries=ALL
    )
    [fix] = fixes(made, "undeclared-variable")
    assert with_changes(made, fix.changes).variables["date"] == Variable("date", "time", "2026-05-15")


def test_an_invalid_name_is_renamed_with_its_declaration() -> None:
    made = template("工单${work-order}已派出", **{"work-order": "other_number2"})
    [fix] = fixes(made, "invalid-variable-name")
    result = with_changes(made, fix.changes)
    assert (result.content, list(result.variables)) == ("工单${work_order}已派出", ["work_order"])


def test_a_link_parameter_with_a_long_name_is_declared_unsafely() -> None:
    for name, safety in (("token", "safe"), ("longtoken", "unsafe")):
        made = template(f"详见 example.com/${{{name}}} ", **{name: "money"})
        [fix] = fixes(made, "link-attribute")
        assert (with_changes(made, fix.changes).variables[name].attribute, fix.safety) == ("link_param", safety)


def test_redirection_is_declared_with_what_the_content_tells() -> None:
    made = template("挂号请拨400-123-0000，须知见 www.example.com/a 。")
    result = made
    for fix in fixes(made, "redirection-undeclared"):
        [entry] = with_changes(made, fix.changes).redirection
        result = with_changes(result, fix.changes)
        assert (entry.kind, entry.value) in {("400_phone", "4001230000"), ("domain", "www.example.com")}
    assert len(fixes(made, "redirection-undeclared")) == 2


@pytest.mark.parametrize("content", ["$a${b}{c}，400-123-0000", "${ x }${ x }", "{{a}}#b#", "${验证码}${a+b}${a}${a}"])
def test_safe_fixes_show_no_new_error(content: str) -> None:
    made = template(content)
    before = {finding.rule.id for finding in LINTER.lint(LINTER.read(made))}
    for finding in LINTER.lint(analysis := LINTER.read(made)):
        for fix in fixes_for(finding, analysis):
            if fix.safety == "safe":
                after = LINTER.lint(LINTER.read(with_changes(made, fix.changes)))
                hidden = {"repeated-variable", "adjacent-variables", "undeclared-variable", "only-variables"}
                assert {one.rule.id for one in after if one.severity == "error"} <= before | hidden
