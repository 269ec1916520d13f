"""Front matter and YAML as people write them: understood, or told exactly with a safe fix."""

from __future__ import annotations

import pytest

from smslint.core.change import EditSource
from smslint.documents import Edit, applied, read

FIELDS = "name: 会员日\ntype: promotional\ncode: SMS_1\n"
CONTENT = "尊敬的会员，今日八折\n"
MEANT = f"---\n{FIELDS}---\n{CONTENT}"


def fixed(text: str, name: str = "a.sms") -> tuple[list[str], str]:
    """The rules of the problems of a document, and its text after their fixes, until none is left."""
    rules: list[str] = []
    for _ in range(3):
        (entry,) = read(text, name).entries()
        rules += [each.rule for each in entry.problems]
        changes = [change for each in entry.problems for change in each.match.changes]
        if not changes:
            break
        first = next(each for each in entry.problems if each.match.changes)
        edits = [each for each in first.match.changes if isinstance(each, EditSource)]
        text = applied(text, [Edit(each.start, each.end, each.text) for each in edits])
    return rules, text


@pytest.mark.parametrize("before", ["\n", "  \n\t\n", "\u3000\n \n"])
def test_blanks_before_front_matter_are_skipped(before: str) -> None:
    (entry,) = read(before + MEANT, "a.sms").entries()
    assert not entry.problems
    assert entry.template is not None
    assert (entry.template.type, entry.template.content) == ("promotional", CONTENT.strip())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (MEANT.replace("---", "——"), MEANT),
        (MEANT.replace("---", "－－－"), MEANT),
        (MEANT.replace("---", "—"), MEANT),
        (MEANT.replace("---", "-----"), MEANT),
        (MEANT.replace("---\n", "——\n", 1), MEANT),
        (MEANT.replace("---", "==="), MEANT),
        (MEANT.replace("---", "```").replace("```\n", "```yaml\n", 1), MEANT),
        (f"<!-- 春季 -->\n// 二\n{MEANT}", f"---\n# <!-- 春季 -->\n# // 二\n{FIELDS}---\n{CONTENT}"),
        (f"---\n{FIELDS}——\n{CONTENT}", MEANT),
        (f"{FIELDS}---\n{CONTENT}", MEANT),
        (f"# 春季\n{MEANT}", f"---\n# 春季\n{FIELDS}---\n{CONTENT}"),
        (f"---\n{FIELDS}--- # 完\n{CONTENT}", f"---\n{FIELDS}# 完\n---\n{CONTENT}"),
        (MEANT.replace("---", "——").replace("\n", "\r\n"), MEANT.replace("\n", "\r\n")),
    ],
)
def test_what_looks_like_front_matter_is_read_as_such_and_told(text: str, meant: str) -> None:
    (entry,) = read(text, "a.sms").entries()
    assert entry.template is not None
    assert (entry.template.type, entry.template.name) == ("promotional", "会员日")
    rules, after = fixed(text)
    assert set(rules) == {"front-matter"}
    assert after == meant


@pytest.mark.parametrize(
    "text", ["——\n您好，订单已发货。\n", "# 1 号店：已发货\n---\n请取件\n", "name\n---\n您好\n", "***\n您好\n***\n"]
)
def test_a_text_with_dashes_is_no_front_matter(text: str) -> None:
    (entry,) = read(text, "-").entries()
    assert entry.template is not None
    assert entry.template.content == text.removesuffix("\n")
    assert not entry.problems


def test_a_file_without_front_matter_says_so_once() -> None:
    assert fixed("您好，订单已发货。\n")[0] == ["front-matter"]
    assert fixed("您好，订单已发货。\n", "-")[0] == []


@pytest.mark.parametrize("ending", [".sms", ".sms.yaml"])
@pytest.mark.parametrize(
    "lines",
    [
        "name：登录\ntype：verification\nvariables：\n  code：numberCaptcha\n",
        "name:登录\ntype: verification\nvariables:\n  code: numberCaptcha\n",
        "名称: 登录\n类型: verification\n变量:\n  code: numberCaptcha\n",
        "短信名称: 登录\n模板类型: verification\n变量声明:\n  code: numberCaptcha\n",
        "Name: 登录\nTemplateType: verification\nvariables:\n  code: { 属性: numberCaptcha }\n",
        "name: 登录\ntype: verification\nvariables:\n\tcode: numberCaptcha\n",
        "name: 登录\ntype: verification\nvariables:\n\tcode:\n\t\tattribute: numberCaptcha\n",
        "name: 登录\ntype: verification\nvariables:\n\u3000code: 仅数字\n",
        "name: 登录\ntype: verification\nvariables: { code：仅数字 }\n",
        "name: 登录\ntype: verification\ndescription: |\n  用途：登录\nvariables:\n  code：仅数字\n",
    ],
)
def test_a_slip_in_yaml_is_told_where_it_is_with_a_fix(lines: str, ending: str) -> None:
    content = "您的验证码为${code}，5分钟内有效。"
    text = f"---\n{lines}---\n{content}\n" if ending == ".sms" else f"{lines}content: {content}\n"
    rules, after = fixed(text, f"a{ending}")
    assert rules
    assert set(rules) <= {"unreadable-document", "unknown-field"}
    (entry,) = read(after, f"a{ending}").entries()
    template = entry.template
    assert template is not None
    assert not entry.problems
    assert (template.name, template.type, template.content) == ("登录", "verification", content)
    assert template.variables["code"].attribute == "numberCaptcha"
    assert "用途：登录" in after or "用途" not in text


def test_an_attribute_may_be_written_as_the_console_calls_it() -> None:
    text = "---\nname: 登录\ntype: verification\nvariables: { code: 仅数字 }\n---\n您的验证码为${code}。\n"
    (entry,) = read(text, "a.sms").entries()
    assert entry.template is not None
    assert not entry.problems
    assert entry.template.variables["code"].attribute == "numberCaptcha"
