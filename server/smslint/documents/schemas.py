"""The schemas of templates: a manifest, a row of a table, and the vendor's requests and answers.

The vendor's calls name and number the same things differently. A schema also decides which fields a source can have,
and so which can be missing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from smslint.core.nearest import nearest_name
from smslint.core.template import Review, TemplateType
from smslint.dataclass import dataclass
from smslint.documents.fields import (
    BY_NAME,
    FIELDS,
    FRAME_FIELDS,
    MATERIAL_FIELDS,
    REDIRECTION_FIELDS,
    SUPPRESS_FIELDS,
    VARIABLE_FIELDS,
    Field,
)
from smslint.documents.spelling import api_key, spellings

if TYPE_CHECKING:
    from smslint.documents.code.layout import Layout

ShapeName = Literal["manifest", "row", "create", "get", "query", "list", "code"]
ReviewStatus = Literal["in-review", "approved", "rejected", "cancelled"]


@dataclass(frozen=True, slots=True)
class Schema:
    """The keys of a source and their meaning.

    `carries` is None if only fields that are present are carried. In `loose` sources, text may mean a number, true or
    false. `embeds` means that a source puts JSON or the console's form into a text. In `strict` sources, every unknown
    key is reported. `layout` says where the fields stand in a source that does not tell it by itself.
    """

    name: ShapeName
    keys: Mapping[str, Field]
    ignored: frozenset[str]
    carries: frozenset[str] | None
    loose: bool = False
    embeds: bool = False
    strict: bool = True
    layout: Layout | None = None


def _own(fields: Collection[Field]) -> Mapping[str, Field]:
    return MappingProxyType({each.name: each for each in fields})


def _all(fields: Collection[Field]) -> Mapping[str, Field]:
    return MappingProxyType({name: each for each in fields for name in (each.name, *each.aliases)})


def _api(**keys: str) -> Mapping[str, Field]:
    return MappingProxyType({spelt: BY_NAME[name] for key, name in keys.items() for spelt in spellings(key)})


def _row(fields: Collection[Field]) -> Mapping[str, Field]:
    """The names of a row's fields, and the other spellings of those that the API has."""
    api = {alias: each.name for each in fields for alias in each.aliases if alias.isascii()}
    return MappingProxyType({**_api(**api), **_all(fields)})


VARIABLE_KEYS: Final = _own(VARIABLE_FIELDS)
REDIRECTION_KEYS: Final = _all(REDIRECTION_FIELDS)
MATERIAL_KEYS: Final = _own(MATERIAL_FIELDS)
SUPPRESS_KEYS: Final = _own(SUPPRESS_FIELDS)
FRAME_KEYS: Final = _own(FRAME_FIELDS)
_SPOKEN: Final = MappingProxyType({
    "名称": "name", "模板名": "name", "标题": "name", "类型": "type", "内容": "content", "正文": "content",
    "签名名": "signature", "编码": "code", "变量": "variables", "说明": "description", "描述": "description",
    "用途": "description", "场景": "description", "使用场景": "description", "场景说明": "description",
    "备注": "description", "变量列表": "variables", "变量声明": "variables", "国际类型": "international_type",
    "测试": "test", "证明材料": "materials", "抑制": "suppress", "属性": "attribute", "变量属性": "attribute",
    "帧": "frames", "图片": "image", "视频": "video", "音频": "audio", "文字": "text", "文本": "text",
    "示例": "example", "示例值": "example", "例子": "example", "样例": "example",
})  # fmt: skip
"""What people call fields in Chinese, besides the names in tables."""
_OF_TEMPLATE: Final = ("模板", "短信", "消息")
"""What people put before these: 短信内容."""


def _meant(fields: Collection[Field]) -> Mapping[str, Field]:
    spoken = {word: each for word, name in _SPOKEN.items() for each in fields if each.name == name}
    return MappingProxyType({**spoken, **_all(fields)})


_MEANT: Final = _meant(FIELDS)
_MEANT_OF_PARTS: Final = {"variables": _meant(VARIABLE_FIELDS), "frames": _meant(FRAME_FIELDS)}


def meant_field(key: str, part: str = "") -> Field | None:
    """The field of a manifest, or of one of its `variables` or `frames`, that a key means without being its name:
    `名称`, `Name`."""
    known, word = _MEANT_OF_PARTS.get(part, _MEANT), key.strip()
    found = known.get(word) or known.get(word.lower())
    return found or (known.get(word[2:]) if word.startswith(_OF_TEMPLATE) else None)


IGNORED: Final = frozenset({
    "TemplateStatus", "AuditStatus", "AuditInfo", "Reason", "RejectInfo", "RejectSubInfo", "VendorAuditStatus",
    "ApplyScene", "TemplateTag", "SignList", "SignName", "SmsSign", "OrderId", "CreateDate",
    "OuterTemplateType", "IntlType", "TrafficDriving", "FileUrlList", "MoreDataFileUrlList", "QualificationId",
    "RequestId", "Code", "Message", "AccessDeniedDetail", "Product", "OwnerId", "ResourceOwnerAccount",
    "ResourceOwnerId", "审核状态", "审核结果", "创建时间", "申请时间", "工单号", "驳回原因", "失败原因", "操作", "序号",
})  # fmt: skip
"""Keys of the vendor's answers and columns of its exports that are no fields of a template."""

ACTION: Final = "Action"
"""The key that names the call of a request."""
OBSOLETE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AddSmsTemplate": "CreateSmsTemplate",
        "ModifySmsTemplate": "UpdateSmsTemplate",
        "QuerySmsTemplate": "GetSmsTemplate",
        "AddSmsSign": "CreateSmsSign",
        "ModifySmsSign": "UpdateSmsSign",
        "QuerySmsSign": "GetSmsSign",
    }
)
"""Calls of the vendor's API that are offline or deprecated, with what replaced them."""

MANIFEST_CARRIES: Final = frozenset({*BY_NAME, "variables.attribute", "variables.example"} - {"materials"})
_CREATE: Final = _api(
    TemplateName="name",
    TemplateType="type",
    IntlType="international_type",
    TemplateContent="content",
    RelatedSignName="signature",
    TemplateCode="code",
    TemplateRule="variables",
    Remark="description",
    ApplySceneContent="scene",
    TrafficDriving="redirection",
    MoreData="materials",
)
_GET: Final = MappingProxyType(
    {key: each for key, each in _CREATE.items() if api_key(key) not in ("TemplateRule", "ApplySceneContent")}
    | dict(_api(VariableAttribute="variables", ApplyScene="scene"))
)
_QUERY: Final = _api(
    TemplateName="name",
    TemplateType="type",
    OuterTemplateType="type",
    IntlType="international_type",
    TemplateContent="content",
    SignatureName="signature",
    TemplateCode="code",
    TrafficDriving="redirection",
)
_LIST: Final = _api(TemplateName="name", TemplateContent="content", SignName="signature", TemplateCode="code")
"""GetSmsTemplateList; what the numbers of its types and states mean is not documented."""
_LIST_MARKS: Final = frozenset(
    spelt for key in ("GmtCreate", "UsableStateList", "WorkOrderId") for spelt in spellings(key)
)
_CONTENT: Final = frozenset(spellings("TemplateContent"))
_ANSWER_MARKS: Final = frozenset({"RequestId", "Body", "SmsTemplateList", "TemplateStatus", "AuditStatus"})

_ANSWERS_IGNORE: Final = frozenset(spelt for key in IGNORED for spelt in spellings(key))
MANIFEST: Final = Schema("manifest", _own(FIELDS), frozenset(), MANIFEST_CARRIES)
YAML_MANIFEST: Final = Schema("manifest", _own(FIELDS), frozenset(["<<"]), MANIFEST_CARRIES, loose=True)
"""The reader of YAML reports merge keys, since only it knows whether a key is quoted."""
BARE: Final = Schema("manifest", _own(FIELDS), frozenset(), frozenset({"content"}), loose=True)
ROW: Final = Schema("row", _row(FIELDS), _ANSWERS_IGNORE, None, embeds=True, strict=False)
TABLE: Final = Schema("row", _all(FIELDS), IGNORED, None, loose=True, embeds=True)
_CREATE_CARRIES: Final = frozenset({*(each.name for each in _CREATE.values()), "variables.attribute"} - {"materials"})
CREATE: Final = Schema("create", _CREATE, IGNORED, _CREATE_CARRIES, embeds=True)
GET: Final = Schema("get", _GET, _ANSWERS_IGNORE, None, embeds=True, strict=False)
QUERY: Final = Schema("query", _QUERY, _ANSWERS_IGNORE, None, embeds=True, strict=False)
LISTED: Final = Schema("list", _LIST, _ANSWERS_IGNORE | {*spellings("TemplateType"), *_LIST_MARKS}, None, strict=False)

_CREATE_NUMBERS: Final[Mapping[str, TemplateType]] = MappingProxyType(
    {"0": "verification", "1": "notification", "2": "promotional", "3": "international", "7": "digital"}
)
_QUERY_NUMBERS: Final[Mapping[str, TemplateType]] = MappingProxyType(
    {"0": "notification", "1": "promotional", "2": "verification", "6": "international", "7": "digital"}
)
_STATUS: Final[Mapping[str, ReviewStatus]] = MappingProxyType(
    {
        "0": "in-review",
        "1": "approved",
        "2": "rejected",
        "10": "cancelled",
        "AUDIT_STATE_INIT": "in-review",
        "AUDIT_STATE_PASS": "approved",
        "AUDIT_STATE_NOT_PASS": "rejected",
        "AUDIT_SATE_CANCEL": "cancelled",
        "AUDIT_STATE_CANCEL": "cancelled",
        "approving": "in-review",
        "approved": "approved",
        "rejected": "rejected",
    }
)
"""The states of templates and signatures in answers, in lists and in the reports that the vendor pushes."""
_STATUS_KEYS: Final = frozenset(
    spelt for key in ("AuditStatus", "TemplateStatus", "TemplateTag") for spelt in spellings(key)
)
NO_REMARKS: Final = frozenset({"无审批备注", "No audit remarks"})
"""What stands for a reason where there is none."""

_GIVEN: Final = "3"
"""The TemplateTag of templates that the vendor gives to its users."""


def usual_keys(schema: Schema) -> tuple[str, ...]:
    """The keys of a schema as they are usually spelt, which a misspelt key may have meant."""
    if schema.name == "row":
        return tuple(TABLE.keys)
    return tuple(key for key in schema.keys if schema.name == "manifest" or key == api_key(key))


def may_be_template(raw: Mapping[str, object], schema: Schema) -> bool:
    """Whether an object can be a template of a schema: it has a key of one and, without content and type, no others."""
    if schema.name != "manifest":
        return not schema.keys.keys().isdisjoint(raw)
    meant = {key: field.name for key in raw if (field := schema.keys.get(key) or meant_field(key))}
    if not raw or not {"content", "frames", "type"}.isdisjoint(meant.values()):
        return True
    return bool(meant) and all(key in meant or nearest_name(key.lower(), schema.keys, 0.7) for key in raw)


def is_listed(keys: Collection[str]) -> bool:
    """Whether the keys are those of an entry of GetSmsTemplateList."""
    return not _LIST_MARKS.isdisjoint(keys) and not _CONTENT.isdisjoint(keys)


def is_answer(value: object) -> bool:
    """Whether a value is an answer of the API: it has its body, the number of the request, or the state of a review."""
    return isinstance(value, dict) and not _ANSWER_MARKS.isdisjoint(map(api_key, value))


def shape_of(keys: Collection[str]) -> Schema | None:
    """The schema of a JSON object, by its keys; None if it fits none."""
    if not _CONTENT.isdisjoint(keys):
        names = {api_key(key) for key in keys}
        if is_listed(keys):
            return LISTED
        if "AuditStatus" in names or "OuterTemplateType" in names:
            return QUERY
        if not names.isdisjoint(("TemplateStatus", "VariableAttribute", "AuditInfo", "TemplateTag")):
            return GET
        return CREATE
    if "content" in keys or "frames" in keys or (keys and all(key in MANIFEST.keys for key in keys)):
        return MANIFEST
    return CREATE if "TemplateName" in keys and "TemplateType" in keys else None


def numbers(key: str, keys: Collection[str]) -> Mapping[str, TemplateType] | None:
    """The meaning of the numbers in a type field, given the other keys; None if the field has no numbers."""
    name = api_key(key)
    if name == "OuterTemplateType":
        return _CREATE_NUMBERS
    if name != "TemplateType":
        return None
    return _CREATE_NUMBERS if {"OuterTemplateType", "AuditStatus"}.isdisjoint(map(api_key, keys)) else _QUERY_NUMBERS


def review_of(raw: Mapping[str, object]) -> Review | None:
    """The vendor's review of a template; None if the source has none. What the vendor gave counts as approved."""
    if _STATUS_KEYS.isdisjoint(raw):
        return None
    wire = {api_key(key): value for key, value in raw.items()}
    given = wire.get("AuditStatus", wire.get("TemplateStatus"))
    if given is None and str(wire.get("TemplateTag")) != _GIVEN:
        return None
    status: ReviewStatus | None = "approved" if given is None else status_of(given)
    if status is None:
        return None
    code = wire.get("TemplateCode", raw.get("code"))
    decided = _decided(wire)
    is_given = str(wire.get("TemplateTag")) == _GIVEN
    return Review(status, code if isinstance(code, str) else None, reason_of(wire), decided, is_given)


def _decided(wire: Mapping[str, object]) -> str | None:
    """When the review ended, as an answer writes it."""
    info = wire.get("AuditInfo")
    if not isinstance(info, Mapping):
        return None
    date = next((value for key, value in info.items() if api_key(str(key)) == "AuditDate"), None)
    return date if isinstance(date, str) and date else None


def status_of(given: object) -> ReviewStatus | None:
    """The state that a number or a word of the vendor means."""
    return _STATUS.get(str(given))


def reason_of(wire: Mapping[str, object]) -> str | None:
    """Why something was rejected, given the answer about it with the API's keys."""
    reasons: list[str] = []
    for holder in (wire.get("AuditInfo"), wire.get("Reason"), wire):
        found: tuple[object, ...] = (holder,)
        if isinstance(holder, Mapping):
            named = {api_key(str(key)): value for key, value in holder.items()}
            found = (named.get("RejectInfo"), named.get("RejectSubInfo"))
        reasons += [
            text for text in found if isinstance(text, str) and text and text not in reasons and text not in NO_REMARKS
        ]
    return "；".join(reasons) or None
