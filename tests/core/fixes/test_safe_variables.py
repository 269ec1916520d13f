"""Safe fixes of variables, links and numbers cause no new errors, and repeated fixing ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.analysis import Analysis
from smslint.core.change import Fix
from smslint.core.finding import Finding
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.lint import Linter
from smslint.core.place import CONTENT
from smslint.core.template import Template, TemplateType, Variable

CATEGORIES = frozenset({"syntax", "variables", "links", "contacts"})
LINTER = Linter(load())
PIECES = st.sampled_from((
    "$a", "{a}", "${a", "${ a }", "${b}", "${b}}", "＄｛b｝", "{{a}}", "#a#", "${1}", "${a+b}", "${}", "$", "{", "}",
    "，", "。", "1", " ", "您的", "订单号", "金额", "元", "example.com/", "t.cn/", "点击", "400-123-0000",
    "0512-67540321-801", "139-0512-0000", "/x", "\u200b", "${code}",
))  # fmt: skip
CONTENTS = st.lists(PIECES, max_size=9).map("".join)
CODES = st.sampled_from([None, "time", "money", "others", "link_param", "phone_number", "other_number", "nothing"])
DECLARED = st.dictionaries(st.sampled_from(["a", "b", "code", "unused"]), CODES)
TYPES = st.sampled_from(["verification", "notification", "promotional", "international", "digital"])


def template_of(content: str, kind: TemplateType, declared: dict[str, str | None]) -> Template:
    variables = {name: Variable(name, code) for name, code in declared.items()}
    return Template(
        content, kind, variables=variables, carries=frozenset({"content", "variables", "variables.attribute"})
    )


def fixed(template: Template) -> tuple[Analysis, list[tuple[Finding, Fix]]]:
    analysis = LINTER.read(template)
    told = []
    for finding in LINTER.lint(analysis):
        fixes = fixes_for(finding, analysis) if finding.rule.category in CATEGORIES else ()
        told += [(finding, fix) for fix in fixes[:1] if fix.safety == "safe"]
    return analysis, told


@given(CONTENTS, TYPES, DECLARED)
@settings(max_examples=250)
def test_a_safe_fix_causes_no_new_error(content: str, kind: TemplateType, declared: dict[str, str | None]) -> None:
    template = template_of(content, kind, declared)
    analysis, told = fixed(template)
    before = {finding.rule.id for finding in LINTER.lint(analysis)}
    for finding, fix in told:
        mended = LINTER.read(with_changes(template, fix.changes))
        for new in LINTER.lint(mended):
            if new.severity == "error" and new.rule.id not in before:
                # an error that the broken placeholder hid: it is about the variable that replaces the placeholder
                assert finding.rule.category == "syntax", (finding.rule.id, new.rule.id, mended.content)


@given(CONTENTS, TYPES, DECLARED)
@settings(max_examples=250)
def test_a_fixed_placeholder_is_a_variable(content: str, kind: TemplateType, declared: dict[str, str | None]) -> None:
    template = template_of(content, kind, declared)
    _, told = fixed(template)
    for finding, fix in told:
        if finding.rule.id == "malformed-placeholder":
            mended = LINTER.read(with_changes(template, fix.changes))
            assert any(one.start == finding.span.start for one in mended.variables), (content, mended.content)


@given(CONTENTS, TYPES, DECLARED)
@settings(max_examples=150)
def test_fixing_ends(content: str, kind: TemplateType, declared: dict[str, str | None]) -> None:
    template = template_of(content, kind, declared)
    for _ in range(8):
        _, told = fixed(template)
        if not told:
            return
        template = with_changes(template, [change for _, fix in told for change in fix.changes])
    raise AssertionError((content, template.content, [finding.rule.id for finding, _ in told]))


def test_the_places_of_findings_lie_in_the_content() -> None:
    template = template_of("${a}${a}{b}400-123-0000", "notification", {"a": "time"})
    for finding in LINTER.lint(LINTER.read(template)):
        assert finding.span.place != CONTENT or finding.span.end <= len(template.content)
