"""Texts of `smslint preview`."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

TITLE: Final = Bilingual("{path}: {template} ({type})", "{path}：{template}（{type}）")
TITLE_INFERRED: Final = Bilingual(
    "{path}: {template} ({type}, inferred from the text)", "{path}：{template}（{type}，按文字推断）"
)
KINDS: Final = {
    "shortest": Bilingual("shortest", "最短"),
    "typical": Bilingual("typical", "一般"),
    "longest": Bilingual("longest", "最长"),
}
MESSAGE: Final = Bilingual("{kind}: {length}, {segments}", "{kind}：{length}，{segments}")
NO_SIGNATURE: Final = Bilingual(
    "The document has no signature; its length is not counted.", "文档未提供签名，以下未计其长度。"
)
BROKEN: Final = Bilingual(
    '"{text}" is not a valid variable; the estimate counts it as one.', "“{text}”不是规范的变量，这里按变量估算。"
)
VARIABLE: Final = Bilingual(
    "{name} ({attribute}): {characters}{uses}{rooms}", "{name}（{attribute}）：{characters}{uses}{rooms}"
)
NO_ATTRIBUTE: Final = Bilingual("no valid attribute declared: general limit", "未声明有效的变量属性：按一般限制")
PLAIN_LIMIT: Final = Bilingual("this type has no attributes", "此类型没有变量属性")
CHARACTERS: Final = Bilingual("{low} to {high} characters", "{low}～{high} 个字符")
TWO_LIMITS: Final = Bilingual(
    "{low} to {high} letters and digits, or to {other} other characters",
    "字母和数字 {low}～{high} 个，其他字符至多 {other} 个",
)
USES: Final = Bilingual(", used {count} times", "，出现 {count} 次")
ROOM: Final = Bilingual(
    "; one segment{encoding}: at most {alone} if the other values are shortest, {always} if they are longest",
    "；保持 1 条{encoding}：其他变量最短时至多 {alone} 个，最长时{always}",
)
ROOM_ONE: Final = Bilingual("; one segment{encoding}: at most {alone}", "；保持 1 条{encoding}：至多 {alone} 个")
NO_ROOM: Final = Bilingual("; one segment{encoding}: impossible", "；无法保持 1 条{encoding}")
IMPOSSIBLE: Final = Bilingual("impossible", "无法做到")
AT_MOST: Final = Bilingual("at most {count}", "至多 {count} 个")
IN: Final = Bilingual(" in {encoding}", "（{encoding}）")
ENCODINGS: Final = {"gsm-7": "GSM-7", "ucs-2": "UCS-2"}
OPTIONS: Final = {"format": Bilingual("Print text or JSON.", "输出文本或 JSON。")}
