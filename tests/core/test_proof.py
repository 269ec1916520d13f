"""The shortcuts of the proof of a fix give the result of the complete proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.lint import Linter
from smslint.core.template import TYPES, Template, TemplateType, Variable

LINTER = Linter(load())
PIECES = (
    "您的验证码为",
    "${code}",
    "{code}",
    "${a}${b}",
    "。",
    "請",
    "，拒收请回复R",
    "t.cn/x",
    "加微信",
    "13800001111",
)
contents = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
declared = st.dictionaries(st.sampled_from("ab"), st.sampled_from(["time", "link", "numberCaptcha", "none", None]))


def template(content: str, kind: TemplateType | None, attributes: Mapping[str, str | None]) -> Template:
    variables = {name: Variable(name, attribute) for name, attribute in attributes.items()}
    return Template(content, kind, variables=variables)


@given(contents, st.sampled_from([*TYPES, None]), declared)
def test_errors_are_those_of_all_findings(
    content: str, kind: TemplateType | None, attributes: Mapping[str, str | None]
) -> None:
    analysis = LINTER.read(template(content, kind, attributes))
    assert LINTER.errors(analysis) == [each for each in LINTER.lint(analysis) if each.severity == "error"]


@settings(max_examples=60)
@given(contents, contents, st.sampled_from([*TYPES, None]), declared, declared)
def test_a_changed_template_is_read_as_if_alone(
    content: str,
    other: str,
    kind: TemplateType | None,
    attributes: Mapping[str, str | None],
    others: Mapping[str, str | None],
) -> None:
    before = template(content, kind, attributes)
    analysis = LINTER.read(before)
    LINTER.lint(analysis)
    fields, whole = template(content, kind, others), template(other, kind, others)
    for changed in (fields, whole, replace(before, content=other), replace(whole, type=None), before):
        for _ in range(2):
            assert LINTER.lint(analysis.with_template(changed)) == LINTER.lint(LINTER.read(changed))
