"""From rows of answers to what they tell about records of the lock.

Fields are an allow-list: what an answer has besides, above all about persons, is never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from smslint.core.account import CARRIERS, RecordKind
from smslint.core.template import TYPES, TemplateType
from smslint.dataclass import dataclass
from smslint.documents.account.answers import Answer, Call
from smslint.documents.account.values import (
    COMPANIES,
    FILING,
    SCENES,
    SOURCES,
    STATES,
    TAGS,
    VENDOR_STATES,
    flag_of,
    json_of,
    review_fields,
    text_of,
    time_of,
    word_of,
)
from smslint.documents.fields import TYPE_CHOICES
from smslint.documents.schemas import numbers

FIELDS: Final[Mapping[RecordKind, tuple[str, ...]]] = {
    "template": (
        "code", "name", "type", "content", "variables", "signature", "description", "scene", "status", "reason",
        "origin", "order", "created", "decided", "carriers", "redirection", "intl_type", "raw",
    ),
    "signature": (
        "name", "for", "status", "scene", "tag", "source", "third_party", "letter", "qualification", "reason", "order",
        "created", "decided", "carriers",
    ),
    "qualification": (
        "id", "name", "company", "company_type", "organization_code", "state", "self_use", "valid_until", "remark",
    ),
}  # fmt: skip
"""The fields of each kind of record, in the order in which they are written; `record` comes first, `seen` last."""
KEYS: Final[Mapping[RecordKind, tuple[str, ...]]] = {
    "template": ("code",),
    "signature": ("name", "for", "scene"),
    "qualification": ("id",),
}
"""The fields that tell records apart."""
REVIEW: Final = ("status", "reason", "decided")
"""Fields that change together: the newest answer decides on all of them."""
_REVIEWED: Final = frozenset(REVIEW)
_VENDORS: Final = {"MOBILE_VENDOR": "mobile", "UNICOM_VENDOR": "unicom", "TELECOM_VENDOR": "telecom",
                   "TELCOM_VENDOR": "telecom"}  # fmt: skip
KNOWS: Final[Mapping[Call, frozenset[str]]] = {
    "GetSmsTemplate": frozenset({
        "name", "type", "content", "variables", "signature", "description", "scene", *_REVIEWED, "origin", "order",
        "created", "carriers", "intl_type",
    }),
    "QuerySmsTemplateList": frozenset({
        "name", "type", "content", "signature", *_REVIEWED, "order", "created", "redirection",
    }),
    "GetSmsTemplateList": frozenset({"name", "content", "signature", "raw"}),
    "TemplateSmsReport": frozenset({"name", "type", "content", "description", *_REVIEWED, "order", "created"}),
    "GetSmsSign": frozenset({
        *_REVIEWED, "tag", "third_party", "letter", "qualification", "order", "created", "carriers",
    }),
    "QuerySmsSignList": frozenset({*_REVIEWED, "letter", "order", "created"}),
    "QueryDigitalSignByName": frozenset({*_REVIEWED, "source", "qualification", "carriers", "created"}),
    "SignSmsReport": frozenset({*_REVIEWED, "source", "order", "created"}),
    "QuerySingleSmsQualification": frozenset({
        "name", "company", "company_type", "organization_code", "state", "self_use", "valid_until",
    }),
    "QuerySmsQualificationRecord": frozenset({"name", "company", "state", "self_use", "remark"}),
}  # fmt: skip
"""Which fields each call can know. A list never erases what only the call about one record tells."""
KIND_OF: Final[Mapping[Call, RecordKind]] = {
    call: "qualification" if "Qualification" in call else "template" if "Template" in call else "signature"
    for call in KNOWS
}


@dataclass(frozen=True, slots=True)
class Observation:
    """What one answer tells about one record: its key and the values of the fields that the call can know."""

    kind: RecordKind
    key: tuple[str | None, ...]
    call: Call
    time: str
    values: Mapping[str, object]


def observations(answer: Answer) -> Iterator[Observation]:
    """What an answer tells, row by row. Rows without a key tell nothing."""
    kind = KIND_OF[answer.call]
    for row in answer.rows:
        values = _READERS[answer.call](row)
        key = tuple(text_of(values.pop(name, None)) for name in KEYS[kind])
        if key[0] is not None:
            yield Observation(kind, key, answer.call, answer.time, values)


_SPOKEN: Final[Mapping[str, TemplateType]] = {word: name for name in TYPES for word in TYPE_CHOICES[name]}


def _type_of(row: Mapping[str, object]) -> TemplateType | None:
    for key in ("OuterTemplateType", "TemplateType"):
        given = text_of(row.get(key))
        if given is not None:
            found = (numbers(key, row) or {}).get(given) or _SPOKEN.get(given)
            if found is not None:
                return found
    return None


def _template(row: Mapping[str, object]) -> dict[str, object]:
    """The fields that all calls about templates tell in the same way."""
    return {
        "code": text_of(row.get("TemplateCode")),
        "name": text_of(row.get("TemplateName")),
        "content": text_of(row.get("TemplateContent")),
        "type": _type_of(row),
        "order": text_of(row.get("OrderId")),
        "created": time_of(row.get("CreateDate")),
    }


def _details(row: Mapping[str, object]) -> dict[str, object]:
    signature = text_of(row.get("RelatedSignName"))
    names = row.get("SignList")
    while isinstance(names, Mapping):
        names = next(iter(names.values()), None)
    if signature is None and isinstance(names, list) and names:
        signature = text_of(names[0])
    declared = json_of(row.get("VariableAttribute"))
    variables = declared if isinstance(declared, Mapping) else {}
    return _template(row) | {
        "variables": {str(name): text_of(code) for name, code in sorted(variables.items())},
        "signature": signature,
        "description": text_of(row.get("Remark")),
        "scene": text_of(row.get("ApplyScene")),
        **review_fields(row, row.get("TemplateStatus")),
        "origin": word_of(row.get("TemplateTag"), TAGS),
        "carriers": _vendor_states(row.get("VendorAuditStatus")),
        "intl_type": row.get("IntlType") if type(row.get("IntlType")) is int else text_of(row.get("IntlType")),
    }


def _vendor_states(given: object) -> dict[str, str | None] | None:
    given = json_of(given)
    if not isinstance(given, Mapping) or not given:
        return None
    states = {_VENDORS[key]: word_of(state, VENDOR_STATES) for key, state in given.items() if key in _VENDORS}
    return {carrier: states[carrier] for carrier in CARRIERS if carrier in states} or None


def _listed(row: Mapping[str, object]) -> dict[str, object]:
    return _template(row) | {
        "signature": text_of(row.get("SignatureName")),
        **review_fields(row, row.get("AuditStatus")),
        "redirection": text_of(row.get("TrafficDriving")),
    }


def _newer_listed(row: Mapping[str, object]) -> dict[str, object]:
    kept = ("TemplateType", "AuditStatus", "UsableStateList", "TemplateTag", "WorkOrderId")
    raw = {key: _api_spelling(row[key]) for key in kept if row.get(key) is not None}
    found = _template(row)
    return {
        **{key: found[key] for key in ("code", "name", "content")},
        "signature": text_of(row.get("SignName")),
        "raw": raw or None,
    }


def _api_spelling(value: object) -> object:
    if isinstance(value, list):
        return [_api_spelling(each) for each in value]
    return _wire(value) if isinstance(value, Mapping) else value


def _pushed_template(row: Mapping[str, object]) -> dict[str, object]:
    return _template(row) | {
        "description": text_of(row.get("Remark")),
        **review_fields(row, row.get("TemplateStatus")),
    }


def _signature(row: Mapping[str, object], scene: object) -> dict[str, object]:
    return {
        "name": text_of(row.get("SignName")),
        "for": "text",
        "scene": word_of(scene, SCENES),
        "letter": flag_of(row.get("AuthorizationLetterAuditPass")),
        "order": text_of(row.get("OrderId")),
        "created": time_of(row.get("CreateDate")),
    }


def _signature_details(row: Mapping[str, object]) -> dict[str, object]:
    filings = row.get("SignIspRegisterDetailList")
    carriers: dict[str, object] = {}
    for each in filings if isinstance(filings, list) else ():
        filing = _wire(each)
        carrier = text_of(filing.get("OperatorCode"))
        if carrier in CARRIERS:
            reasons = filing.get("RegisterStatusReasons")
            codes = [text_of(_wire(one).get("ReasonCode")) for one in reasons] if isinstance(reasons, list) else []
            carriers[carrier] = _filing(
                word_of(filing.get("RegisterStatus"), FILING),
                time_of(filing.get("OperatorCompleteTime")),
                sorted(code for code in codes if code),
            )
    return _signature(row, row.get("SignUsage")) | {
        **review_fields(row, row.get("SignStatus")),
        "tag": word_of(row.get("SignTag"), TAGS),
        "third_party": flag_of(row.get("ThirdParty")),
        "qualification": text_of(row.get("QualificationId")),
        "carriers": {carrier: carriers[carrier] for carrier in CARRIERS if carrier in carriers} or None,
    }


def _filing(
    status: str | None, at: str | None = None, reasons: list[str] | None = None, available: bool | None = None
) -> dict[str, object]:
    return {"status": status, "at": at, "reasons": reasons or [], "available": available}


def _wire(value: object) -> dict[str, object]:
    from smslint.documents.spelling import api_key

    return {api_key(str(key)): each for key, each in value.items()} if isinstance(value, Mapping) else {}


def _listed_signature(row: Mapping[str, object]) -> dict[str, object]:
    return _signature(row, row.get("BusinessType")) | review_fields(row, row.get("AuditStatus"))


def _digital_signature(row: Mapping[str, object]) -> dict[str, object]:
    carriers: dict[str, object] = {}
    for carrier in CARRIERS:
        status, available = (row.get(f"{carrier.title()}{key}Status") for key in ("Register", "Available"))
        if status is not None or available is not None:
            usable = {"0": False, "1": True}.get(str(available))
            carriers[carrier] = _filing(word_of(status, FILING), available=usable)
    return {
        "name": text_of(row.get("SignName")),
        "for": "digital",
        "scene": None,
        "status": "approved",  # the call answers signatures that were approved only
        "reason": None,
        "decided": None,
        "source": word_of(row.get("SignSource"), SOURCES),
        "qualification": text_of(row.get("QualificationId")),
        "carriers": carriers or None,
        "created": time_of(row.get("GmtCreate")),
    }


def _pushed_signature(row: Mapping[str, object]) -> dict[str, object]:
    found = _signature(row, row.get("SignScene")) | review_fields(row, row.get("SignStatus"))
    return found | {"source": word_of(row.get("SignSource"), SOURCES)}


def _qualification(row: Mapping[str, object]) -> dict[str, object]:
    period = text_of(row.get("EffTimeStr"))
    return {
        "id": text_of(row.get("QualificationGroupId")),
        "name": text_of(row.get("QualificationName")),
        "company": text_of(row.get("CompanyName")),
        "company_type": word_of(row.get("CompanyType"), COMPANIES),
        "organization_code": text_of(row.get("OrganizationCode")),
        "state": word_of(row.get("State"), STATES),
        "self_use": flag_of(row.get("UseBySelf")),
        "valid_until": _end_of(period) if period else None,
    }


def _end_of(period: str) -> str | None:
    """The last day of a period such as 2020-01-01~2030-01-31; a permanent one ends as the vendor writes it."""
    end = period.replace("～", "~").split("~")[-1].strip()
    if end == "长期":
        return "2099-12-31"
    return end if time_of(end) else None


def _listed_qualification(row: Mapping[str, object]) -> dict[str, object]:
    return {
        "id": text_of(row.get("GroupId")),
        "name": text_of(row.get("QualificationGroupName")),
        "company": text_of(row.get("CompanyName")),
        "state": word_of(row.get("StateName"), STATES),
        "self_use": flag_of(row.get("UseBySelf")),
        "remark": text_of(row.get("AuditRemark")),
    }


_READERS: Final[Mapping[Call, Callable[[Mapping[str, object]], dict[str, object]]]] = {
    "GetSmsTemplate": _details,
    "QuerySmsTemplateList": _listed,
    "GetSmsTemplateList": _newer_listed,
    "TemplateSmsReport": _pushed_template,
    "GetSmsSign": _signature_details,
    "QuerySmsSignList": _listed_signature,
    "QueryDigitalSignByName": _digital_signature,
    "SignSmsReport": _pushed_signature,
    "QuerySingleSmsQualification": _qualification,
    "QuerySmsQualificationRecord": _listed_qualification,
}
