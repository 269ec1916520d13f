"""What the vendor's document demands of the paper of an application: the probes are named by its lines (S4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smslint.catalog import load
from smslint.core.account import Account, AccountSignature, Qualification
from smslint.core.finding import Finding
from smslint.core.fixes import fixes_for
from smslint.core.fixes.apply import with_changes
from smslint.core.lint import Linter
from smslint.core.template import Material, Redirection, Template, Variable

CATALOG = load()
LINTER = Linter(CATALOG)
FIELDS = frozenset({"content", "description", "scene", "signature", "redirection", "materials"})
NOTICE = Template(
    "您订购的${book}已到店，请来领取。",
    "notification",
    name="到店",
    signature="青禾书店",
    description="图书到店后发送。",
    variables={"book": Variable("book", "others", "城南旧事 精装")},
    carries=FIELDS,
)
CALL = Redirection("400_phone", "4001230000", company="示例书店", organization_code="91350100M000100Y43")
SITE = Redirection(
    "domain", "www.example.com", None, "示例书店", "91350100M000100Y43", "苏ICP备05000001号", "oss/icp.png"
)


def findings(template: Template, linter: Linter = LINTER) -> dict[str, Finding]:
    return {finding.rule.id: finding for finding in linter.lint(linter.read(template))}


def mended(template: Template, rule: str, linter: Linter = LINTER) -> Template:
    analysis = linter.read(template)
    (finding,) = (each for each in linter.lint(analysis) if each.rule.id == rule)
    return with_changes(template, fixes_for(finding, analysis)[0].changes)


@pytest.mark.parametrize("text", ["4001230000", "www.example.com/a", "13800000000", "微信：qinghe01"])
def test_line_426_and_430_what_is_no_number_and_no_link_is_silenced_exactly(text: str) -> None:
    """“If it is not a dialable number, you can click Set as non-redirection information.”"""
    spoken = {"redirection-undeclared", "mobile-number", "contact-risk", "link-risk", "social-contact"}
    template = replace(NOTICE, content=f"请致电 {text} ，或到店领取。", variables={})
    denied = replace(template, redirection=(Redirection("none", text),))
    assert findings(template).keys() & spoken
    assert not findings(denied).keys() & {*spoken, "redirection-invalid", "redirection-incomplete"}
    part = replace(template, redirection=(Redirection("none", text[:-2]),))
    assert findings(part).keys() & spoken  # only that run


def test_line_430_what_is_gone_from_the_content_is_told() -> None:
    gone = replace(NOTICE, redirection=(Redirection("none", "2024-00012345"),))
    assert "2024-00012345" in findings(gone)["redirection-invalid"].message("zh")


@pytest.mark.parametrize(
    ("entry", "key", "right"),
    [
        ({"kind": "95_phone"}, "kind", "400_phone"),
        ({"kind": "fixed_phone", "value": "95588"}, "kind", "95_phone"),
        ({"kind": "1_phone", "value": "12345"}, None, None),
        ({"kind": "96_phone", "value": "0512-65120000"}, "kind", "fixed_phone"),
        ({"kind": "400_phone", "value": "400-123-0000转8001"}, None, None),
        ({"kind": "fixed_phone", "value": "+86 512 6512 0000"}, None, None),
        ({"kind": "fixed_phone", "value": "65120000"}, "value", None),
        ({"kind": "other_phone", "value": "65120000"}, None, None),
        ({"value": "138-0000-0000"}, "value", None),
        ({"kind": "other_phone", "value": "www"}, None, None),
        ({"value": "www.example.com"}, "kind", "domain"),
        ({"organization_code": "91350100M000100Y4Z"}, "organization_code", None),
        ({"organization_code": "91350100M000100Y48"}, "organization_code", "91350100M000100Y43"),
        ({"organization_code": "91350100m000100y43"}, None, None),
        ({"organization_code": "350100100012345"}, "organization_code", None),
    ],
)
def test_line_428_kind_number_and_credit_code(entry: dict[str, str], key: str | None, right: str | None) -> None:
    """“Enter the Number type and Number …, and provide the … name and unified social credit code.”"""
    given = replace(CALL, **entry)
    template = replace(NOTICE, content=f"您订购的图书已到店，客服电话：{given.value}。", redirection=(given,))
    found = findings(template).get("redirection-invalid")
    assert (found and str(found.span.place)) == (key and f"redirection[0].{key}")
    if right is not None and key is not None:
        fixed = mended(template, "redirection-invalid")
        assert getattr(fixed.redirection[0], key) == right
        assert "redirection-invalid" not in findings(fixed)


@pytest.mark.parametrize(
    ("value", "link", "right"),
    [("example.com", "www.example.com/a", True), ("example.com", "www.example.com.cn/a", False)],
)
def test_line_430_the_domain_is_that_of_the_link(value: str, link: str, right: bool) -> None:
    """“Check if the Link type and Domain name are correctly identified.”"""
    entry = replace(SITE, value=value)
    template = replace(NOTICE, content=f"您订购的图书已到店，见 {link} 。", redirection=(entry,))
    assert ("redirection-invalid" not in findings(template)) == right
    if not right:
        assert mended(template, "redirection-invalid").redirection[0].value == "www.example.com.cn"


def test_line_432_and_434_a_domain_needs_the_screenshot_of_its_filing() -> None:
    """“you must upload the ICP filing screenshot according to the specifications”"""
    template = replace(NOTICE, content="见 www.example.com/a 。", redirection=(replace(SITE, icp_picture=None),))
    found = findings(template)
    assert "icp-material-missing" in found
    assert "redirection-incomplete" not in found
    shown = replace(template, materials=(Material("icp_screenshot", "icp.png"),))
    assert not findings(shown).keys() & {"icp-material-missing", "redirection-incomplete"}
    second = replace(SITE, value="example.org", icp_picture=None)
    assert "icp-material-missing" in findings(replace(shown, redirection=(*template.redirection, second)))


@pytest.mark.parametrize(("number", "level"), [("京公网安备11010502030143号", "warning"), ("ICP备05000001号", "info")])
def test_line_436_the_filing_number(number: str, level: str) -> None:
    template = replace(NOTICE, content="见 www.example.com/a 。", redirection=(replace(SITE, icp_number=number),))
    assert findings(template)["redirection-invalid"].severity == level


@pytest.mark.parametrize("kind", ["verification", "notification", "promotional", "international"])
def test_line_438_the_description_has_a_complete_example(kind: str) -> None:
    """“Also, provide a complete sms example with variable values filled in.”"""
    template = replace(NOTICE, type=kind, variables={"book": Variable("book", None, "城南旧事")})  # type: ignore[arg-type]
    assert findings(template)["description-without-example"].severity == "info"
    told = replace(template, description="图书到店后发送。示例：【青禾书店】您订购的城南旧事已到店，请来领取。")
    assert "description-without-example" not in findings(told)
    assert "description-without-example" not in findings(replace(template, content="您订购的书已到店，请来领取。"))


def test_line_442_what_a_description_says_of_a_variable_is_a_reason() -> None:
    """“… describe the use case and the reason for choosing a particular variable attribute in detail.”"""
    assert "others-without-reason" in findings(NOTICE)
    for told in ("${book}含空格。", "book 为书名与版本。", "变量含空格，故选“其他”。"):
        assert "others-without-reason" not in findings(replace(NOTICE, description="图书到店后发送。" + told))


@pytest.mark.parametrize("scene", ["https://www.example.com", "https://apps.example.com/id1"])
def test_line_440_and_444_a_description_may_be_detailed_and_link_to_the_business(scene: str) -> None:
    """“You can provide a link to your business website, a filed domain name, or a download link …”"""
    told = f"图书到店后发送，业务网站 {scene} 。示例：您订购的城南旧事 精装已到店，请来领取。书名含空格，故选其他。"
    rules = {rule.id for rule in CATALOG.rules.values() if rule.category == "application"}
    assert not findings(replace(NOTICE, description=told, scene=scene)).keys() & rules


def test_line_450_wording_that_may_be_misjudged_is_told() -> None:
    """“Business content might be misidentified by the system (… “last will” or “legal rights”)”"""
    assert "sensitive-wording" in findings(replace(NOTICE, content="您的遗嘱登记已受理。", variables={}))


def test_line_452_further_materials_are_free() -> None:
    """“Upload supplementary business proof documents or screenshots”"""
    proof = (Material("business_proof", "a.pdf"), Material("other", key="oss/1"))
    assert not findings(replace(NOTICE, materials=proof)).keys() & {"material-format", "authorization-material-missing"}


def test_line_448_others_and_special_characters_demand_the_example() -> None:
    """“Variable attribute is "Other" or involves special characters …: provide a complete SMS example …”"""
    assert findings(NOTICE)["description-without-example"].severity == "warning"
    symbols = replace(NOTICE, variables={"book": Variable("book", "other_number2", "A#17*")})
    assert findings(symbols)["description-without-example"].severity == "warning"
    reasoned = replace(NOTICE, variables={"book": Variable("book", "others", "城南旧事 精装", None, "书名含空格")})
    assert "others-without-reason" not in findings(reasoned)
    fixed = mended(NOTICE, "description-without-example")
    assert fixed.description == "图书到店后发送。示例：【青禾书店】您订购的城南旧事 精装已到店，请来领取。"
    assert "description-without-example" not in findings(fixed)


def test_a_missing_description_is_begun_with_what_the_template_tells() -> None:
    """“… and explain why this attribute was chosen”: what is declared of it; use and recipients are for the author."""
    bare = replace(NOTICE, description=None)
    fixed = mended(bare, "description-missing")
    assert fixed.description == "示例：【青禾书店】您订购的城南旧事 精装已到店，请来领取。"
    assert findings(fixed).keys() & {"description-missing", "others-without-reason"} == {"others-without-reason"}
    book = Variable("book", "others", "城南旧事 精装", None, "书名含空格")
    told = mended(replace(bare, scene="https://www.example.com", variables={"book": book}), "description-missing")
    assert told.description == (
        "应用场景：https://www.example.com\n示例：【青禾书店】您订购的城南旧事 精装已到店，请来领取。\n"
        "${book} 选择该属性的原因：书名含空格。"
    )
    for nothing in (
        replace(bare, content="您订购的书已到店，请来领取。"),
        replace(bare, variables={"book": Variable("book", "others")}),
        replace(bare, variables={"book": Variable("book", "money", "精装")}),
    ):
        analysis = LINTER.read(nothing)
        (finding,) = (each for each in LINTER.lint(analysis) if each.rule.id == "description-missing")
        assert not fixes_for(finding, analysis)


def test_line_454_and_456_promotions_need_two_screenshots() -> None:
    """“you need to upload screenshots of your privacy policy and your member management system”"""
    rule = "authorization-material-missing"
    template = replace(NOTICE, type="promotional", materials=(Material("privacy_policy", "a.png"),))
    assert "会员管理系统" in findings(template)[rule].message("zh")
    both = (*template.materials, Material("member_system", "b.png"))
    assert rule not in findings(replace(template, materials=both))
    assert rule not in findings(replace(template, materials=(Material(key="a"), Material(key="b"))))
    assert rule in findings(replace(template, materials=()))
    assert rule not in findings(replace(template, materials=(), carries=FIELDS - {"materials"}))
    assert rule not in findings(replace(template, type="notification"))


def test_the_description_may_be_too_long() -> None:
    rule = "description-too-long"
    example = "示例：您订购的城南旧事已到店，请来领取。"
    assert rule not in findings(replace(NOTICE, description="说" * 195 + "明：" + example))
    assert rule in findings(replace(NOTICE, description="说" * 201 + example))
    assert rule not in findings(
        replace(NOTICE, description="说" * 201 + example), Linter(CATALOG, description_length=300)
    )


@pytest.mark.parametrize(
    ("changes", "speaks"),
    [
        ({"signature": "湖州市公安局"}, True),
        ({"signature": "青禾书店", "signatures": ("湖州市税务局",)}, True),
        ({"signature": "公安大学"}, False),
        ({"for_": "government"}, True),
        ({"redirection": (replace(CALL, company="湖州市人民政府"),)}, True),
        ({"signature": "湖州市公安局", "description": "居民办证后发送，固定电话 0572-2123456。"}, False),
        ({"signature": "湖州市公安局", "description": "居民办证后发送，手机 13800000000。"}, True),
    ],
)
def test_line_514_authorities_need_a_landline(changes: dict[str, object], speaks: bool) -> None:
    """“… government, prosecution, and law enforcement agencies require a landline phone number for verification.”"""
    found = findings(replace(NOTICE, **changes))  # type: ignore[arg-type]
    assert ("government-sender" in found) == speaks


def test_line_514_the_account_may_say_that_a_sender_is_public() -> None:
    account = Account(
        signatures=(AccountSignature("青禾书店", qualification="1"),),
        qualifications={"1": Qualification("1", company="湖州某中心", kind="public")},
    )
    assert "government-sender" in findings(NOTICE, Linter(CATALOG, account=account))


def test_line_530_a_sample_of_a_link_with_its_parameter() -> None:
    """“provide a sample link with complete parameters … in the use case description”"""
    link = {"page": Variable("page", "link_param", "a1b2")}
    template = replace(NOTICE, content="您订购的图书已到店，见 www.example.com/${page}", variables=link)
    assert "link-sample-missing" in findings(template)
    fixed = mended(template, "link-sample-missing")
    assert fixed.description == "图书到店后发送。示例：www.example.com/a1b2"
    assert "link-sample-missing" not in findings(fixed)


def test_line_540_the_name_is_limited() -> None:
    """“… and is limited to 30 characters.”"""
    carries = FIELDS | {"name"}
    assert "name-too-long" not in findings(replace(NOTICE, name="名" * 30, carries=carries))
    assert "name-too-long" in findings(replace(NOTICE, name="名" * 31, carries=carries))


@pytest.mark.parametrize(
    ("content", "attribute", "speaks"),
    [
        ("尊敬的${name}，您好：${content}，谢谢！", "other_number2", True),
        ("您有一条新消息：${msg}", "other_number2", True),
        ("【系统】${message2}", "other_number2", True),
        ("您好，${remark}", "others", True),
        ("您的账户余额不足${content}元，请及时充值。", "other_number2", False),
        ("您的快递已到${remark}，请及时领取。", "others", False),
        ("${content}", "others", False),
    ],
)
def test_line_542_different_contents_need_templates_of_their_own(content: str, attribute: str, speaks: bool) -> None:
    """“Messages with different content … require separate, independent templates.”"""
    names = [each for each in ("name", "content", "msg", "message2", "remark") if "${" + each + "}" in content]
    variables = {name: Variable(name, "name" if name == "name" else attribute) for name in names}
    found = findings(replace(NOTICE, content=content, variables=variables))
    assert ("generic-template" in found) == speaks


@pytest.mark.parametrize(
    ("source", "scene", "rule"),
    [
        ("enterprise", None, "scene-missing"),
        ("trademark", " ", "scene-missing"),
        ("enterprise", "青禾书店", None),
        ("app", None, None),
        ("app", "青禾书店APP", "scene-format"),
        ("app", "https://apps.example.com/qinghe", None),
        (None, None, None),
    ],
)
def test_the_scene_by_the_source_of_the_signature(source: str | None, scene: str | None, rule: str | None) -> None:
    account = Account(signatures=(AccountSignature("青禾书店", source=source),))
    found = findings(replace(NOTICE, scene=scene), Linter(CATALOG, account=account))
    assert found.keys() & {"scene-missing", "scene-format"} == ({rule} if rule else set())


def test_another_company_than_that_of_the_signature_needs_a_reason() -> None:
    account = Account(
        signatures=(AccountSignature("青禾书店", qualification="1"),),
        qualifications={"1": Qualification("1", company="青禾书店（湖州）有限公司")},
    )
    linter = Linter(CATALOG, account=account)
    template = replace(NOTICE, content="客服电话：4001230000。", redirection=(CALL,))
    assert "青禾书店（湖州）有限公司" in findings(template, linter)["redirection-invalid"].message("zh")
    told = replace(template, redirection=(replace(CALL, reason="由集团统一接听"),))
    assert "redirection-invalid" not in findings(told, linter)
    same = replace(template, redirection=(replace(CALL, company="青禾书店(湖州)有限公司"),))
    assert "redirection-invalid" not in findings(same, linter)
    differs = replace(template, redirection=(replace(CALL, company_differs=True),))
    assert "原因" in findings(differs)["redirection-incomplete"].message("zh")


def test_a_document_without_the_fields_lacks_nothing() -> None:
    bare = replace(NOTICE, description=None, carries=frozenset({"content", "signature"}), type="promotional")
    rules = {rule.id for rule in CATALOG.rules.values() if rule.category == "application"}
    assert not findings(bare).keys() & rules


def test_line_506_and_s0_description_and_signature_where_the_documents_demand_them() -> None:
    """“The page includes fields such as … Application description”; “must be associated with a signature.”"""
    abroad = Template("Your book is here.", "international", "notification", carries=FIELDS)
    assert "description-missing" in findings(abroad)
    assert "signature-missing" in findings(Template("新书到店。", "digital", carries=FIELDS))
