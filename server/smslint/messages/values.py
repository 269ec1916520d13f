"""Texts about values, attributes, and messages with values."""

from __future__ import annotations

from smslint.messages import Bilingual

_JSON_TYPES = {
    str: Bilingual("a string", "字符串"),
    type(None): Bilingual("null", "null"),
    bool: Bilingual("a boolean", "布尔值"),
    int: Bilingual("a number", "数字"),
    float: Bilingual("a number", "数字"),
    list: Bilingual("an array", "数组"),
    dict: Bilingual("an object", "对象"),
}


def json_type(value: object) -> Bilingual:
    """What people call the JSON type of a value."""
    return _JSON_TYPES.get(type(value), Bilingual("another type", "其他类型"))


MISSING = Bilingual("Missing value; every variable needs one.", "没有取值：每个变量都必须传值。")
NOT_A_STRING = Bilingual(
    "The value is {part}, not a string; values must be JSON strings.",
    "取值是{part}，不是字符串：变量值必须是 JSON 字符串。",
)
INTERNATIONAL_TOO_LONG = Bilingual(
    "The value has {length} characters; a variable of an international message allows at most {high} here "
    "(32 for letters and digits only, otherwise 20).",
    "取值长度为 {length} 个字符；国际短信变量此处最多 {high} 个字符（纯字母和数字 32 个，其他 20 个）。",
)
DIGITAL_TOO_LONG = Bilingual(
    "The value has {length} characters; a variable of a digital message allows at most {high}.",
    "取值长度为 {length} 个字符；数字短信的变量最多 {high} 个字符。",
)
VERDICTS = {
    "accepted": Bilingual("accepted", "通过"),
    "risky": Bilingual("risky   ", "有风险"),
    "rejected": Bilingual("rejected", "不通过"),
}
SUGGESTION = Bilingual('Use "{value}" instead.', "可改为：“{value}”。")
VALUE_USAGE = Bilingual(
    "Give an attribute code and one or more values, or a file of them with --input.",
    "请给出属性代码和一个或多个取值，或用 --input 指定存放它们的文件。",
)
VALUE_OPTIONS = {
    "source": Bilingual(
        'A JSONL file of values ("-" for standard input): one {"attribute", "value"} object per line; values can '
        "be any JSON.",
        '存放取值的 JSONL 文件（“-”为标准输入）：每行一个 {"attribute", "value"}，取值可以是任意 JSON 值。',
    ),
}
NO_JSON = Bilingual("Line {line} is not JSON: {detail}.", "第 {line} 行不是 JSON：{detail}。")
NO_REQUEST = Bilingual(
    'Line {line} must be an object with "attribute" and "value".', "第 {line} 行应为含 attribute 和 value 的对象。"
)
NOT_UTF8 = Bilingual("The file is not UTF-8.", "文件不是 UTF-8 编码。")
UNKNOWN = Bilingual(
    'Unknown attribute "{code}"; `smslint attribute` lists all attributes.',
    "没有属性“{code}”；用 `smslint attribute` 可列出全部属性。",
)
UNKNOWN_NEAREST = Bilingual(
    'Unknown attribute "{code}"; did you mean {nearest}?', "没有属性“{code}”，是否想写 {nearest}？"
)
SUGGEST_USAGE = Bilingual(
    "Give either values or --column FILE:COLUMN, not both.", "请给出取值，或用 --column 文件:列名，两者取其一。"
)
COLUMN_USAGE = Bilingual(
    '--column takes FILE:COLUMN, but "{given}" has no column.', "--column 的写法是 文件:列名，“{given}”缺少列名。"
)
SUGGEST_OPTIONS = {
    "column": Bilingual(
        "A column of a table (CSV, TSV, JSONL or XLSX): FILE:HEADER or FILE:NUMBER.",
        "表格（CSV、TSV、JSONL、XLSX）中的一列：文件:列名 或 文件:列号。",
    ),
    "kind": Bilingual("The template type.", "模板类型。"),
    "mask": Bilingual(
        "With --column: show values as 138****5678; the default where the variable CI is set.",
        "与 --column 同用：取值显示为 138****5678；设有环境变量 CI 时默认如此。",
    ),
}
NOTHING_FITS = Bilingual(
    "No attribute of this type accepts more than half of the values.", "该模板类型没有属性能接受半数以上的取值。"
)
COUNTS = Bilingual(
    "{accepted} of {total} accepted, {risky} risky, {rejected} rejected",
    "{total} 个取值中通过 {accepted} 个，有风险 {risky} 个，不通过 {rejected} 个",
)
DISPUTED = Bilingual(", disputed for this type", "，该类型能否使用有争议")
LESS_SPECIFIC = Bilingual(
    "No value rules out {code}, but it accepts everything that {best} accepts, and more; {best} is more specific.",
    "没有取值与 {code} 冲突，但它能接受 {best} 的全部取值，范围更宽：{best} 更明确。",
)
WIDER = Bilingual(
    "No value rules out {code}, but at these lengths it accepts more texts than {best}.",
    "没有取值与 {code} 冲突，但同样长度下它能接受的内容比 {best} 更多。",
)
UNTOLD = Bilingual(
    "The values could be {code}, but nearly any words could.",
    "这些取值可以是 {code}，但几乎任何文字都可以。",
)
NO_TABLE = Bilingual("{path} is not a supported table; supported: {known}.", "{path} 不是表格：可读取 {known}。")
UNREADABLE = Bilingual("Cannot read {path}: {detail}", "无法读取 {path}：{detail}")
NO_COLUMN = Bilingual(
    '{path} has no column "{column}"; available: {known}.', "{path} 没有列“{column}”，现有的列：{known}。"
)
NO_OBJECT = Bilingual("Line {line} must be a JSON object.", "第 {line} 行应为 JSON 对象。")
NO_TABLES_EXTRA = Bilingual(
    '{path}: reading workbooks needs the package python-calamine (the extra "tables" of smslint).',
    "{path}：读取工作簿需要 python-calamine 包（smslint 的附加组件 tables）。",
)

PLATFORM_TYPE_NAMES = {
    "verification": Bilingual("verification", "验证码"),
    "notification": Bilingual("notification", "短信通知"),
    "promotional": Bilingual("promotional", "推广短信"),
    "international": Bilingual("international", "国际/港澳台短信"),
    "digital": Bilingual("digital", "数字短信"),
}
STATUS = {
    "legacy": Bilingual("older code; use {instead}", "旧代码，请改用 {instead}"),
    "foreign": Bilingual("not an Alibaba Cloud code; nearest: {instead}", "平台没有此代码，最接近的是 {instead}"),
}
HEADINGS = {
    "types": Bilingual("Template types", "可用的模板类型"),
    "disputed": Bilingual("Disputed for", "有争议的模板类型"),
    "allowed": Bilingual("Accepts", "取值要求"),
    "names": Bilingual("Suggested names", "建议变量名"),
    "grammar": Bilingual("Grammar", "语法"),
    "risky": Bilingual("risky", "有风险"),
    "note": Bilingual("with a note", "附提示"),
    "layers": Bilingual("also checked", "另外检查"),
    "samples": Bilingual("Samples", "示例"),
    "shortest": Bilingual("shortest", "最短"),
    "longest": Bilingual("longest", "最长"),
    "open": Bilingual("Open questions, and how smslint reads them", "文档未明确之处及本工具的理解"),
    "sources": Bilingual("Sources", "出处"),
}
LAYERS = {
    "calendar": Bilingual("impossible dates and times", "不存在的日期和时间"),
    "plate": Bilingual("the formats of GA 36-2018", "GA 36-2018 的车牌形式"),
    "phone-kind": Bilingual("known number types", "已知的号码类型"),
    "contacts": Bilingual("QQ and WeChat", "QQ 与微信"),
    "contacts-in-codes": Bilingual("QQ and WeChat", "QQ 与微信"),
    "contacts-in-numbers": Bilingual("QQ and WeChat", "QQ 与微信"),
    "channels": Bilingual("official accounts, mini programs, apps", "公众号、小程序、App"),
    "phones": Bilingual("phone numbers", "电话号码"),
    "links": Bilingual("links and IP addresses", "链接与 IP 地址"),
    "free-text": Bilingual("spaces and email addresses", "空白与邮箱地址"),
    "content": Bilingual("unsupported characters", "不支持的字符"),
    "unfilled": Bilingual("placeholders that were not replaced", "未被替换的占位符"),
    "unfilled-in-codes": Bilingual("words that programs write for nothing", "程序表示空值的单词"),
}
LENGTH = Bilingual(
    "Length: {min} to {max} characters; accepted values have {shortest} to {longest}",
    "长度：{min}–{max} 个字符；通过的取值为 {shortest}–{longest} 个字符",
)

PREVIEW_TITLE = Bilingual("{path}: {template} ({type})", "{path}：{template}（{type}）")
PREVIEW_TITLE_INFERRED = Bilingual(
    "{path}: {template} ({type}, inferred from the text)", "{path}：{template}（{type}，按文字推断）"
)
MESSAGE_KINDS = {
    "shortest": Bilingual("shortest", "最短"),
    "typical": Bilingual("typical", "典型"),
    "longest": Bilingual("longest", "最长"),
}
MESSAGE = Bilingual("{kind}: {length}, {segments}", "{kind}：{length}，{segments}")
MESSAGE_COST = Bilingual("{message}, costs {cost}", "{message}，费用 {cost}")
NO_SIGNATURE = Bilingual(
    "The document has no signature; its length is not counted.", "文档未提供签名，以下未计其长度。"
)
BROKEN = Bilingual(
    '"{text}" is not a valid variable; the estimate counts it as one.', "“{text}”不是规范的变量，这里按变量估算。"
)
VARIABLE = Bilingual(
    "{name} ({attribute}): {characters}{uses}{rooms}", "{name}（{attribute}）：{characters}{uses}{rooms}"
)
NO_ATTRIBUTE = Bilingual("no valid attribute declared: general limit", "未声明有效的变量属性：按一般限制")
PLAIN_LIMIT = Bilingual("this type has no attributes", "此类型没有变量属性")
CHARACTERS = Bilingual("{low} to {high} characters", "{low}～{high} 个字符")
TWO_LIMITS = Bilingual(
    "{low} to {high} letters and digits, or to {other} other characters",
    "字母和数字 {low}～{high} 个，其他字符至多 {other} 个",
)
USES = Bilingual(", used {count} times", "，出现 {count} 次")
ROOM = Bilingual(
    "; one segment{encoding}: at most {alone} if the other values are shortest, {always} if they are longest",
    "；保持 1 条{encoding}：其他变量最短时至多 {alone} 个，最长时{always}",
)
ROOM_ONE = Bilingual("; one segment{encoding}: at most {alone}", "；保持 1 条{encoding}：至多 {alone} 个")
NO_ROOM = Bilingual("; one segment{encoding}: impossible", "；无法保持 1 条{encoding}")
IMPOSSIBLE = Bilingual("impossible", "无法做到")
AT_MOST = Bilingual("at most {count}", "至多 {count} 个")
IN = Bilingual(" in {encoding}", "（{encoding}）")
ENCODINGS = {"gsm-7": "GSM-7", "ucs-2": "UCS-2"}
