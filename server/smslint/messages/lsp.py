"""Texts of the language server."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

MORE_FINDINGS: Final = Bilingual(
    "Only the {shown} worst findings in this file are shown; not shown: {number}.",
    "本文件另有 {number} 条检查结果未显示，仅显示最严重的 {shown} 条。",
)
INTERNAL_ERROR: Final = Bilingual(
    "smslint had an internal error but is still running; see its log for details, and please report the error.",
    "smslint 自身出错，但仍在继续运行；详情见其日志，欢迎反馈。",
)
REPLACED: Final = Bilingual(
    "smslint was updated or removed while it was running: restart the language server.",
    "smslint 在运行期间被更新或删除，请重新启动语言服务器。",
)
SETTINGS_AT: Final = Bilingual("{place}: {text}", "{place}：{text}")
EDITOR_SETTINGS: Final = Bilingual("the editor settings", "编辑器设置")
REPLACE: Final = Bilingual('Change "{name}" to "{nearest}"', "把“{name}”改为“{nearest}”")
FIX_ALL: Final = Bilingual("Apply all safe fixes in this file", "修复本文件中所有可安全修复的问题")
FIX_RULE: Final = Bilingual('Fix all "{rule}" findings in this file', "修复本文件中所有“{rule}”问题")
UNSAFE: Final = Bilingual("{title} (review the result)", "{title}（请核对结果）")
UNSAFE_LABEL: Final = Bilingual("May change the message", "可能改变短信内容")
UNSAFE_WHY: Final = Bilingual(
    "This fix may change the meaning of the message or cause another finding.",
    "无法确认该修复不改变短信含义，或修复后会出现其他问题。",
)
STANDS_FOR: Final = Bilingual(
    "`{code}` can no longer be chosen; values are checked as `{other}`.",
    "`{code}` 已不可选用，变量值按 `{other}` 判断。",
)
ALLOWED: Final = Bilingual("Values: {allowed}", "可用值：{allowed}")
LENGTH: Final = Bilingual("Length: {low}–{high} characters", "长度：{low}–{high} 个字符")
SAMPLES: Final = Bilingual("For example: {samples}", "示例：{samples}")
DECLARE_ALL: Final = Bilingual("Declare the missing variables: {names}", "声明缺少的变量：{names}")
CHANGE_ATTRIBUTE: Final = Bilingual(
    'Change the attribute of ${{{name}}} to "{title}" ({code})', "把 ${{{name}}} 的属性改为“{title}”（{code}）"
)
EXTRACT: Final = Bilingual(
    'Replace "{text}" with a new variable ${{{name}}} ({title})', "把“{text}”改为新变量 ${{{name}}}（{title}）"
)
INLINE: Final = Bilingual('Replace ${{{name}}} with "{value}"', "把变量 ${{{name}}} 改为固定文字“{value}”")
SUPPRESS: Final = Bilingual('Suppress "{rule}" here', "在此处接受“{rule}”")
SUPPRESS_IN_SETTINGS: Final = Bilingual(
    'Suppress "{rule}" for this template in the settings file', "在设置文件中为本模板接受“{rule}”"
)
SUPPRESS_FOR_FILE: Final = Bilingual(
    'Suppress "{rule}" for this file in the settings file', "在设置文件中为本文件接受“{rule}”"
)
REVIEW_REMEDY: Final = Bilingual("{title}. What to do: {remedy}", "{title}。处理办法：{remedy}")
EXPLAIN: Final = Bilingual('Explain the rejection: "{title}"', "说明驳回原因：“{title}”")
SHOW_RULE: Final = Bilingual('Show documentation for "{rule}"', "查看“{rule}”的说明")
NOT_DECLARED: Final = Bilingual("not declared", "未声明")
ALL_RULES: Final = Bilingual("all rules of this category", "该类别的全部规则")
OWN_NAME: Final = Bilingual("a name of your own", "自定义变量名")
EXAMPLE: Final = Bilingual("Example: {example}", "示例值：{example}")
BRINGS: Final = Bilingual(
    "Uses: {uses}; {low}–{high} of the message length", "出现 {uses} 次，占短信长度 {low}～{high}"
)
REVIEW: Final = Bilingual("Review: {status}: {reason}", "审核结果：{status}：{reason}")
NO_GRAMMAR: Final = Bilingual(
    "Source code is not checked, because its grammars are missing: pip install 'smslint[code]'.",
    "缺少源码的语法包，未检查源码：请用 pip install 'smslint[code]' 安装。",
)
NO_CODE: Final = Bilingual("Source code is not checked in a browser.", "在浏览器中不检查源码。")
TEMPLATE_IN: Final = Bilingual("Template in {path}", "模板位于 {path}")
NO_SUCH_VARIABLE: Final = Bilingual("{code} has no variable {name}.", "{code} 没有变量 {name}。")
VARIABLES_OF: Final = Bilingual("Variables: {variables}", "变量：{variables}")
MAY_SEND: Final = Bilingual(
    "The keys at {sites} of {code} are not certain: where {name} is sent there, change it by hand.",
    "{code} 另有{sites}的变量名无法确定：如传入了 {name}，请手动修改。",
)
NO_NAME: Final = Bilingual(
    "{name} is not a valid variable name; use letters, digits and underscores, and start with a letter.",
    "{name} 不能作变量名：只能用字母、数字、下划线，且以字母开头。",
)
NAME_TAKEN: Final = Bilingual("This template already has a variable {name}.", "本模板已有变量 {name}。")
NOT_RENAMED: Final = Bilingual(
    "Cannot rename {name} in the current document; fix its errors first.",
    "文档当前的状态下无法重命名 {name}，请先修正其中的错误。",
)
HINT_ASSUMED: Final = Bilingual(
    "Not declared: the length that values may have without an attribute",
    "未声明属性：按无属性时允许的长度计算",
)
LENS: Final = Bilingual("{characters} · {segments}", "{characters} · {segments}")
LENS_COST: Final = Bilingual("{title} · costs {cost}", "{title} · 费用 {cost}")
CHARACTERS: Final = Bilingual("{low}–{high} characters", "{low}–{high} 个字符")
SEGMENTS: Final = Bilingual("{low}–{high} segments", "{low}–{high} 条")
PREVIEW: Final = Bilingual("Preview", "预览")
COPY_REQUEST: Final = Bilingual("Copy request", "复制请求")
SHOW_REQUEST: Final = Bilingual("Show request", "查看请求")
CHECKING: Final = Bilingual("Checking SMS templates", "正在检查短信模板")
DEFAULT: Final = Bilingual("default", "默认值")
REHEARSING: Final = Bilingual("Rehearsing with the table", "正在用数据表预演")
NO_TABLE: Final = Bilingual("Cannot read {table}: {why}", "无法读取 {table}：{why}")
NO_COLUMN: Final = Bilingual(
    "No column of the table is a variable of the template ({variables}); its columns: {columns}. Give the columns the "
    "names of the variables{likely}.",
    "数据表中没有一列是模板的变量（{variables}）；表中的列：{columns}。请把列名改成变量名{likely}。",
)
LIKELY_NAMES: Final = Bilingual(", probably {names}", "，可能是：{names}")
NOT_SAVED: Final = Bilingual("{path}: cannot write the file ({why}).", "{path}：无法写入该文件（{why}）。")
SAVED_OVER_INPUT: Final = Bilingual(
    "{path} is read by the rehearsal and would be lost. Choose another name.",
    "预演要读取 {path}，写入会使其内容丢失。请换一个文件名。",
)
BAD_ROWS_FILE: Final = Bilingual(
    "{path}: rows can be saved as .csv, .jsonl or .parquet.", "{path}：可以保存为 .csv、.jsonl 或 .parquet。"
)
TABLES_NEEDED: Final = Bilingual(
    'Reading this table needs the package {package} (the extra "tables" of smslint).',
    "读取该数据表需要 {package} 包（smslint 的附加组件 tables）。",
)
