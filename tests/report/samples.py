"""Findings of a run as reports receive them, one for every form that `Diagnostic` allows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from smslint.core.finding import Finding, Match
from smslint.core.place import CONTENT, TEMPLATE, Span
from smslint.core.rule import Rule
from smslint.core.segments.counting import count_units
from smslint.core.severity import Severity
from smslint.core.template import Review
from smslint.core.text import Text
from smslint.messages import Bilingual
from smslint.syntax.edit import Edit
from smslint.values.preview import PreviewMessage
from smslint.workspace.diagnostic import (
    Diagnostic,
    DiagnosticFix,
    DiagnosticRelated,
    Range,
    Summary,
    TemplateIdentity,
    TemplateOutline,
    TemplateReview,
    digest,
)

RULES = Path(__file__).parents[2] / "rules"
ORDER = """---
name: 发货通知
type: notification
---
您的订单已发货，“详情”见 aliyun.com/${code}/detail ，也可见
m.example.com/${other}/x 。
"""
BLANKS = "😀尊敬的\u200b客户：\x1b[31m您的\t验证码为${code}\u2028。\n"


def link_rule() -> Rule:
    """A rule of the catalog, read from its file."""
    path = RULES / "links" / "link-variable-not-last.toml"
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    return Rule(
        path.stem,
        path.parent.name,
        file["severity"],
        file["confidence"],
        frozenset(file["types"]),
        "template",
        Bilingual(**file["message"]),
        file["match"]["kind"],
        file["match"],
        (),
        None,
        (),
        file,
    )


def simple_rule(identifier: str, category: str, severity: Severity, message: Bilingual) -> Rule:
    """A rule whose page is only a title."""
    title = {"en": identifier.replace("-", " "), "zh": identifier}
    types = frozenset({"notification"})
    return Rule(
        identifier, category, severity, "medium", types, "template", message, "code", {}, (), None, (), {"title": title}
    )


INVISIBLE = simple_rule(
    "invisible-character",
    "syntax",
    "warning",
    Bilingual("Invisible characters: {characters}, \x1b[1m|<b>|%::", "不可见字符：{characters}，\x1b[1m|<b>|%::"),
)
UNREADABLE = simple_rule(
    "unreadable-document", "documents", "error", Bilingual("The file is not UTF-8.", "文件不是 UTF-8 编码。")
)
LENGTHY = simple_rule("many-segments", "length", "info", Bilingual("{count} segments.", "共 {count} 条。"))


def link_finding() -> Diagnostic:
    """An error with a related place and two fixes, one of which has two edits."""
    text, rule = Text(ORDER), link_rule()
    link, other = "aliyun.com/${code}/detail", "m.example.com/${other}/x"
    start, second = ORDER.index(link), ORDER.index(other)
    inside = ORDER.index("您")
    span = Span(CONTENT, start - inside, start - inside + len(link))
    values = {"link": link, "variable": "code", "rest": "/detail"}
    match = Match(span, values, predicts="isv.SMS_TEMPLATE_ILLEGAL")
    rest = start + link.index("/detail")
    return Diagnostic(
        finding=Finding(rule, "error", match),
        path="templates/订单 通知#1.sms",
        text=text,
        template=TemplateIdentity(0, "发货通知", None, "notification", False, "示例科技"),
        content=ORDER[inside:-1],
        range=Range(start, start + len(link)),
        cell=None,
        content_range=Range(span.start, span.end),
        related=(DiagnosticRelated(Bilingual("another link", "另一个链接"), Range(second, second + len(other))),),
        fixes=(
            DiagnosticFix(
                Bilingual("Remove what follows", "删除其后的内容"), "safe", (Edit(rest, rest + len("/detail"), ""),)
            ),
            DiagnosticFix(
                Bilingual("Move the variable", "移动变量"),
                "unsafe",
                (
                    Edit(rest - len("${code}"), rest, "detail"),
                    Edit(rest, rest + len("/detail"), "/${code}"),
                ),
            ),
        ),
        baselined=False,
        fingerprint=digest("order"),
        url="https://smslint.example/rules/link-variable-not-last.html",
    )


def content_finding(
    text: str,
    start: int,
    end: int,
    *,
    rule: Rule = INVISIBLE,
    severity: Severity = "warning",
    path: str = "a.sms",
    name: str | None = None,
    baselined: bool = False,
    about: str = "f",
) -> Diagnostic:
    """A finding in a file that is only content."""
    match = Match(Span(CONTENT, start, end), {"characters": (text[start:end], "U+200B"), "count": end})
    return Diagnostic(
        finding=Finding(rule, severity, match),
        path=path,
        text=Text(text),
        template=TemplateIdentity(0, name, "SMS_1", "notification", True),
        content=text,
        range=Range(start, end),
        cell=None,
        content_range=Range(start, end),
        related=(),
        fixes=(),
        baselined=baselined,
        fingerprint=digest(about),
        url=None,
    )


def unreadable_finding() -> Diagnostic:
    """A file that could not be read, so that it has no text, template or range."""
    return Diagnostic(Finding(UNREADABLE, "error", Match(Span(TEMPLATE, 0, 0))), "broken.sms.json", digest("1"))


def workbook_finding() -> Diagnostic:
    """A finding in a workbook, which has a cell and its content, but no text of a file."""
    content = "=SUM(A1)您的订单${code}已发货"
    match = Match(Span(CONTENT, 12, 19), {"count": 2})
    return Diagnostic(
        Finding(LENGTHY, "info", match),
        "一览.sms.xlsx",
        digest("2"),
        None,
        TemplateIdentity(3, "=cmd", "SMS_4", "notification", False),
        content,
        None,
        "Sheet1!C5",
        Range(12, 19),
        (DiagnosticRelated(Bilingual("the other template", "另一个模板"), None),),
    )


def findings() -> Iterator[Diagnostic]:
    """One finding of every form, in the order of a run."""
    yield link_finding()
    yield content_finding(BLANKS, 4, 5, about="3")
    yield content_finding(BLANKS, 7, 8, about="4")
    yield content_finding(BLANKS, 0, 3, rule=LENGTHY, severity="info", baselined=True, about="5")
    yield unreadable_finding()
    yield workbook_finding()


def reviews() -> Iterator[TemplateReview]:
    """A rejection with its reason, and an approval."""
    yield TemplateReview("answers.sms.json", 0, Review("rejected", "SMS_2", "内容含|<营销>\n请修改"))
    yield TemplateReview("answers.sms.json", 1, Review("approved"))


def outlines() -> Iterator[TemplateOutline]:
    """The templates of some findings, and one without any."""
    first, blank = link_finding(), content_finding(BLANKS, 0, 1)
    for found, place in ((first, 5), (blank, 1)):
        shortest = PreviewMessage("shortest", "【示例】1", {"code": "1"}, count_units("characters", 5))
        longest = PreviewMessage("longest", "【示例】" + "1" * 80, {"code": "1" * 80}, count_units("characters", 84))
        assert found.template is not None
        assert found.content is not None
        identity = replace(found.template, others={"负责人": "=张三", "创建时间": "2026-01-02"})
        yield TemplateOutline(
            found.path,
            f"{found.path}:{place}",
            identity,
            found.content,
            shortest,
            longest,
            0.05 if place == 5 else None,
        )
    rejected = TemplateIdentity(1, None, "SMS_2", None, False, review=Review("rejected", "SMS_2", "内容含|<营销>"))
    yield TemplateOutline("a.sms", "a.sms:9", rejected, "</script><b>内容", shortest, shortest)


SUMMARY = Summary(documents=4, templates=7, error=2, warning=2, info=1, fixed=1, suppressed=2, baselined=1)
