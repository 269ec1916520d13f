"""What differs from the account, and what that means for a template in each state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog.assemble import load
from smslint.core.account import Account, AccountTemplate
from smslint.core.comparison import Comparison, compare, text_differences, written_out
from smslint.core.lint import Linter
from smslint.core.template import Redirection, Template, Variable

LINTER = Linter(load())
RECORD = AccountTemplate(
    "SMS_152550005",
    "行李签收",
    "notification",
    "您寄存的${item}已由前台签收。",
    {"item": "others"},
    "湖畔民宿",
    "寄存行李后通知。",
    "https://www.example.com",
    "approved",
    redirection=(Redirection("domain", "www.example.com"),),
)
SAME = Template(
    "您寄存的${item}已由前台签收。",
    "notification",
    name="行李签收",
    signature="湖畔民宿",
    code="SMS_152550005",
    description="寄存行李后通知。",
    scene="https://www.example.com",
    variables={"item": Variable("item", "others")},
    redirection=(Redirection("domain", "www.example.com"),),
)
CHANGES: dict[str, Callable[[Template], Template]] = {
    "content": lambda it: replace(it, content="您寄存的${item}已由我们签收。"),
    "variable-renamed": lambda it: replace(
        it, content="您寄存的${thing}已由前台签收。", variables={"thing": Variable("thing", "others")}
    ),
    "variable-added": lambda it: replace(it, content="您寄存的${item}已由${who}签收。"),
    "variable-removed": lambda it: replace(it, content="您寄存的行李已由前台签收。"),
    "attribute": lambda it: replace(it, variables={"item": Variable("item", "name")}),
    "type": lambda it: replace(it, type="promotional"),
    "signature": lambda it: replace(it, signature="山间客栈"),
    "name": lambda it: replace(it, name="行李"),
    "description": lambda it: replace(it, description="另一说明"),
    "scene": lambda it: replace(it, scene="https://other.example.com"),
    "redirection": lambda it: replace(it, redirection=(Redirection("400_phone", "4001234567"),)),
    "nothing": lambda it: it,
}
REVIEWED = {"content", "variable-renamed", "variable-added", "variable-removed", "attribute", "type"}


def compared(template: Template, record: AccountTemplate | None = RECORD, complete: bool = False) -> Comparison:
    account = Account({record.code: record} if record else {}, complete={"template": "2027-01-01"} if complete else {})
    return compare(LINTER.read(template), account)


@pytest.mark.parametrize("part", CHANGES)
@pytest.mark.parametrize("status", ["in-review", "approved", "rejected", "cancelled", None, "list"])
def test_the_verdict_on_each_part_in_each_state(status: Any, part: str) -> None:
    record = replace(RECORD, variables=None) if status == "list" else replace(RECORD, status=status)
    found = compared(CHANGES[part](SAME), record)
    parts = {each.part for each in found.differences}
    known = not (status == "list" and part == "attribute")
    assert (part in parts) == (part != "nothing" and known)
    if status in ("in-review", "cancelled"):
        wanted = status
    elif status is None:
        wanted = "not-comparable"
    elif status == "rejected":
        wanted = "rejected-unchanged" if part == "nothing" else "update"
    elif part in REVIEWED and known:
        wanted = "new-template"
    elif status == "list":
        wanted = "new-template" if part == "variable-removed" else "attributes-unknown"
    else:
        wanted = {"nothing": "same", "signature": "signature-only"}.get(part, "details-only")
    assert found.verdict == wanted


def test_codes_that_the_account_lacks() -> None:
    assert compared(SAME, None).verdict == "not-comparable"
    assert compared(SAME, None, complete=True).verdict == "unknown-code"


def test_a_text_that_the_account_has_is_adopted() -> None:
    assert compared(replace(SAME, code=None)).verdict == "adopt"
    assert compared(replace(SAME, code=None, type="promotional")).verdict == "new"
    assert compared(replace(SAME, code=None, content="您寄存的${item}已签收。")).verdict == "new"


def test_what_is_not_stated_is_no_difference() -> None:
    bare = Template(SAME.content, "notification", code=SAME.code)
    found = compared(bare)
    assert (found.verdict, found.differences) == ("same", ())
    assert set(found.unstated) == {"signature", "name", "description", "scene", "attribute"}


def test_line_breaks_are_equal() -> None:
    record = replace(RECORD, content="第一行\r\n第二行", variables={})
    assert compared(replace(SAME, content="第一行\n第二行", variables={}), record).verdict == "same"


def test_a_legacy_attribute_equals_its_successor() -> None:
    record = replace(RECORD, variables={"item": "other_number"})
    found = compared(replace(SAME, variables={"item": Variable("item", "other_number2")}), record)
    assert (found.verdict, found.legacy) == ("same", ("item",))


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("您的快递由前台签收。", "您的快递由我们签收。", [("前台", "我们")]),
        ("验证码${code}", "验证码${token}", [("${code}", "${token}")]),
        ("见a.example.com/x", "见b.example.com/x", [("a.example.com/x", "b.example.com/x")]),
        ("5分钟内", "15分钟内", [("5", "15")]),
        ("您好", "您\u200b好", [("", "\u200b")]),
        ("您好，", "您好,", [("，", ",")]),
        ("甲乙", "甲", [("乙", "")]),
    ],
)
def test_differences_are_whole_tokens(before: str, after: str, runs: list[tuple[str, str]]) -> None:
    found = list(text_differences(before, after))
    assert [(each.before, each.after) for each in found] == runs
    for each in found:
        assert each.before_span is not None
        assert each.after_span is not None
        assert before[slice(*each.before_span)] == each.before
        assert after[slice(*each.after_span)] == each.after


def test_what_cannot_be_seen_is_written_out() -> None:
    (invisible,) = text_differences("您好", "您\u200b好")
    assert written_out(invisible) == ("", "(U+200B)")
    (wide,) = text_differences("您好，", "您好,")
    assert written_out(wide) == ("，(U+FF0C)", ",(U+002C)")
    (plain,) = text_differences("前台", "我们")
    assert written_out(plain) == ("前台", "我们")


_TEXTS = st.text("您好12a，。\n", max_size=12)


@given(_TEXTS, _TEXTS)
@settings(max_examples=200)
def test_applying_the_runs_gives_the_new_text(before: str, after: str) -> None:
    made, at = "", 0
    for each in text_differences(before, after):
        assert each.before_span is not None
        made += before[at : each.before_span[0]] + (each.after or "")
        at = each.before_span[1]
    assert made + before[at:] == after


@given(_TEXTS, st.sampled_from(["others", "name", "time"]), st.sampled_from(["item", "thing"]))
@settings(max_examples=150)
def test_an_approved_template_needs_a_new_one_if_its_request_would_differ(text: str, code: str, name: str) -> None:
    before = LINTER.read(replace(SAME, content="您好，${item}。"))
    record = replace(RECORD, content=before.content)
    after = replace(SAME, content=f"您好，${{{name}}}{text}。", variables={name: Variable(name, code)})
    differs = after.content != before.content or code != "others"
    assert (compared(after, record).verdict == "new-template") == differs


def test_a_long_text_is_compared_in_linear_time() -> None:
    before, after = "您" * 100_000 + "前" + "好" * 100_000, "您" * 100_000 + "后" + "好" * 100_000
    (only,) = text_differences(before, after)
    assert (only.before, only.after) == ("前", "后")
