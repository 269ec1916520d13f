"""What the program says of lengths, segments and signatures, beyond the sentences of the catalog."""

from __future__ import annotations

from smslint.messages import Bilingual

UNITS = {
    "characters": Bilingual("characters", "个字符"),
    "gsm-7": Bilingual("GSM-7 units", "个 GSM-7 单位"),
    "ucs-2": Bilingual("UCS-2 units", "个 UCS-2 单位"),
}
LENGTH = Bilingual("{length} {unit}", "{length} {unit}")
LENGTHS = Bilingual("{shortest} to {longest} {unit}", "{shortest}～{longest} {unit}")
LENGTHS_OF_TWO = Bilingual("{shortest} {unit} to {longest} {other}", "{shortest} {unit}至 {longest} {other}")
BOTH_READINGS = Bilingual(
    "{length} ({wide} if characters outside the BMP count as two)",
    "{length}（若基本平面以外的字符按 2 个计，为 {wide}）",
)
WITH_SIGNATURE = Bilingual("including the signature {signature}", "含签名{signature}")
WITHOUT_SIGNATURE = Bilingual("without the signature, which the document does not give", "未计签名：文档未提供")
ROOM = Bilingual(
    " With the other values shortest, it is one segment if ${{{variable}}} has at most {room} characters.",
    "在其他变量取最短值时，${{{variable}}} 不超过 {room} 个字符即为 1 条。",
)
ROOM_OF_ONE = Bilingual(
    " It is one segment if ${{{variable}}} has at most {room} characters.",
    "${{{variable}}} 不超过 {room} 个字符即为 1 条。",
)
NOTHING = Bilingual("", "")
BUDGET = Bilingual("the segment limit set in the document", "文档允许的条数")
DECLARATION = Bilingual("the declaration of the variable", "变量的声明")
EXAMPLE = Bilingual("the example", "示例值")
