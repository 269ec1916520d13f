"""Texts of `smslint rehearse`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

WORDINGS: Final[Mapping[str, Bilingual]] = {
    "isv.TEMPLATE_MISSING_PARAMETERS": Bilingual(
        "The template variable {variable} has no value. {reason}", "模板变量中缺少对应参数值：{variable}。{reason}"
    ),
    "isv.INVALID_JSON_PARAM": Bilingual(
        "Invalid parameter format: variable {variable} must be a string. {reason}",
        "参数格式错误，请修改为字符串值：变量{variable}。{reason}",
    ),
    "isv.PARAM_NOT_SUPPORT_URL": Bilingual(
        "Variable {variable} ({value}) must not contain a link. {reason}",
        "变量{variable}（{value}）不支持传入链接。{reason}",
    ),
    "isv.PARAM_LENGTH_LIMIT": Bilingual(
        "Variable {variable} ({value}) exceeds its length limit. {reason}",
        "变量{variable}（{value}）超出长度限制。{reason}",
    ),
    "isv.TEMPLATE_PARAMS_ILLEGAL": Bilingual(
        "Template variable {variable} ({value}) does not match the specification of [{title}]. {reason}",
        "模板中的变量{variable}（{value}）不符合[{title}]的变量规范。{reason}",
    ),
    "isv.UNSUPPORTED_CONTENT": Bilingual(
        "The message contains unsupported characters: variable {variable} ({value}). {reason}",
        "短信内容中含有不支持的字符：变量{variable}（{value}）。{reason}",
    ),
}
"""The vendor's answers by error, each with what exactly is wrong."""

DOUBT: Final = Bilingual("Variable {variable}: {reason}", "变量{variable}：{reason}")
NO_SUCH_COLUMN: Final = Bilingual('The table has no column "{variable}".', "表格中没有“{variable}”列。")
"""The reason why a row misses a value; the head of the report says `MISSING_COLUMN` or `MISSING_NEAREST` once."""
MESSAGE_TOO_LONG: Final = Bilingual(
    "The message has {length} characters, including the signature; the limit is 500.",
    "短信连同签名共 {length} 个字符，超过上限 500。",
)
ANY_ATTRIBUTE: Final = Bilingual("a variable without a valid attribute", "未声明有效属性的变量")
ANY_ALLOWED: Final = Bilingual("text without links or unsupported characters", "不含链接和不支持字符的文字")

EMPTY_TABLE: Final = Bilingual("The table is empty; it has no header.", "表格为空：没有表头。")
BINARY: Final = Bilingual(
    "Not a text file: it contains NUL bytes. Save the table as UTF-8, GB18030, or UTF-16 with a byte order mark.",
    "文件不是文本：含有 NUL 字节。请将表格保存为 UTF-8、GB18030 或带 BOM 的 UTF-16。",
)
NO_TABLE: Final = Bilingual(
    "{path} is not a supported table; supported: {known}.", "{path} 不是可读取的表格：可读取 {known}。"
)
ONLY_PARQUET_AWAY: Final = Bilingual(
    "{path}: only Parquet can be read from object storage.", "{path}：对象存储上的表格只支持 Parquet。"
)
LITTLE_MEMORY: Final = Bilingual(
    "Memory is limited to {limit} MiB (ulimit), and reading tables needs {least} MiB, most of which is only reserved: "
    "raise the limit.",
    "内存限制为 {limit} MiB（ulimit），而读取表格需要 {least} MiB（多数仅为预留）：请提高限制。",
)
NO_EXTRA: Final = Bilingual(
    'Reading tables needs the packages polars and python-calamine (the extra "tables" of smslint).',
    "读取表格需要 polars 和 python-calamine 包（smslint 的附加组件 tables）。",
)
NO_RAY: Final = Bilingual(
    'The engine "ray" needs the packages ray and pyarrow (the extra "ray" of smslint).',
    "引擎 ray 需要 ray 和 pyarrow 包（smslint 的附加组件 ray）。",
)
RAY_FAILED: Final = Bilingual("Ray could not complete the check: {detail}", "Ray 未能完成检查：{detail}")
ONLY_PARQUET_ON_RAY: Final = Bilingual(
    'The engine "ray" reads only Parquet, and {path} is not Parquet. For other formats, use --engine local; '
    "it reads tables of any size.",
    "引擎 ray 只读取 Parquet，{path} 不是。其他格式的表格请使用 --engine local，大小不限。",
)
NO_WORKBOOK: Final = Bilingual("Cannot read the workbook: {detail}", "无法读取工作簿：{detail}")
NO_PARQUET: Final = Bilingual("Cannot read the Parquet table: {detail}", "无法读取 Parquet 表格：{detail}")
NO_SHEET: Final = Bilingual(
    '--sheet: the workbook has no sheet "{name}"; {hint}', "--sheet：工作簿中没有工作表“{name}”；{hint}"
)
NO_SHEETS: Final = Bilingual("--sheet is for workbooks; {path} is none.", "--sheet 只用于工作簿，{path} 不是工作簿。")
NO_HEADER_ROW: Final = Bilingual(
    "--header-row: row {row} has no headings in the table.", "--header-row：表格第 {row} 行没有表头。"
)
NO_HEADINGS: Final = Bilingual(
    "--header-row is for CSV, TSV and workbooks; {path} is none of these.",
    "--header-row 只用于 CSV、TSV 和工作簿，{path} 不是。",
)
JSON_TOO_LARGE: Final = Bilingual(
    "The JSON file is larger than {limit} MiB; write one object per line (JSONL), which is read in parts.",
    "JSON 文件超过 {limit} MiB：请改为每行一个对象的 JSONL，可分段读取。",
)
NO_JSON_TABLE: Final = Bilingual("The file is not JSON: {detail}.", "文件不是 JSON：{detail}。")
NO_JSON_ROWS: Final = Bilingual(
    "The JSON file must hold an object or an array of objects, but it is {kind}.",
    "JSON 文件应为对象或对象数组，实为{kind}。",
)
NO_JSON_ITEM: Final = Bilingual("The entry is {kind}, not a JSON object.", "该项是{kind}，不是 JSON 对象。")
NO_YEAR: Final = Bilingual(
    "Column {column} has a date outside of the years 1 to 9999. Correct it in the table.",
    "第 {column} 列中有公元 1 年至 9999 年以外的日期。请在表格中更正。",
)
NO_COLUMN: Final = Bilingual('--map: the table has no column "{name}"; {hint}', "--map：表格中没有“{name}”列；{hint}")
NO_VARIABLE: Final = Bilingual(
    '--map: the template has no variable "{name}"; {hint}', "--map：模板中没有变量“{name}”；{hint}"
)
NO_PHONE_COLUMN: Final = Bilingual(
    '--phone: the table has no column "{name}"; {hint}', "--phone：表格中没有“{name}”列；{hint}"
)
NO_COLUMN_LIKELY: Final = Bilingual(
    "No column of {path} is a variable of the template ({variables}). Likely: {options}; or rename these headings.",
    "{path} 中没有一列是模板的变量（{variables}）。可能的对应：{options}；也可以改表格的列名。",
)
NO_COLUMN_AT_ALL: Final = Bilingual(
    "No column of {path} is a variable of the template ({variables}); its columns: {columns}. Assign them with "
    "--map COLUMN=VARIABLE.",
    "{path} 中没有一列是模板的变量（{variables}）；表格的列：{columns}。请用 --map 列名=变量名 指定。",
)
NEAREST: Final = Bilingual('did you mean "{name}"?', "是否想写“{name}”？")
KNOWN: Final = Bilingual("available: {names}.", "现有：{names}。")
MAPPED_TWICE: Final = Bilingual(
    '--map: variable "{variable}" is mapped to two columns.', "--map：变量“{variable}”对应了两列。"
)

TOO_MANY_CELLS: Final = Bilingual(
    "The row has {cells} cells, but the header has only {columns}; quote cells that contain the delimiter.",
    "该行有 {cells} 个单元格，表头只有 {columns} 个：单元格中含有分隔符时须加引号。",
)
TOO_FEW_CELLS: Final = Bilingual(
    "The row has only {cells}, but the header has {columns}; missing cells are treated as empty.",
    "该行只有 {cells}，表头有 {columns} 个：缺少的单元格按空值处理。",
)
OPEN_QUOTE: Final = Bilingual("The quote at the start of a cell is not closed.", "单元格开头的引号没有闭合。")
LATE_QUOTE: Final = Bilingual(
    "A quoted cell goes over {lines} lines, and the row has fewer than {columns} cells: if the quote at its start does "
    "not belong there, these lines are rows of their own.",
    "一个带引号的单元格占了 {lines} 行，该行不足 {columns} 个单元格：如果开头的引号是多余的，这些行本是各自独立的行。",
)
UNDECODABLE: Final = Bilingual(
    "The row contains bytes that are neither UTF-8 nor GB18030.", "该行含有既非 UTF-8 也非 GB18030 的字节。"
)
OTHER_ENCODING: Final = Bilingual(
    "The row is encoded in {encoding}, unlike the rows before it; a program that reads the table in a single "
    "encoding will send garbled text.",
    "该行编码为 {encoding}，与前面各行不同；按单一编码读取表格的程序会发送乱码。",
)
NOT_UTF8_LINE: Final = Bilingual(
    "The line is not UTF-8, unlike the lines before it.", "该行不是 UTF-8，与前面各行不同。"
)
DAMAGED_NUMBER: Final = Bilingual(
    "{value} is stored as a number with {digits} digits, but workbooks keep only 15; the last digits are "
    "already lost. Format the column as text and enter the values again.",
    "{value} 以数字形式存储，共 {digits} 位，而工作簿只能保存 15 位：末尾的数字已经丢失。"
    "请将该列设为文本格式后重新录入。",
)
NO_JSON_LINE: Final = Bilingual("The line is not JSON: {detail}.", "该行不是 JSON：{detail}。")
NO_JSON_OBJECT: Final = Bilingual("The line is {kind}, not a JSON object.", "该行是{kind}，不是 JSON 对象。")
LONE_SURROGATE: Final = Bilingual(
    "The JSON holds half a character (a lone surrogate such as \\ud83d), which cannot be sent.",
    "JSON 中含有半个字符（如 \\ud83d 这样的单个代理项），无法发送。",
)
PARAMETERS_NO_JSON: Final = Bilingual(
    "The parameters are not valid JSON: {detail}.", "参数格式错误，不是合法的 JSON：{detail}。"
)
PARAMETERS_NO_OBJECT: Final = Bilingual(
    "The parameters must be a JSON object, but are {kind}.", "参数格式错误：应为 JSON 对象，实为{kind}。"
)
PARAMETERS_TWICE: Final = Bilingual(
    "The parameters are encoded twice: JSON in a JSON string. Encode the object once.",
    "参数被编码了两次（JSON 字符串里套 JSON）：只需编码一次。",
)
NO_ARRAY: Final = Bilingual(
    "TemplateParamJson must be a JSON array with an object for each number, but it is {kind}.",
    "TemplateParamJson 应为 JSON 数组，每个号码对应一个对象，实为{kind}。",
)
EMPTY_ARRAY: Final = Bilingual("The array is empty: no message is sent.", "数组为空：不会发送任何短信。")
UNEQUAL_ARRAYS: Final = Bilingual(
    "The arrays of one request must be equally long: TemplateParamJson has {messages} entries, another {others}.",
    "同一请求中的数组必须等长：TemplateParamJson 有 {messages} 项，另一个有 {others} 项。",
)
EXTRA_PARAMETER: Final = Bilingual(
    'The template has no variable "{name}", which is sent, too{hint}. The vendor documents that names and number must '
    "match the template.",
    "模板中没有变量“{name}”，却一并传入{hint}。官方要求变量名称和数量与模板一致。",
)
EXTRA_VALUE: Final = Bilingual(
    'The template has no variable "{name}"{hint}. Of a verification template every value that is sent must be letters '
    "and digits, so leave it out.",
    "模板中没有变量“{name}”{hint}；验证码短信传入的每个值都只能是字母和数字，请不要传入。",
)
PARAMETERS_EMPTY: Final = Bilingual(
    "The template variables have no values: the cell is empty.", "模板变量中缺少对应参数值：单元格为空。"
)

OPTIONS: Final[Mapping[str, Bilingual]] = {
    "data": Bilingual(
        "The table of recipients: CSV, TSV, JSONL, XLSX or Parquet (also a folder, glob pattern or object "
        "storage address).",
        "收件人表：CSV、TSV、JSONL、XLSX、Parquet（也可以是目录、通配符或对象存储地址）。",
    ),
    "name": Bilingual("The name of the template, if the file contains several.", "文件中有多个模板时，指定模板名称。"),
    "code": Bilingual("The code of the template, if the file contains several.", "文件中有多个模板时，指定模板 CODE。"),
    "map": Bilingual(
        "COLUMN=VARIABLE: maps a column to a variable of another name. Can be repeated.",
        "列名=变量名：列名与变量名不同时指明对应关系，可重复使用。",
    ),
    "phone": Bilingual(
        "The column of phone numbers; without it, one that is named so is taken.",
        "手机号码所在的列；不指定时按列名识别。",
    ),
    "sheet": Bilingual(
        "The sheet of a workbook; without it, the one with the most variables in its headings.",
        "工作簿中的工作表；不指定时取表头中变量最多的一张。",
    ),
    "header_row": Bilingual(
        "The row of the headings, from 1; without it, it is looked for in the first rows.",
        "表头所在的行（从 1 起）；不指定时在前几行中查找。",
    ),
    "at": Bilingual(
        "When the messages are sent (21:30, in China): promotional ones are not from 20:00 to 8:00.",
        "计划发送时间（如 21:30，北京时间）：推广短信 20:00 至次日 8:00 不能发送。",
    ),
    "signature": Bilingual(
        "Send with this signature; may be repeated, to compare their costs.", "使用此签名发送；可重复，以比较费用。"
    ),
    "allow_unapproved": Bilingual(
        "Do not fail because the template or the signature is not approved.", "模板或签名未通过审核时不视为失败。"
    ),
    "price": Bilingual("The price per segment, used to estimate the cost.", "每条短信的单价，用于估算费用。"),
    "output": Bilingual(
        "Write the rows with problems, and the reasons, to this file: CSV, JSONL or Parquet, by its extension.",
        "把有问题的行连同原因写入文件：按扩展名为 CSV、JSONL 或 Parquet。",
    ),
    "repair": Bilingual(
        "Write the table with every sure repair made to this file: CSV, TSV, JSONL or Parquet, by its extension.",
        "把改正后的整张表写入文件（只做有把握的改正）：按扩展名为 CSV、TSV、JSONL 或 Parquet。",
    ),
    "raw_cells": Bilingual(
        "With --output FILE.csv: keep cells that a spreadsheet would run as a formula.",
        "与 --output 文件.csv 同用：保留电子表格会当作公式执行的单元格原样。",
    ),
    "mask": Bilingual(
        "Show values as 138****5678; the default where the variable CI is set. The file of --output holds them "
        "in full.",
        "取值显示为 138****5678；设有环境变量 CI 时默认如此。--output 的文件中仍为完整取值。",
    ),
    "engine": Bilingual(
        "Where to check rows: on this machine (local) or on a Ray cluster (ray, Parquet only).",
        "在何处检查：本机（local）或 Ray 集群（ray，仅支持 Parquet）。",
    ),
    "fail_on": Bilingual("The lowest severity that makes the run fail.", "达到哪个级别的问题使运行失败。"),
    "quiet": Bilingual("Do not show progress.", "不显示进度。"),
}
BAD_MAP: Final = Bilingual(
    '--map takes COLUMN=VARIABLE, not "{given}".', "--map 的写法是 列名=变量名，而不是“{given}”。"
)
BAD_OUTPUT: Final = Bilingual(
    "--output must end in .csv, .jsonl or .parquet; {path} does not.",
    "--output 可写 .csv、.jsonl 或 .parquet，不支持 {path}。",
)
BAD_REPAIR: Final = Bilingual(
    "--repair must end in .csv, .tsv, .jsonl, .parquet or .xlsx; {path} does not.",
    "--repair 可写 .csv、.tsv、.jsonl、.parquet 或 .xlsx，不支持 {path}。",
)
SHEET_FULL: Final = Bilingual(
    "A sheet holds at most {most} rows, but {rows} are to be written; use --repair FILE.csv.",
    "一张工作表最多 {most} 行，而需要写入 {rows} 行；请用 --repair 文件.csv。",
)
CELL_FULL: Final = Bilingual(
    'A cell of a workbook holds at most {most} characters; that of column "{column}" in row {row} has more. Use '
    "--repair FILE.csv.",
    "工作簿的单元格最多 {most} 个字符，而第 {row} 行“{column}”列的内容更长；请用 --repair 文件.csv。",
)
ONE_FILE_TWICE: Final = Bilingual(
    "--output and --repair need different files, not both {path}.",
    "--output 和 --repair 须写入不同的文件，不能都是 {path}。",
)
REPAIR_HERE: Final = Bilingual("--repair needs --engine local.", "--repair 只能与 --engine local 同用。")
REPAIRED: Final = Bilingual(
    "{path}: wrote {rows}; repaired {cells}{columns}.", "{path}：已写入 {rows}，改正 {cells}{columns}。"
)
REPAIRED_COLUMN: Final = Bilingual("{column} {cells}", "{column} {cells}")
REPAIRED_COLUMNS: Final = Bilingual(" ({columns})", "（{columns}）")
LEFT_OUT: Final = Bilingual("{path}: left out {rows} that could not be read.", "{path}：略去无法读取的 {rows}。")
NO_TEMPLATE: Final = Bilingual("{path} contains no readable template.", "{path} 中没有可读取的模板。")
NO_SUCH_TEMPLATE: Final = Bilingual(
    "{path} does not contain this template; available: {known}.", "{path} 中没有这个模板；现有：{known}。"
)
SEVERAL_TEMPLATES: Final = Bilingual(
    "{path} contains {count} templates; choose one with --name or --code: {known}.",
    "{path} 中有 {count} 个模板，请用 --name 或 --code 选择：{known}。",
)
PROGRESS: Final = Bilingual("{rows}, {refused} rejected", "{rows}，{refused} 行会被拒绝")

TITLE: Final = Bilingual("{template} with {data}: {rows}", "用 {data} 预演 {template}：{rows}")
VERDICT_REFUSED: Final = Bilingual("{refused} would be rejected ({share}).", "{refused}会被拒绝（{share}）。")
VERDICT_DOUBTFUL: Final = Bilingual("{doubtful} more may be rejected.", "另有 {doubtful} 行可能被拒绝。")
VERDICT_FINE: Final = Bilingual(
    "No row violates a documented limit; carriers may still block messages.",
    "没有行违反文档规定的限制；运营商仍可能拦截短信。",
)
NO_ROWS: Final = Bilingual("The table has no data rows.", "表格没有数据行。")
MISSING_COLUMN: Final = Bilingual('No column for variable "{variable}".', "没有列对应变量“{variable}”。")
MISSING_NEAREST: Final = Bilingual(
    'No column for variable "{variable}"; if "{column}" is the one, use {option}',
    "没有列对应变量“{variable}”；如果“{column}”就是它：{option}",
)
"""Instead of `MISSING_COLUMN`, if a column that is no variable has a similar name."""
EXTRA: Final = Bilingual("Columns that are not variables: {names}", "不是变量的列：{names}")
REPEATED: Final = Bilingual(
    'The header "{name}" appears in several columns; only the first is read.',
    "表头“{name}”出现在多列，只读取第一列。",
)
UNDECLARED: Final = Bilingual(
    'Variable "{variable}" has no valid attribute; only limits that apply to all values were checked.',
    "变量“{variable}”没有有效的属性：只检查了对所有取值都适用的限制。",
)
CAUSE: Final = Bilingual("{rows}  {error}{place}", "{rows}  {error}{place}")
PLACE: Final = Bilingual("  column {column}", "  列 {column}")
PLACE_VARIABLE: Final = Bilingual("  column {column}, variable {variable}", "  列 {column}，变量 {variable}")
PLACE_NO_COLUMN: Final = Bilingual("  variable {variable}", "  变量 {variable}")
DOUBTFUL: Final = Bilingual("may be rejected ({reason})", "可能被拒绝（{reason}）")
REFUSED_UNNAMED: Final = Bilingual("cannot be sent ({reason})", "无法发送（{reason}）")
SAMPLE: Final = Bilingual("row {row}: {value}", "第 {row} 行：{value}")
SAMPLE_REPAIRED: Final = Bilingual("row {row}: {value} → {repair}", "第 {row} 行：{value} → {repair}")
SAMPLE_EMPTY: Final = Bilingual("row {row}", "第 {row} 行")
SEGMENTS_HEADING: Final = Bilingual("Billed segments of the rows that are not rejected:", "未被拒绝的行的计费条数：")
SEGMENTS: Final = Bilingual("{segments} × {rows} ({share})", "{segments} 条 × {rows}（{share}）")
LENGTHS: Final = Bilingual("Length: {shortest} to {longest}", "长度：{shortest}～{longest}")
BILLED: Final = Bilingual("{billed} in total", "共 {billed}")
NO_ROW: Final = Bilingual("{reason}", "{reason}")
SHEET: Final = Bilingual("Sheet {sheet}, headings in row {row}", "工作表 {sheet}，表头在第 {row} 行")
SHEET_OF: Final = Bilingual(
    "Sheet {sheet}, headings in row {row}; sheets that were not read: {others}",
    "工作表 {sheet}，表头在第 {row} 行；未读取的工作表：{others}",
)
HEADER_ROW: Final = Bilingual("Headings in row {row}", "表头在第 {row} 行")
EMPTY_ROWS: Final = Bilingual("Left out: {rows} with nothing in any cell", "已略去：{rows}（单元格全空）")
MEANT: Final = Bilingual(' (meant: "{name}"?)', "（是否应为“{name}”？）")
TOTAL: Final = Bilingual("All {templates}, {rows}:", "共 {templates}，{rows}：")
EVERY_ROW: Final = Bilingual("Every row would return {error}: {reason}.", "每一行都会返回 {error}：{reason}。")
WITH_SIGNATURE: Final = Bilingual(
    "With 【{signature}】: {billed} in total{cost}", "使用【{signature}】：共 {billed}{cost}"
)
COST_OF: Final = Bilingual("; cost {cost}", "，费用 {cost}")
COST: Final = Bilingual("{billed} in total; cost {cost} at {price} each", "共 {billed}，单价 {price}，费用 {cost}")
NO_SIGNATURE: Final = Bilingual(
    "The template has no signature; its length is not counted.", "模板未提供签名，未计其长度。"
)
UNCHANGING: Final = Bilingual(
    'All rows have "{value}" in {column}; fixed text could replace the variable {variable}.',
    "所有行的 {column} 都是“{value}”：可以写成固定文字，不必用变量 {variable}。",
)
WRITTEN: Final = Bilingual("{path}: wrote {rows} with problems.", "{path}：已写入 {rows}有问题的数据。")
ROW_COLUMN: Final = "smslint_row"
ERRORS_COLUMN: Final = "smslint_errors"
REASONS_COLUMN: Final = "smslint_reasons"
SUGGESTION_COLUMN: Final = "smslint_suggestion"

DATE_SERIAL: Final = Bilingual(
    "A spreadsheet keeps days and times as such numbers; format the column as text.",
    "这是电子表格内部的日期或时间序号，请将该列设为文本格式。",
)
SCIENTIFIC: Final = Bilingual(
    "A spreadsheet shows long numbers so, and digits may be lost; format the column as text and enter them again.",
    "电子表格把长数字显示成了科学计数法，末尾数字可能已丢失，请将该列设为文本格式后重新录入。",
)
DECIMAL_ZERO: Final = Bilingual(
    "A program read a whole number as a decimal one; read the column as text.",
    "程序把整数读成了小数，请按文本读取该列。",
)
CURRENCY: Final = Bilingual(
    "It has a currency sign; send the amount alone, and write the sign in the template.",
    "带有货币符号：只传金额，符号写在模板中。",
)
THOUSANDS: Final = Bilingual("It has thousands separators; send the digits alone.", "带有千位分隔符：只传数字。")
UNIT: Final = Bilingual(
    "It has a unit; send the number alone, and write the unit in the template.", "带有单位：只传数字，单位写在模板中。"
)
LOST_ZEROS: Final = Bilingual(
    "The values of this column have {width} digits, this one fewer; a spreadsheet drops leading zeros.",
    "该列的取值为 {width} 位，此值位数不足，开头的 0 可能已被电子表格去掉。",
)
LOST_DIGITS: Final = Bilingual(
    "All long numbers of this column end in zeros after the fifteenth digit; a spreadsheet has lost their last digits. "
    "Format the column as text and enter them again.",
    "该列的长数字在第 15 位之后全是 0，末尾数字已被电子表格丢失，请将该列设为文本格式后重新录入。",
)
