"""Which rules report, which yield to others, and which are run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.lexicon import Lexicon
from smslint.core.lint import Linter
from smslint.core.prefilter import Prefilter
from smslint.core.rule import Catalog, Rule, Variant, Yield
from smslint.core.template import TYPES, Redirection, Template, TemplateType, Variable
from smslint.messages import Bilingual

NO_WORDS = Lexicon({})


def rule(name: str, term: str, **changes: Any) -> Rule:
    made = Rule(
        id=name,
        category="content",
        severity="error",
        confidence="high",
        types=frozenset(TYPES),
        scope="template",
        message=Bilingual("“{text}” stands here.", "此处有“{text}”。"),
        match="terms",
        options={"terms": [term]},
        variants=(),
        fix=None,
        yields_to=(),
        file={},
    )
    return replace(made, **changes)


def spoken(rules: list[Rule], content: str, kind: TemplateType | None = "notification", only: Any = None) -> list[str]:
    catalog = Catalog({each.id: each for each in rules}, {}, {}, NO_WORDS, "")
    linter = Linter(catalog, only)
    return [finding.rule.id for finding in linter.lint(linter.read(Template(content, kind)))]


def test_the_weaker_rule_yields_where_both_mark_the_same_text() -> None:
    weak = rule("weak", "优惠", yields_to=(Yield("strong", "overlap"),))
    assert spoken([weak, rule("strong", "优惠券")], "优惠券和优惠") == ["strong", "weak"]


def test_the_weaker_rule_yields_in_the_whole_template() -> None:
    weak = rule("weak", "优惠", yields_to=(Yield("strong", "template"),))
    assert spoken([weak, rule("strong", "券")], "券和优惠") == ["strong"]


def test_ignoring_a_rule_never_makes_another_report() -> None:
    weak = rule("weak", "优惠", yields_to=(Yield("strong", "template"),))
    assert spoken([weak, rule("strong", "券")], "券和优惠", only=["weak"]) == []


def test_a_rule_of_another_type_is_silent() -> None:
    assert spoken([rule("here", "券", types=frozenset({"promotional"}))], "券") == []


def test_findings_come_in_the_order_of_the_text() -> None:
    assert spoken([rule("a", "后"), rule("b", "前")], "前后") == ["b", "a"]


def severity(made: Rule, kind: TemplateType | None) -> str:
    linter = Linter(Catalog({made.id: made}, {}, {}, NO_WORDS, ""))
    (finding,) = linter.lint(linter.read(Template("券", kind)))
    return finding.severity


def test_an_inferred_type_lowers_the_severity_of_a_rule_about_types() -> None:
    about_some = rule("some", "券", types=frozenset({"notification", "promotional"}))
    assert severity(about_some, "notification") == "error"
    assert severity(about_some, None) == "warning"
    assert severity(rule("all", "券"), None) == "error"


def test_a_variant_of_the_type_sets_its_own_severity() -> None:
    digital = Variant(None, frozenset({"digital"}), "info", None)
    assert severity(rule("some", "券", variants=(digital,)), "digital") == "info"
    assert severity(rule("some", "券", variants=(digital,)), "notification") == "error"


PIECES = [
    *"，。：（）【】[]<>%#&;/$ {}",
    *(
        "${code}",
        "${time}",
        "${id}",
        "${B_2}",
        "$code",
        "{{x}}",
        "验证码",
        "退订",
        "回T",
        "拒收请回复R",
        "优惠",
        "微信",
        "QQ",
        "客服",
        "贷款",
    ),
    *("aliyun.com/", "http://", "t.cn/a", "1.2.3.4", "2001:db8::1", "4001234567", "138 0013 8000", "0571-82123456"),
    *(
        "繁體",
        "Ａ１",
        "\u200b",
        "\u3000",
        "😀",
        "①",
        "1\ufe0f\u20e3",
        "囍",
        "\ufa6e",
        "XXX",
        "会员",
        "您好",
        "第一",
        "a@b.com",
        "登录",
        "5分钟内有效",
    ),
]


ATTRIBUTES = ["time", "others", "link_param", "phone_number2", "other_number", "no", "", None]
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from([None, "", " ", "名", "名" * 20, "名" * 21, "名" * 60]),
        "signature": st.sampled_from([None, "", "示例科技", "【示】", "示例科技" * 20]),
        "description": st.sampled_from([None, " ", "说明"]),
        "test": st.booleans(),
        "max_segments": st.sampled_from([None, 1]),
        "redirection": st.sampled_from([(), (Redirection("domain", "a.com"),), (Redirection(None, variable="x"),)]),
        "carries": st.sets(
            st.sampled_from(["variables", "variables.attribute", "variables.example", "redirection", "name", "type"])
            | st.sampled_from(["signature", "description", "international_type"])
        ).map(frozenset),
    },
)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from([*TYPES, None]),
    st.dictionaries(
        st.sampled_from(["code", "time", "url", "id"]),
        st.tuples(st.sampled_from(ATTRIBUTES), st.sampled_from([None, "", "123456", "http://a.com", 5])),
    ),
    st.sampled_from([1, 1, 1, 4, 12]),
    FIELDS,
)
def test_a_rule_that_is_not_run_had_nothing_to_find(
    content: str, kind: TemplateType | None, declared: Mapping[str, tuple[str | None, object]], times: int, fields: Any
) -> None:
    variables = {name: Variable(name, attribute, example) for name, (attribute, example) in declared.items()}
    template = Template(content * times, kind, variables=variables, **fields)
    linter, unfiltered = LINTER, UNFILTERED
    assert linter.lint(linter.read(template)) == unfiltered.lint(unfiltered.read(template))


@pytest.mark.parametrize("kind", ["verification", "promotional"])
def test_nothing_is_missing_from_a_content_of_which_only_the_beginning_is_read(kind: TemplateType) -> None:
    """Text after the first 2,000 code points may use the variable, contain the link and have the required end."""
    content = "[" + "您好，欢迎光临。" * 250 + "${code}${url}点击 a.qinghe.com 查看，拒收请回复R]"
    variables = {"code": Variable("code", "numberCaptcha"), "url": Variable("url", "link")}
    redirection = (Redirection("domain", "a.qinghe.com"), Redirection("domain", variable="url"))
    template = Template(content, kind, variables=variables, redirection=redirection)
    told = LINTER.lint(LINTER.read(template))
    brackets = [finding.match.span.end for finding in told if finding.rule.id == "edge-square-brackets"]
    assert brackets == [1]
    rules = {finding.rule.id for finding in told}
    assert "content-too-long" in rules
    assert rules.isdisjoint({"unused-variable", "unsubscribe-missing", "unsubscribe-not-last"})
    assert rules.isdisjoint(
        {"verification-variable-count", "verification-keyword-missing", "member-salutation-missing"}
    )
    assert {finding.match.variant for finding in told if finding.rule.id == "redirection-incomplete"} <= {None}


def test_a_content_says_something_behind_what_is_read() -> None:
    told = LINTER.lint(LINTER.read(Template("${a}" * 600 + "您好", "notification")))
    assert "only-variables" not in {finding.rule.id for finding in told}


LINTER = Linter(load())
UNFILTERED = Linter(load())
UNFILTERED._prefilter = Prefilter(
    [(replace(each.gate, always=True, requires=None), each.rule.types) for each in UNFILTERED._rules],
    UNFILTERED.catalog.lexicon,
)
