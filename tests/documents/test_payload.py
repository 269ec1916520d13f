"""Requests have the keys that the vendor's own SDK reads."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from alibabacloud_dysmsapi20170525 import models as sdk

from smslint.core.template import Material, Redirection, Review, Template, Variable
from smslint.documents import read
from smslint.documents.payload import NoRequest, request_of

NOTICE = Template(
    content="您的借阅书籍${book}将于${day}到期，续借请致电0571-86000000。",
    type="notification",
    name="借阅到期提醒",
    signature="运河书房",
    description="读者借书后由系统发送。",
    variables={"book": Variable("book", "others", "城南旧事"), "day": Variable("day", "time", "2027-03-08")},
    redirection=(
        Redirection("fixed_phone", "0571-86000000", company="运河书房", organization_code="91330100MA00000000"),
        Redirection("domain", "example.com/${p}", "p", "运河书房", "91330100MA00000000", "浙ICP备00000000号", "a.png"),
    ),
    materials=(Material(key="oss/member.png"),),
    max_segments=2,
)


def test_the_sdk_takes_every_key_and_gives_it_back() -> None:
    request = request_of(NOTICE)
    assert request.call == "CreateSmsTemplate"
    assert sdk.CreateSmsTemplateRequest().from_map(request.body).to_map() == request.body


def test_rules_and_driving_are_json_within_strings() -> None:
    body = request_of(NOTICE).body
    assert json.loads(str(body["TemplateRule"])) == {"book": "others", "day": "time"}
    phone, domain = json.loads(str(body["TrafficDriving"]))
    assert phone == {
        "trafficDrivingType": "FIXED_PHONE",
        "trafficDrivingContent": "0571-86000000",
        "companyName": "运河书房",
        "organizationCode": "91330100MA00000000",
    }
    assert domain["variableName"] == "p"
    assert domain["icpPicOssKey"] == "a.png"


@pytest.mark.parametrize(("kind", "number"), [("verification", 0), ("notification", 1), ("promotional", 2)])
def test_types_by_number(kind: str, number: int) -> None:
    assert request_of(Template("内容", kind)).body == {"TemplateType": number, "TemplateContent": "内容"}


@pytest.mark.parametrize(("kind", "number"), [("notification", 0), ("promotional", 1), ("verification", 2)])
def test_international_kinds_by_the_current_numbering_with_a_note(kind: str, number: int) -> None:
    request = request_of(Template("Hello", "international", kind))
    assert (request.body["TemplateType"], request.body["IntlType"]) == (3, number)
    assert "4.6.0" in request.notes[0].en


def test_a_rejected_template_with_a_code_is_changed() -> None:
    rejected = Review("rejected", "SMS_270000001", "签名与内容不符")
    request = request_of(NOTICE, rejected)
    assert request.call == "UpdateSmsTemplate"
    assert request.body["TemplateCode"] == "SMS_270000001"
    assert sdk.UpdateSmsTemplateRequest().from_map(request.body).to_map() == request.body


def test_a_code_of_unknown_status_is_changed_with_a_warning() -> None:
    request = request_of(replace(NOTICE, code="SMS_270000008"))
    assert request.call == "UpdateSmsTemplate"
    assert "SMS_270000008" in request.notes[0].en


@pytest.mark.parametrize("status", ["approved", "in-review", "cancelled"])
def test_any_other_template_with_a_code_stays_as_it_is(status: str) -> None:
    with pytest.raises(NoRequest):
        request_of(NOTICE, Review(status, "SMS_270000001"))


@pytest.mark.parametrize("kind", [None, "digital"])
def test_what_the_call_does_not_take(kind: str | None) -> None:
    with pytest.raises(NoRequest):
        request_of(Template("内容", kind))


def test_a_reason_that_no_document_can_store_is_reported() -> None:
    request = request_of(
        Template("内容", "notification", redirection=(Redirection("400_phone", company_differs=True),))
    )
    assert "redirection[0]" in request.notes[0].zh


def test_the_request_reads_back_as_the_template() -> None:
    (entry,) = read(json.dumps(request_of(NOTICE).body, ensure_ascii=False), "request.json").entries()
    again = entry.template
    assert again is not None
    for field in ("name", "type", "content", "signature", "description", "redirection", "materials"):
        assert getattr(again, field) == getattr(NOTICE, field)
    assert {name: each.attribute for name, each in again.variables.items()} == {"book": "others", "day": "time"}


def test_the_scene_and_the_reasons_are_in_the_request() -> None:
    book = replace(NOTICE.variables["book"], reason="书名含空格。")
    template = replace(NOTICE, scene="https://www.example.com", variables={**NOTICE.variables, "book": book})
    request = request_of(template)
    assert request.body["ApplySceneContent"] == "https://www.example.com"
    assert request.body["Remark"] == "读者借书后由系统发送。\n${book} 选择该属性的原因：书名含空格。"
    assert "${book}" in request.notes[0].en
    told = replace(template, description="读者借书后由系统发送，书名含空格。")
    assert request_of(told).body["Remark"] == told.description
    entry = replace(NOTICE.redirection[0], company_differs=True, reason="由总馆接听")
    body = request_of(replace(NOTICE, redirection=(entry,))).body
    assert json.loads(str(body["TrafficDriving"]))[0]["companyDifferentFromSignQuaReason"] == "由总馆接听"


def test_materials_with_paths_take_the_keys_of_uploaded_files() -> None:
    materials = (Material("icp_screenshot", "icp.png"), Material("business_proof", "a/证明.png"), Material(key="oss/1"))
    domain = replace(NOTICE.redirection[1], icp_picture=None)
    template = replace(NOTICE, materials=materials, redirection=(domain,))
    request = request_of(template, None, {"icp.png": "oss/icp", "a/证明.png": "oss/2"})
    assert request.body["MoreData"] == ["oss/icp", "oss/2", "oss/1"]
    assert json.loads(str(request.body["TrafficDriving"]))[0]["icpPicOssKey"] == "oss/icp"
    assert not request.notes
    without = request_of(template, None, {"icp.png": "oss/icp"})
    assert without.body["MoreData"] == ["oss/icp", "oss/1"]
    assert "a/证明.png" in without.notes[0].zh
    with pytest.raises(NoRequest, match="GetOSSInfoForUploadFile"):
        request_of(replace(template, type="promotional"))


def test_what_is_no_number_is_in_no_request() -> None:
    request = request_of(replace(NOTICE, redirection=(Redirection("none", "2024-0001"),)))
    assert "TrafficDriving" not in request.body
    assert "2024-0001" in request.notes[0].zh
