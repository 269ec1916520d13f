"""Texts of checks in addition to those of the rules: types, lengths and segments, variables."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

TYPE_NAMES: Final = {
    "verification": Bilingual("verification", "验证码"),
    "notification": Bilingual("notification", "通知短信"),
    "promotional": Bilingual("promotional", "推广短信"),
    "international": Bilingual("international", "国际短信"),
    "digital": Bilingual("digital", "数字短信"),
}

UNITS: Final = {
    "characters": Bilingual("characters", "个字符"),
    "gsm-7": Bilingual("GSM-7 units", "个 GSM-7 单位"),
    "ucs-2": Bilingual("UCS-2 units", "个 UCS-2 单位"),
}
LENGTH: Final = Bilingual("{length} {unit}", "{length} {unit}")
LENGTHS: Final = Bilingual("{shortest} to {longest} {unit}", "{shortest}～{longest} {unit}")
LENGTHS_OF_TWO: Final = Bilingual("{shortest} to {longest}", "{shortest}至 {longest}")
BOTH_READINGS: Final = Bilingual(
    "{length} ({wide} if characters outside the BMP count as two)",
    "{length}（若基本平面以外的字符按 2 个计，为 {wide}）",
)
APPROVED: Final = Bilingual(
    " (It is approved; a new application of this text would meet this.)",
    "（该模板已通过审核；重新申请此文本时会遇到此问题。）",
)
APPROVED_SINCE: Final = Bilingual(
    " (It was approved on {date}; a new application of this text would meet this.)",
    "（该模板已于 {date} 通过审核；重新申请此文本时会遇到此问题。）",
)
GIVEN: Final = Bilingual(
    " (It is Alibaba Cloud's own template; a new application of this text would meet this.)",
    "（该模板由平台赠送；自行申请此文本时会遇到此问题。）",
)
WITH_SIGNATURE: Final = Bilingual("including the signature {signature}", "含签名{signature}")
WITH_SIGNATURES: Final = Bilingual(
    "including the signature {shortest} or, at the most, {longest}", "含签名{shortest}，最长为{longest}"
)
WITHOUT_SIGNATURE: Final = Bilingual("without the signature, which the document does not give", "未计签名：文档未提供")
ROOM: Final = Bilingual(
    " It is one segment if {variable} has at most {room} and the other values are shortest.",
    "在其他变量取最短值时，{variable} 不超过 {room}即为 1 条。",
)
ROOM_OF_ONE: Final = Bilingual(
    " It is one segment if {variable} has at most {room}.",
    "{variable} 不超过 {room}即为 1 条。",
)
NOTHING: Final = Bilingual("", "")
BUDGET: Final = Bilingual("the segment limit set in the document", "文档允许的条数")

DECLARED_NEAR: Final = Bilingual("Did you mean the declared ${{{name}}}?", "改为已声明的 ${{{name}}}")
DECLARED_HERE: Final = Bilingual("declared here", "在此声明")
USED_HERE: Final = Bilingual("used here", "在此使用")
FIRST_USE: Final = Bilingual("first used here", "首次出现")
ANOTHER_USE: Final = Bilingual("another variable", "另一个变量")
KEYS: Final = {
    "kind": Bilingual("the kind", "类型"),
    "value": Bilingual("the phone number or domain", "号码或域名"),
    "company": Bilingual("the company", "企业名称"),
    "organization_code": Bilingual("the unified social credit code", "统一社会信用代码"),
    "icp_number": Bilingual("the ICP filing number", "ICP 备案号"),
    "icp_picture": Bilingual("the screenshot of the ICP filing", "ICP 备案截图"),
    "reason": Bilingual("the reason why the company differs from that of the signature", "企业与签名资质不一致的原因"),
}
