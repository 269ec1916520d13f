"""New templates: one for each type, which passes every check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from smslint.core.template import Template, TemplateType, Variable
from smslint.documents.formats import format_named
from smslint.documents.manifest import manifest_text

STARTS: Mapping[TemplateType, Template] = {
    "verification": Template(
        "您的验证码为${code}，5分钟内有效，请勿告诉他人。",
        variables={"code": Variable("code", "numberCaptcha", "482913")},
        signature="示例科技",
        description="用户登录时校验手机号。",
    ),
    "notification": Template(
        "尊敬的${name}，您预约的${time}到店体验已确认，请准时前来。",
        variables={"name": Variable("name", "name", "王小明"), "time": Variable("time", "time", "14:30")},
        signature="示例科技",
        description="顾客预约到店后确认时间。",
    ),
    "promotional": Template(
        "本店周年庆，会员到店可领取纪念礼品一份，数量有限，欢迎前来。拒收请回复R",
        signature="示例科技",
        description="周年庆期间告知会员到店活动。",
    ),
    "international": Template(
        "Your appointment at our store is confirmed. Please arrive ten minutes early.",
        international_type="notification",
        signature="Example",
        description="Confirms an appointment that the customer has made.",
    ),
    "digital": Template(
        "本店新品已上架，欢迎到店体验。",
        signature="示例科技",
        description="新品上架时告知会员。",
    ),
}
"""A template of each type, in plain wording that no rule reports."""


def starting_text(name: str, kind: TemplateType, signature: str | None = None) -> str | None:
    """The text of a new `.sms` file; None if a `.sms` file cannot hold the name."""
    start = STARTS[kind]
    template = replace(start, name=name, type=kind, signature=signature or start.signature)
    return manifest_text([template], format_named("sms"))
