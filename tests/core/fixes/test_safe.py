"""Safe fixes cause no new errors, and repeated fixing ends."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.change import Fix
from smslint.core.finding import Finding
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.lint import Linter
from smslint.core.template import Template, TemplateType

CATEGORIES = frozenset({"content", "verification", "notification", "promotional"})
PIECES = (
    *(
        "尊敬的会员",
        "您的验证码为",
        "5分钟内有效",
        "八折",
        "如需",
        "，名额有限",
        "Dear member",
        "400-123-4567",
        "example.com",
    ),
    *("拒收请回复R", "拒收请回复Ｒ", "回T退订", "退订回TD", "Reply R to unsubscribe", "【青松】", "${code}", "${name}"),
    *("，", "。", ".", " ", "\u3000", "\u200b", "\n", "\t", "[", "]", "（", "）", "#", "$", "{"),
    *("驗證", "Ａ１", "１３８", "00138000", "😀", "①"),
)
CONTENTS = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
TYPES = st.sampled_from(("verification", "notification", "promotional", "digital"))


@cache
def linter() -> Linter:
    return Linter(load())


def findings_of(template: Template) -> list[tuple[Finding, Fix | None]]:
    analysis = linter().read(template)
    told = []
    for finding in linter().lint(analysis):
        fixes = fixes_for(finding, analysis) if finding.rule.category in CATEGORIES else ()
        told.append((finding, next((fix for fix in fixes if fix.safety == "safe"), None)))
    return told


def errors(template: Template) -> set[str]:
    return {finding.rule.id for finding, _ in findings_of(template) if finding.severity == "error"}


@given(CONTENTS, TYPES)
@settings(max_examples=150)
def test_a_safe_fix_causes_no_new_error(content: str, template_type: TemplateType) -> None:
    template = Template(content, template_type, signature="青松")
    before = errors(template)
    for finding, fix in findings_of(template):
        if fix:
            after = with_changes(template, fix.changes)
            assert errors(after) <= before, (finding.rule.id, after.content)


@given(CONTENTS, TYPES)
@settings(max_examples=100)
def test_fixing_ends(content: str, template_type: TemplateType) -> None:
    template = Template(content, template_type, signature="青松")
    for _ in range(12):
        changes = [change for _, fix in findings_of(template) if fix for change in fix.changes]
        if not changes:
            return
        template = with_changes(template, changes)
    raise AssertionError(template.content)


def test_a_fix_that_makes_the_text_too_long_is_unsafe() -> None:
    template = Template("尊敬的会员，" + "好" * 490, "promotional")
    told = [finding.rule.id for finding, fix in findings_of(template) if fix]
    assert "unsubscribe-missing" not in told


def test_a_fix_that_leaves_nothing_but_a_variable_is_unsafe() -> None:
    template = Template("${notice}，退订回T", "notification")
    told = [finding.rule.id for finding, fix in findings_of(template) if fix]
    assert "unsubscribe-not-allowed" not in told
