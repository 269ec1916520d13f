"""Texts about documents: why something cannot be read, and what a field must contain."""

from __future__ import annotations

from smslint.messages import Bilingual

TOO_LARGE = Bilingual(
    "the file is too large: {size} bytes; the setting max-file-size allows {limit}",
    "文件有 {size} 字节，设置 max-file-size 只允许 {limit} 字节",
)
BINARY = Bilingual("not text: NUL byte at offset {offset}", "位置 {offset} 处有 NUL 字节，不是文本")
NOT_ENCODED = Bilingual(
    "byte {offset} (0x{byte}) is not valid {encoding}; save the file as UTF-8",
    "第 {offset} 字节（0x{byte}）不是有效的 {encoding}；请将文件另存为 UTF-8",
)
EMPTY = Bilingual("the file is empty", "文件为空")
NO_EXTRA = Bilingual(
    'reading workbooks needs the package python-calamine (the extra "tables" of smslint)',
    "读取工作簿需要 python-calamine 包（smslint 的附加组件 tables）",
)
SHEET_TOO_LARGE = Bilingual(
    "a sheet extends to {cell}, which is more than {limit} cells; delete the empty rows and columns",
    "工作表延伸到 {cell}，超过 {limit} 个单元格：请删除空行和空列",
)
UNPACKS_TOO_LARGE = Bilingual(
    "the file unpacks to {size} bytes; the limit is {limit}", "解压后有 {size} 字节，最多只读取 {limit} 字节"
)
NO_WORKBOOK = Bilingual("not a readable Excel workbook ({detail})", "不是可读取的工作簿（{detail}）")
NO_ARCHIVE = Bilingual(
    "not an Excel workbook: .xlsx files are ZIP archives, and this file is not one, or is damaged",
    "不是工作簿：.xlsx 文件是 ZIP 压缩包，该文件不是，或已损坏",
)
NO_CONTENT_COLUMN = Bilingual(
    "none of the first 20 rows has a content column (content, TemplateContent or 模板内容)",
    "前 20 行中没有内容列的标题（content、TemplateContent 或 模板内容）",
)
NO_SHEET = Bilingual(
    'the workbook has no sheet "{name}"; its sheets: {sheets}', "工作簿没有工作表“{name}”，其中有：{sheets}"
)
OPEN_QUOTE = Bilingual("a quoted cell is not closed", "带引号的单元格没有结束引号")
HOLDS_NONE = Bilingual("it holds no template", "其中没有模板")
NO_SHAPE = Bilingual(
    "not a template: neither content nor TemplateContent is present",
    "不是模板：既没有 content，也没有 TemplateContent",
)
NO_MAPPING = Bilingual(
    "a template must be a mapping of fields, but this is {kind}", "模板应为由字段组成的映射，这里却是{kind}"
)
NO_LIST = Bilingual("must be a list of templates", "应为模板列表")
OPEN_FRONT_MATTER = Bilingual("the front matter is not closed by a --- line", "元数据没有以单独一行 --- 结束")
NOT_HYPHENS = Bilingual("“{text}” stands in their place", "此处写的是“{text}”")
NO_HYPHENS = Bilingual("the first one is missing", "缺少第一行")
WIDE_COLON = Bilingual(
    'the colon after "{key}" is full-width, where YAML needs a plain one and a blank',
    "“{key}”之后是全角冒号，YAML 要求半角冒号加空格",
)
NO_BLANK_AFTER_COLON = Bilingual('a blank is missing after "{key}:"', "“{key}:”之后缺少空格")
TAB_INDENT = Bilingual(
    "the line is indented with a tab or a full-width blank, where YAML needs plain blanks",
    "该行用制表符或全角空格缩进，YAML 要求半角空格",
)
TOO_DEEP = Bilingual("nested more than {limit} levels deep", "嵌套超过 {limit} 层")
YAML_SYNTAX = Bilingual("YAML syntax error: {detail}", "YAML 语法错误：{detail}")
JSON_SYNTAX = Bilingual("JSON syntax error: {fault}", "JSON 语法错误：{fault}")
JSON_AT = Bilingual("{reason} (character {position})", "{reason}（第 {position} 个字符）")
JSON_EXPECTED_HERE = Bilingual("{what} is expected{cause}", "此处应为{what}{cause}")
JSON_OPEN_STRING = Bilingual("a text has no closing quote", "文本缺少结束引号")
JSON_ESCAPE = Bilingual("a backslash or a control character is not allowed here", "此处不能有反斜杠或控制字符")
JSON_CAUSES = {
    "'": Bilingual(", in double quotes and not in single ones", "，须用双引号而不是单引号"),
    "\u201c": Bilingual(", in plain double quotes", "，须用半角双引号"),
    "\u201d": Bilingual(", in plain double quotes", "，须用半角双引号"),
    "\uff0c": Bilingual(", and not a full-width one", "，不能用全角标点"),
    "\uff1a": Bilingual(", and not a full-width one", "，不能用全角标点"),
    "=": Bilingual(", and not =", "，不能用 ="),
    "/": Bilingual("; JSON has no comments", "；JSON 不支持注释"),
    "#": Bilingual("; JSON has no comments", "；JSON 不支持注释"),
}
JSON_COMMA = Bilingual(", or the comma before is one too many", "，或前面多了一个逗号")
NO_CAUSE = Bilingual("", "")
JSON_UNESCAPED = Bilingual('; a quote within a text is written \\"', '；文本中的引号须写作 \\"')
JSON_KIND = Bilingual("{kind}; {fault}", "{kind}；{fault}")
JSON_SINGLE = Bilingual(
    "it is written with single quotes, as Python prints a dict; JSON takes double ones",
    "使用了单引号（如 Python 字典的打印结果），JSON 须用双引号",
)
JSON_MAP = Bilingual(
    "it is a map as a program prints it ({a=b}), not JSON; write it with a JSON library",
    "这是程序直接打印的 Map（{a=b}），不是 JSON，须用 JSON 库生成",
)
JSON_TWICE = Bilingual(
    "it is encoded twice: its quotes are escaped, so it is a text about JSON", "被编码了两次：引号已转义，成了一段文本"
)
JSON_CURLY = Bilingual(
    "it has curly or full-width quotes, as word processors write them; JSON takes plain double ones",
    "含有弯引号或全角引号（文字处理软件会自动替换），JSON 须用半角双引号",
)
JSON_BREAK = Bilingual(
    "a text in it holds a raw line break or tab; JSON writes it as \\n or \\t",
    "文本中直接换行或含制表符，JSON 中须写作 \\n 或 \\t",
)
JSON_BARE_KEY = Bilingual(
    "its keys have no quotes, as in JavaScript; JSON takes quoted ones",
    "键没有加引号（如 JavaScript 写法），JSON 须加双引号",
)
A_VALUE = Bilingual("a value", "值")
A_KEY = Bilingual("a quoted key", "带引号的键")
A_COLON = Bilingual("a colon", "冒号")
A_COMMA = Bilingual("a comma or the closing bracket", "逗号或右括号")
THE_END = Bilingual("the end of the text", "文本结尾")

KINDS = {
    "text": Bilingual("a string", "文本"),
    "flag": Bilingual("true or false", "true 或 false"),
    "count": Bilingual("an integer of at least 1", "不小于 1 的整数"),
    "date": Bilingual("a date YYYY-MM-DD", "日期 YYYY-MM-DD"),
    "mapping": Bilingual("a mapping", "映射"),
    "list": Bilingual("a list", "列表"),
    "number": Bilingual("a number", "数字"),
    "nothing": Bilingual("null", "空值"),
    "variables": Bilingual("a mapping from names to attributes", "变量名到属性的映射"),
    "declaration": Bilingual("an attribute code or a mapping", "属性代码或映射"),
    "redirection": Bilingual("a list of mappings", "映射的列表"),
    "texts": Bilingual("a list of strings", "文本的列表"),
    "materials": Bilingual(
        "a list of keys (OSS) or mappings with kind and path", "OSS key 或由 kind、path 组成的映射的列表"
    ),
    "frames": Bilingual(
        "a list of frames, each with text, image, video or audio", "帧的列表，每帧含 text、image、video 或 audio"
    ),
    "suppress": Bilingual("a list of mappings with rule and reason", "由 rule 与 reason 组成的映射列表"),
}
WRONG_KIND = Bilingual("must be {wanted}, but is {actual}", "应为{wanted}，实际为{actual}")
NO_REGION = Bilingual(
    'is "{value}"; a region is written as its ISO 3166 code of two letters, such as US or SG',
    "的值为“{value}”；国家或地区须写 ISO 3166 两位字母代码，如 US、SG",
)
WRONG_CHOICE = Bilingual('is "{value}"; allowed: {allowed}', "的值为“{value}”，只允许 {allowed}")
AMBIGUOUS_NUMBER = Bilingual(
    "is the number {value}, for which Alibaba Cloud's documents give two meanings; smslint does not guess",
    "为数字 {value}，平台文档对其含义说法不一，故不作推断",
)
DUPLICATE = Bilingual("appears twice; only the first is used", "出现两次，只有第一次有效")
SAME_FIELD = Bilingual('means the same as "{other}", which is also present', "与同时出现的“{other}”含义相同")
LONE_SURROGATE = Bilingual("contains an unpaired surrogate, which is not a character", "含有不成对的代理项，不是字符")
ANCHOR = Bilingual("uses a YAML anchor or alias, which is not supported", "使用了 YAML 锚点或别名，清单不支持")
TAG = Bilingual("uses the YAML tag {tag}, which is not supported", "使用了 YAML 标签 {tag}，清单不支持")
MERGE = Bilingual("is a YAML merge key, which is not supported", "是 YAML 合并键，清单不支持")
SEVERAL = Bilingual(
    "starts a second YAML document; put all templates in one list under templates:",
    "开始了第二个 YAML 文档；请把模板放进 templates: 下的同一个列表",
)
NO_KEY = Bilingual("is not a string and cannot be a key", "不是文本，不能作为键")
NOT_JSON = Bilingual("cannot be read: {detail}", "无法读取：{detail}")
NO_JSON_OBJECT = Bilingual(
    'must be a JSON object such as {{"code":"numberCaptcha"}}, but is the string "{value}"',
    "应为 JSON 对象，如 {{“code”:“numberCaptcha”}}，实际为文本“{value}”",
)
NOT_CONSOLE = Bilingual('contains "{part}", which is not a name-attribute pair', "中的“{part}”不是“变量名-属性”的形式")
EXTRA_CELLS = Bilingual(
    "has {cells} cells, but the header has only {columns}; quote cells that contain the delimiter",
    "有 {cells} 个单元格，而表头只有 {columns} 列；含有分隔符的单元格须加引号",
)
A_ROW = Bilingual("The row", "该行")

CUT = Bilingual('everything from "{text}" on would be dropped as a comment', "从“{text}”起会被当作注释截去")
MISREAD = Bilingual('"{text}" has a special meaning here', "“{text}”在此处另有含义")
NEAREST = Bilingual('; the nearest known field is "{name}"', "，最接近的已知字段是“{name}”")
NO_NEAREST = Bilingual("", "")

FRAMES_NOT_DIGITAL = Bilingual("only digital messages have frames", "只有数字短信才有帧")
CONTENT_BESIDE_FRAMES = Bilingual(
    "with `frames`, their texts are the message; write this text into a frame",
    "已写 `frames` 时，各帧的文字就是短信正文；请把这段文字写入某一帧",
)
YAML_KINDS = {
    "mapping values are not allowed": Bilingual(
        "a colon and a space appear where no key is allowed; quote the text",
        "冒号加空格出现在不能作为键的位置；请给文本加引号",
    ),
    "could not find expected ':'": Bilingual("the colon after a key is missing", "键后缺少冒号"),
    "did not find expected key": Bilingual(
        "expected a key; check the indentation, and quote the text before it",
        "此处不是键；请检查缩进，并给前面的文本加引号",
    ),
    "did not find expected '-' indicator": Bilingual(
        "expected a list item; check the indentation", "此处不是列表项；请检查缩进"
    ),
    "found character that cannot start any token": Bilingual(
        "a value cannot start with this character; quote the text (tabs cannot be used for indentation)",
        "该字符不能作为值的开头；请给文本加引号（制表符不能用于缩进）",
    ),
    "found unexpected end of stream": Bilingual("a quote or bracket is not closed", "引号或括号没有结束"),
    "did not find expected ',' or '}'": Bilingual("a comma or } is missing", "缺少逗号或 }"),
    "did not find expected ',' or ']'": Bilingual("a comma or ] is missing", "缺少逗号或 ]"),
    "found unknown escape character": Bilingual("unknown escape in double quotes", "双引号中有未知的转义"),
    "found unexpected document indicator": Bilingual("--- or ... appears inside a text", "文本中出现了 --- 或 ..."),
    "block sequence entries are not allowed": Bilingual("a list item is not allowed here", "列表项出现在不允许的位置"),
}
YAML_OTHER = Bilingual("not valid YAML syntax", "此处的写法不符合 YAML 语法")
