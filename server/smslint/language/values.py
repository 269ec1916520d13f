"""What the program says of values and attributes."""

from __future__ import annotations

from smslint.language import Bilingual

_KINDS = {
    bool: Bilingual("a boolean", "布尔值"),
    int: Bilingual("a number", "数字"),
    float: Bilingual("a number", "数字"),
    list: Bilingual("an array", "数组"),
    dict: Bilingual("an object", "对象"),
}


def json_kind(value: object) -> Bilingual:
    """What kind of JSON value something is."""
    return _KINDS.get(type(value), Bilingual("something else", "其他类型"))


_MISSING = Bilingual("There is no value: every variable needs one.", "没有取值：每个变量都必须传值。")
_NOT_A_STRING = Bilingual(
    "The value is {part}, not a string: values must be JSON strings.",
    "取值是{part}，不是字符串：变量值必须是 JSON 字符串。",
)
INTERNATIONAL_VALUE = {
    "missing": _MISSING,
    "not-a-string": _NOT_A_STRING,
    "too-long": Bilingual(
        "The value has {length} characters; an international message takes at most {high} here (32 for letters and "
        "digits, else 20).",
        "取值长度为 {length} 个字符；国际短信变量此处最多 {high} 个字符（纯字母和数字 32 个，其他 20 个）。",
    ),
}
DIGITAL_VALUE = {
    "missing": _MISSING,
    "not-a-string": _NOT_A_STRING,
    "too-long": Bilingual(
        "The value has {length} characters; a variable of a digital message takes at most {high}.",
        "取值长度为 {length} 个字符；数字短信的变量最多 {high} 个字符。",
    ),
}
VERDICTS = {
    "accepted": Bilingual("accepted", "通过"),
    "risky": Bilingual("risky   ", "有风险"),
    "rejected": Bilingual("rejected", "不通过"),
}
SUGGESTION = Bilingual('This would be accepted: "{value}".', "可改为：“{value}”。")
VALUE_USAGE = Bilingual(
    "Give an attribute's code and one or more values, or --input with a file of them.",
    "请给出属性代码和一个或多个取值，或用 --input 指定存放它们的文件。",
)
VALUE_OPTIONS = {
    "source": Bilingual(
        'A JSONL file of values ("-": standard input): {"attribute", "value"} a line; any JSON value may be one.',
        '存放取值的 JSONL 文件（“-”为标准输入）：每行一个 {"attribute", "value"}，取值可以是任意 JSON 值。',
    ),
    "form": Bilingual("Text for people, or JSON.", "输出文本或 JSON。"),
}
NO_JSON = Bilingual("Line {line} is no JSON: {detail}.", "第 {line} 行不是 JSON：{detail}。")
NO_REQUEST = Bilingual(
    'Line {line} must be an object with "attribute" and "value".', "第 {line} 行应为含 attribute 和 value 的对象。"
)
NOT_UTF8 = Bilingual("The file is not UTF-8.", "文件不是 UTF-8 编码。")
UNKNOWN = Bilingual(
    'There is no attribute "{code}"; `smslint attribute` lists them.',
    "没有属性“{code}”；用 `smslint attribute` 可列出全部属性。",
)
UNKNOWN_NEAREST = Bilingual(
    'There is no attribute "{code}"; did you mean {nearest}?', "没有属性“{code}”，是否想写 {nearest}？"
)
