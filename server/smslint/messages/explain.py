"""Texts of `smslint explain`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

OPTIONS: Final[Mapping[str, Bilingual]] = {
    "template": Bilingual("Look for the spot in the template of this file.", "在此文件的模板中查找出错的位置。"),
    "name": Bilingual("The template's name, if the file has several.", "文件中有多个模板时，指定模板名称。"),
    "code": Bilingual("The template's code, if the file has several.", "文件中有多个模板时，指定模板 CODE。"),
    "params": Bilingual(
        "The values that were sent, as a JSON object; needs --template.",
        "已发送的变量值（JSON 对象），须与 --template 同用。",
    ),
    "log": Bilingual(
        "Group the answers in this log (JSONL, JSON, CSV or text; - for standard input).",
        "归类此日志中的返回结果（JSONL、JSON、CSV 或文本，- 为标准输入）。",
    ),
    "list": Bilingual("List all entries.", "列出全部条目。"),
    "kind": Bilingual("With --list: only entries of this kind.", "与 --list 同用：只列出此种类的条目。"),
    "mask": Bilingual(
        "With --log: show values with stars (default in pipelines).",
        "与 --log 同用：变量值以星号遮盖（流水线中默认）。",
    ),
    "format": Bilingual("Print text, JSON or Markdown.", "输出文本、JSON 或 Markdown。"),
}
USAGE: Final = Bilingual(
    "Give a code or a sentence, --log FILE, or --list.", "请给出错误码或一句话，或使用 --log FILE、--list。"
)
NEEDS_TEMPLATE: Final = Bilingual("--params needs --template.", "--params 须与 --template 同用。")
BAD_PARAMS: Final = Bilingual("--params is not a JSON object: {detail}.", "--params 不是 JSON 对象：{detail}。")
NOT_KNOWN: Final = Bilingual(
    "Not known: none of the {count} entries has this. smslint does not guess.",
    "未收录：{count} 个条目中没有这段文字，smslint 不作猜测。",
)
NOT_KNOWN_CODE: Final = Bilingual(
    "{code} is not known: it stands in none of the vendor's tables that were read.",
    "未收录 {code}：已查阅的厂商错误码表中没有它。",
)
NEAREST_CODE: Final = Bilingual("The nearest known code is {code}.", "最接近的已收录错误码是 {code}。")
PERHAPS: Final = Bilingual(
    "Perhaps: the words only resemble those of this entry.", "可能：文字仅与此条目相似，并不完全一致。"
)
SAYS: Final = Bilingual("The text says: {fields}.", "文中给出：{fields}。")
FIELDS: Final[Mapping[str, Bilingual]] = {
    "variable": Bilingual("variable {value}", "变量 {value}"),
    "value": Bilingual("value “{value}”", "值“{value}”"),
    "attribute": Bilingual("attribute {value}", "属性 {value}"),
    "number": Bilingual("number {value}", "数值 {value}"),
}
JUDGED: Final = Bilingual("Judged by this attribute: {message}", "按该属性判断：{message}")
JUDGED_FINE: Final = Bilingual(
    "The documented rules of this attribute allow the value.", "按文档，该属性可以接受这个值。"
)
LIKELY_PLACES: Final = Bilingual("The likely place", "可能的位置")
PLACE: Final = Bilingual("{place}: {message} ({rule})", "{place}：{message}（{rule}）")
NO_PLACE: Final = Bilingual(
    "Nothing in the template's text explains it; look at the causes outside the text.",
    "模板文字本身没有可以解释的问题，请查看文字以外的原因。",
)
VALUES: Final = Bilingual("The values", "变量值")
PREDICTED: Final = Bilingual("{variable}: {message} [{error}]", "{variable}：{message} [{error}]")
SAME: Final = Bilingual("This is the answer that was given.", "与实际返回的结果一致。")
OTHER_ANSWER: Final = Bilingual(
    "These values would be answered with {errors}, not with what was given.",
    "按这些变量值应返回 {errors}，与实际返回的不同。",
)
VALUES_FINE: Final = Bilingual("These values break no documented rule.", "这些变量值没有违反已有文档的规则。")
EXTRA_KEY: Final = Bilingual(
    "{name} is no variable of the template; extra names are reported to be refused, but not documented to be.",
    "{name} 不是模板中的变量；有反馈称多传变量会被拒绝，但文档没有说明。",
)
TAKES: Final = Bilingual("Attributes that take it: {attributes}.", "可接受此值的属性：{attributes}。")
TAKES_NONE: Final = Bilingual("No attribute takes it: change the value.", "没有可接受此值的属性，请修改变量值。")
NEW_TEMPLATE: Final = Bilingual(
    "An attribute cannot be changed: another one needs a new template.",
    "变量属性不能修改：改用其他属性须重新申请模板。",
)
NO_SUCH_VARIABLE: Final = Bilingual("The template has no variable {name}{nearest}.", "模板中没有变量 {name}{nearest}。")

LOG_TITLE: Final = Bilingual(
    "{path}: {records} read, {failed} with a failure, {unknown} not known.",
    "{path}：读取 {records}，失败 {failed}，未收录 {unknown}。",
)
LOG_GROUP: Final = Bilingual("{count}  {title} ({codes})", "{count}  {title}（{codes}）")
LOG_TEMPLATE: Final = Bilingual("template {code}", "模板 {code}")
LOG_PART: Final = Bilingual("{count}  {where}", "{count}  {where}")
LOG_ANY: Final = Bilingual("no template named", "未注明模板")
LOG_SAMPLE: Final = Bilingual("line {line}: {text}", "第 {line} 行：{text}")
LOG_UNKNOWN: Final = Bilingual("{count}  not known: {text}", "{count}  未收录：{text}")
LOG_FIRST: Final = Bilingual("What to do first: {remedy}", "首先处理：{remedy}")
LOG_NOTHING: Final = Bilingual("{path}: no answers of the vendor were found.", "{path}：没有找到厂商的返回结果。")
LOG_MORE: Final = Bilingual("… and {count} more kinds", "……以及另外 {count} 种")
LOG_UNREADABLE: Final = Bilingual("{count} could not be read.", "其中 {count} 无法读取。")
FITTING: Final = Bilingual(
    "Attributes that take all values of this column: {attributes}. An attribute cannot be changed: a new template is "
    "needed.",
    "可接受该列全部取值的属性：{attributes}。变量属性不能修改，须重新申请模板。",
)
FITTING_NONE: Final = Bilingual(
    "No attribute takes all values of this column: change the values.", "没有可接受该列全部取值的属性，请修改变量值。"
)
