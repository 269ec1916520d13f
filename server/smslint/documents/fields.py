"""The fields of a template. Readers walk them, and the JSON Schema is built from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Final, Literal, get_args

from smslint.core.template import InternationalType, RedirectionKind
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

Kind = Literal[
    "text",
    "texts",
    "choice",
    "flag",
    "count",
    "date",
    "any",
    "variables",
    "redirection",
    "materials",
    "frames",
    "suppress",
]
NESTED: Final = ("texts", "variables", "redirection", "materials", "frames", "suppress")
"""The kinds of fields that hold more than one value."""
_NONE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    `aliases` are other names in tables and the vendor's API. `choices` maps each allowed value to its other spellings.
    A manifest must have the `required` fields.
    """

    name: str
    kind: Kind
    text: Bilingual
    aliases: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)
    required: bool = False


TYPE_CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "verification": ("验证码", "验证码短信", "验证码模板"),
        "notification": ("通知", "短信通知", "通知短信", "通知类", "通知模板"),
        "promotional": ("推广", "推广短信", "营销", "营销短信", "会员营销", "推广模板"),
        "international": ("国际", "国际短信", "国际/港澳台", "国际/港澳台短信", "国际/港澳台消息", "国际模板"),
        "digital": ("数字", "数字短信", "数字短信模板"),
    }
)
INTERNATIONAL_CHOICES: Final = MappingProxyType({name: TYPE_CHOICES[name] for name in get_args(InternationalType)})
_KINDS: Final = MappingProxyType({kind: (kind.upper(),) for kind in get_args(RedirectionKind)})

FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "name",
        "text",
        Bilingual("The template name, at most 30 characters.", "模板名称，最多 30 个字符。"),
        ("TemplateName", "模板名称"),
    ),
    Field(
        "type",
        "choice",
        Bilingual("The template type.", "模板类型。"),
        ("TemplateType", "OuterTemplateType", "模板类型"),
        TYPE_CHOICES,
        required=True,
    ),
    Field(
        "international_type",
        "choice",
        Bilingual("The message type of an international template.", "国际/港澳台模板的用途类型。"),
        ("IntlType", "国际模板类型"),
        INTERNATIONAL_CHOICES,
    ),
    Field(
        "regions",
        "texts",
        Bilingual(
            "The countries and regions that an international message is sent to (ISO 3166: US, SG, HK).",
            "国际/港澳台短信发往的国家或地区（ISO 3166 代码，如 US、SG、HK）。",
        ),
    ),
    Field(
        "content",
        "text",
        Bilingual("The message text, with variables as ${name}.", "短信正文，变量写作 ${name}。"),
        ("TemplateContent", "模板内容"),
        required=True,
    ),
    Field(
        "signature",
        "text",
        Bilingual("The associated signature, without the 【】 brackets.", "关联的签名，不含【】。"),
        ("RelatedSignName", "SignatureName", "SignName", "签名", "签名名称", "关联签名"),
    ),
    Field(
        "signatures",
        "texts",
        Bilingual(
            "Further signatures that the template is sent with; lengths are counted with the longest and the shortest.",
            "该模板发送时还会使用的其他签名；长度按其中最长与最短的签名计算。",
        ),
    ),
    Field(
        "code",
        "text",
        Bilingual("The Alibaba Cloud code of an existing template (SMS_…).", "平台分配的模板 CODE（SMS_…）。"),
        ("TemplateCode", "模板CODE", "模板Code", "模板编码"),
    ),
    Field("test", "flag", Bilingual("Whether the template uses a test signature.", "是否使用测试签名。")),
    Field(
        "variables",
        "variables",
        Bilingual(
            "Each variable's attribute: a code, or attribute, example and description.",
            "各变量的属性：写属性代码，或写属性、示例与说明。",
        ),
        ("TemplateRule", "VariableAttribute", "变量属性"),
    ),
    Field(
        "description",
        "text",
        Bilingual("The use case description, for the reviewer.", "申请说明：供审核人员了解使用场景。"),
        ("Remark", "申请说明"),
    ),
    Field(
        "scene",
        "text",
        Bilingual(
            "Where the message is used: the address of a website or app, or the trademark or company.",
            "短信的应用场景：网站或 APP 的链接，或商标、企业名称等内容。",
        ),
        ("ApplySceneContent", "场景链接"),
    ),
    Field(
        "for",
        "choice",
        Bilingual(
            "government: for a government, prosecution or law enforcement agency; the review is another one.",
            "government：用于政府、检察或执法机关，此类模板的审核方式不同。",
        ),
        choices={"government": ("政府", "政企")},
    ),
    Field(
        "max_segments",
        "count",
        Bilingual("How many billed segments the longest message may have.", "最长短信允许的计费条数。"),
    ),
    Field(
        "redirection",
        "redirection",
        Bilingual(
            "Redirection information: the phone numbers and links in the message.",
            "引流信息：短信中的号码与链接。",
        ),
        ("TrafficDriving", "引流信息"),
    ),
    Field(
        "materials",
        "materials",
        Bilingual("Files that support the application.", "支持申请的证明材料。"),
        ("MoreData",),
    ),
    Field(
        "frames",
        "frames",
        Bilingual(
            "The frames of a digital message, instead of a content: texts, and the files of pictures, video and sound.",
            "数字短信的各帧，代替 content：文字，以及图片、视频、音频文件。",
        ),
    ),
    Field(
        "suppress",
        "suppress",
        Bilingual("Accepted findings, each with a reason.", "已接受的检查结果及理由。"),
    ),
)

VARIABLE_FIELDS: Final[tuple[Field, ...]] = (
    Field("attribute", "text", Bilingual("The attribute code.", "变量属性代码。")),
    Field("example", "any", Bilingual("A realistic value, as it will be sent.", "真实会发送的示例值。")),
    Field("description", "text", Bilingual("What the variable contains.", "变量内容的说明。")),
    Field("reason", "text", Bilingual("Why the variable has this attribute.", "选择该属性的原因。")),
)

REDIRECTION_FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "kind",
        "choice",
        Bilingual(
            "The kind of number or link; none, if the value looks like one and is not.",
            "引流类型；none 表示该文字并非号码或链接。",
        ),
        ("trafficDrivingType",),
        _KINDS,
        required=True,
    ),
    Field("value", "text", Bilingual("The phone number or domain.", "号码或域名。"), ("trafficDrivingContent",)),
    Field("variable", "text", Bilingual("The variable that contains it.", "承载它的变量名。"), ("variableName",)),
    Field("company", "text", Bilingual("The company that owns it.", "所属企业名称。"), ("companyName",)),
    Field(
        "organization_code",
        "text",
        Bilingual("The company's unified social credit code.", "企业统一社会信用代码。"),
        ("organizationCode",),
    ),
    Field("icp_number", "text", Bilingual("The domain's ICP filing number.", "域名的 ICP 备案号。"), ("icpNo",)),
    Field("icp_picture", "text", Bilingual("The screenshot of the ICP filing.", "ICP 备案截图。"), ("icpPicOssKey",)),
    Field(
        "company_differs",
        "flag",
        Bilingual("Whether this company differs from the signature's company.", "所属企业是否与签名资质企业不同。"),
    ),
    Field(
        "reason",
        "text",
        Bilingual("Why this company differs from the signature's company.", "所属企业与签名资质企业不同的原因。"),
        ("companyDifferentFromSignQuaReason", "difference_reason"),
    ),
)

MATERIAL_FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "kind",
        "choice",
        Bilingual("What the file shows.", "材料的种类。"),
        (),
        MappingProxyType(
            {
                "icp_screenshot": ("ICP 备案截图", "ICP备案截图"),
                "privacy_policy": ("隐私政策", "隐私政策截图"),
                "member_system": ("会员管理系统", "会员系统截图"),
                "business_proof": ("业务证明", "业务截图"),
                "authorization_letter": ("授权书", "委托授权书"),
                "other": ("其他",),
            }
        ),
    ),
    Field("path", "text", Bilingual("The file, relative to this document.", "文件路径，相对于本文档。")),
    Field("key", "text", Bilingual("The key of the uploaded file (OSS).", "已上传文件的 OSS key。")),
    Field("note", "text", Bilingual("What the reviewer should look at.", "需要审核人员留意的内容。")),
)

FRAME_FIELDS: Final[tuple[Field, ...]] = (
    Field("image", "text", Bilingual("A picture: PNG, GIF or JPG.", "图片：PNG、GIF 或 JPG。")),
    Field("video", "text", Bilingual("A video: MP4 with H.264.", "视频：H.264 编码的 MP4。")),
    Field("audio", "text", Bilingual("A sound: MP3.", "音频：MP3。")),
    Field("text", "text", Bilingual("The text, with variables as ${name}.", "文字，变量写作 ${name}。")),
)

SUPPRESS_FIELDS: Final[tuple[Field, ...]] = (
    Field("rule", "text", Bilingual("The rule id.", "规则 ID。"), required=True),
    Field("reason", "text", Bilingual("Why the finding is accepted.", "接受的理由。")),
    Field(
        "until",
        "date",
        Bilingual("The last day on which the suppression is valid, YYYY-MM-DD.", "有效的最后一天，YYYY-MM-DD。"),
    ),
)

BY_NAME: Final[Mapping[str, Field]] = MappingProxyType({each.name: each for each in FIELDS})
"""The fields of a template."""
PARTS: Final[Mapping[str, tuple[Field, ...]]] = MappingProxyType(
    {
        "variables": VARIABLE_FIELDS,
        "redirection": REDIRECTION_FIELDS,
        "materials": MATERIAL_FIELDS,
        "frames": FRAME_FIELDS,
        "suppress": SUPPRESS_FIELDS,
    }
)
"""The fields of what a field holds more than one of."""


def field_at(path: Sequence[str | int]) -> Field | None:
    """The field at a path of a template, whose last key may be any of the field's names; None if there is none."""
    fields = FIELDS if len(path) == 1 else PARTS.get(str(path[0]), ()) if path else ()
    return next((each for each in fields if path[-1] in (each.name, *each.aliases)), None)
