"""Answers of every call about an account, as the API writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alibabacloud_dysmsapi20170525 import models

from smslint.documents.spelling import spellings

TEMPLATE = {
    "RequestId": "0A974B78",
    "Code": "OK",
    "TemplateCode": "SMS_270000002",
    "TemplateName": "借阅到期提醒",
    "TemplateType": "1",
    "TemplateContent": "您的借阅书籍${book}将于${day}到期。",
    "TemplateStatus": "1",
    "TemplateTag": 2,
    "RelatedSignName": "运河书房",
    "Remark": "读者借书后由系统发送。",
    "ApplyScene": "https://www.example.com",
    "VariableAttribute": '{"day":"time","book":"others"}',
    "CreateDate": "2027-02-01 10:00:00",
    "OrderId": "20077000001",
    "AuditInfo": {"AuditDate": "2027-02-01 11:00:00", "RejectInfo": ""},
    "SignList": {"SignList": ["运河书房"]},
    "VendorAuditStatus": {"MOBILE_VENDOR": 1, "TELCOM_VENDOR": 0},
}
TEMPLATES = {
    "RequestId": "0A974B79",
    "Code": "OK",
    "TotalCount": 2,
    "CurrentPage": 1,
    "PageSize": 50,
    "SmsTemplateList": [
        {
            "TemplateCode": "SMS_270000002",
            "TemplateName": "借阅到期提醒",
            "TemplateType": 0,
            "OuterTemplateType": 1,
            "TemplateContent": "您的借阅书籍${book}将于${day}到期。",
            "AuditStatus": "AUDIT_STATE_PASS",
            "SignatureName": "运河书房",
            "Reason": {"RejectInfo": "无审批备注"},
        },
        {
            "TemplateCode": "SMS_270000003",
            "TemplateName": "推广",
            "TemplateType": 1,
            "OuterTemplateType": 2,
            "TemplateContent": "会员日到店有礼。拒收请回复R",
            "AuditStatus": "AUDIT_STATE_NOT_PASS",
            "Reason": {"RejectInfo": "错别字", "RejectSubInfo": "有理", "RejectDate": "2027-02-01 12:00:00"},
        },
    ],
}
NEWER_TEMPLATES = {
    "Code": "OK",
    "Data": {
        "Total": 1,
        "PageNo": 1,
        "PageSize": 10,
        "List": [
            {
                "TemplateCode": "SMS_270000004",
                "TemplateContent": "您的包裹已到。",
                "TemplateName": "取件",
                "SignName": "运河书房",
                "TemplateType": "2",
                "AuditStatus": "1",
                "GmtCreate": "2027-02-01 10:00:00",
                "TemplateTag": [{"TagKey": "a", "TagValue": "b"}],
            }
        ],
    },
}
SIGNATURE = {
    "Code": "OK",
    "SignName": "运河书房",
    "SignStatus": 1,
    "SignTag": "2",
    "SignUsage": "通用",
    "ThirdParty": False,
    "QualificationId": 2004393,
    "OrderId": "2007",
    "CreateDate": "2027-01-01 09:00:00",
    "AuthorizationLetterAuditPass": True,
    "AuditInfo": {"AuditDate": "2027-01-01 10:00:00", "RejectInfo": ""},
    "SignIspRegisterDetailList": [
        {
            "OperatorCode": "mobile",
            "RegisterStatus": 3,
            "OperatorCompleteTime": "2027-01-05 10:00:00",
            "RegisterStatusReasons": [{"ReasonCode": "DETECT_SUCCESS", "ReasonDescList": []}],
        },
        {"OperatorCode": "unicom", "RegisterStatus": -1, "RegisterStatusReasons": []},
        {"OperatorCode": "telecom", "RegisterStatus": 1, "RegisterStatusReasons": []},
    ],
}
SIGNATURES = {
    "Code": "OK",
    "TotalCount": 2,
    "CurrentPage": 1,
    "PageSize": 10,
    "SmsSignList": [
        {
            "SignName": "运河书房",
            "AuditStatus": "AUDIT_STATE_PASS",
            "BusinessType": "通用",
            "OrderId": "2007",
            "Reason": {"RejectInfo": "No audit remarks"},
            "authorizationLetterAuditPass": True,
        },
        {"SignName": "运河书房", "AuditStatus": "AUDIT_SATE_CANCEL", "BusinessType": "验证码"},
    ],
}
DIGITAL = {
    "Code": "OK",
    "Success": True,
    "Data": {
        "signName": "运河书房",
        "qualificationId": 2004393,
        "SignSource": 0,
        "mobileRegisterStatus": 3,
        "unicomRegisterStatus": -2,
        "mobileAvailableStatus": 1,
        "unicomAvailableStatus": 0,
    },
}
PERSONAL = ("410105199001011234", "13800138000", "王建国", "李秀英", "https://oss.example.com/id.png")
QUALIFICATION = {
    "Code": "OK",
    "Data": {
        "QualificationGroupId": 2004393,
        "QualificationName": "运河书店",
        "CompanyName": "运河书店有限公司",
        "CompanyType": "NON_PROFIT_ORGANIZATION",
        "OrganizationCode": "91330000000000000X",
        "State": "PASSED",
        "UseBySelf": True,
        "EffTimeStr": "2020-01-31~2030-01-31",
        "LegalPersonName": PERSONAL[2],
        "LegalPersonIDCardNo": PERSONAL[0],
        "LegalPersonIdCardEffTime": "2020-01-31~2040-01-31",
        "AdminName": PERSONAL[3],
        "AdminPhoneNo": PERSONAL[1],
        "AdminIDCardNo": PERSONAL[0],
        "AdminIDCardPic": PERSONAL[4],
        "Remark": f"联系人{PERSONAL[2]}",
    },
}
QUALIFICATIONS = {
    "Code": "OK",
    "Data": {
        "Total": 1,
        "PageNo": 1,
        "PageSize": 20,
        "List": [
            {
                "GroupId": 2004393,
                "QualificationGroupName": "运河书店",
                "CompanyName": "运河书店有限公司",
                "StateName": "PASS",
                "UseBySelf": "true",
                "LegalPersonName": PERSONAL[2],
                "AuditRemark": "",
            }
        ],
    },
}
PUSHED_TEMPLATE = [
    {
        "template_code": "SMS_270000005",
        "template_name": "取件",
        "template_content": "您的包裹${code}已到。",
        "template_type": "验证码",
        "template_status": "rejected",
        "reason": "类型不符",
        "remark": "取件通知",
        "order_id": 20077,
        "create_date": "2027-02-01 10:00:00",
    }
]
PUSHED_SIGNATURE = [
    {
        "sign_name": "云栖",
        "sign_scene": "验证码",
        "sign_source": "企事业单位的全称或简称",
        "sign_status": "approving",
        "orderId": "1",
    }
]
CALLS: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "GetSmsTemplate": (models.GetSmsTemplateResponseBody, TEMPLATE),
    "QuerySmsTemplateList": (models.QuerySmsTemplateListResponseBody, TEMPLATES),
    "GetSmsTemplateList": (models.GetSmsTemplateListResponseBody, NEWER_TEMPLATES),
    "GetSmsSign": (models.GetSmsSignResponseBody, SIGNATURE),
    "QuerySmsSignList": (models.QuerySmsSignListResponseBody, SIGNATURES),
    "QueryDigitalSignByName": (models.QueryDigitalSignByNameResponseBody, DIGITAL),
    "QuerySingleSmsQualification": (models.QuerySingleSmsQualificationResponseBody, QUALIFICATION),
    "QuerySmsQualificationRecord": (models.QuerySmsQualificationRecordResponseBody, QUALIFICATIONS),
}
"""The calls, with the SDK's model of each answer."""


def attributes(value: Any) -> Any:
    """A model as a dump of its attributes has it: every field, mostly null, in Python's spelling."""
    if isinstance(value, list):
        return [attributes(each) for each in value]
    if hasattr(value, "to_map"):
        return {name: attributes(each) for name, each in vars(value).items()}
    return value


def respelt(value: Any, way: int) -> Any:
    """An answer with all keys in another spelling, as clients that convert them write it."""
    if isinstance(value, dict):
        return {
            spellings(key)[way] if key[0].isupper() and "_" not in key else key: respelt(each, way)
            for key, each in value.items()
        }
    return [respelt(each, way) for each in value] if isinstance(value, list) else value


SHAPES: dict[str, Callable[[type[Any], dict[str, Any]], Any]] = {
    "map": lambda model, answer: model().from_map(answer).to_map(),
    "body": lambda model, answer: {"headers": {}, "statusCode": 200, "body": model().from_map(answer).to_map()},
    "attributes": lambda model, answer: attributes(model().from_map(answer)),
    "body of attributes": lambda model, answer: {"headers": {}, "body": attributes(model().from_map(answer))},
    "wire": lambda model, answer: {"body": respelt(answer, 1)},
    "array": lambda model, answer: [model().from_map(answer).to_map()],
}
