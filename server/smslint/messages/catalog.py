"""Texts of the catalog: what is wrong with a rule file, and the headings of the pages of rules."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

UNREADABLE_FILE: Final = Bilingual("{path}: cannot read the file: {error}.", "{path}：无法读取该文件：{error}。")
NOT_TOML: Final = Bilingual(
    "{path}: not valid TOML in UTF-8: {error}.", "{path}：不是有效的 UTF-8 编码 TOML 文件：{error}。"
)
NO_FOLDER: Final = Bilingual("{path}: no such rule folder.", "{path}：没有这个规则文件夹。")
UNKNOWN_SOURCE: Final = Bilingual(
    '{path}: the source "{id}" is not in sources.toml.', "{path}：sources.toml 中没有出处“{id}”。"
)
NO_RULES: Final = Bilingual(
    "{path}: the rule folder contains no .toml catalog file, so nothing could be checked.",
    "{path}：该规则文件夹中没有规则库的 .toml 文件，无法进行检查。",
)
NO_OWN_RULES: Final = Bilingual(
    "{path}: the rules of smslint are missing. Install smslint again.",
    "{path}：缺少 smslint 自带的规则。请重新安装 smslint。",
)
TAKEN: Final = Bilingual(
    "{path}: another catalog file already uses the name {name}; choose another file name.",
    "{path}：名称 {name} 已被规则库中的另一个文件使用，请换一个文件名。",
)
UNKNOWN_WORDS: Final = Bilingual("Unknown word table {list}{nearest}.", "没有名为 {list} 的词表{nearest}。")
UNKNOWN_WORD: Final = Bilingual(
    'The word table {list} does not contain "{word}", so it cannot be removed{nearest}.',
    "词表 {list} 中没有“{word}”，无法移除{nearest}。",
)
ADDING_PAIRS: Final = Bilingual(
    "The word table {list} maps characters to characters; words can be removed from it but not added.",
    "词表 {list} 是字与字的对照表：只能从中移除字，不能向其中添加。",
)
NEAREST: Final = Bilingual("; the nearest is {name}", "，最接近的是 {name}")
TOO_SLOW: Final = Bilingual(
    "The rule {rule} took more than {limit} ms on this template and did not check all of it; simplify its pattern.",
    "规则 {rule} 检查此模板超过 {limit} 毫秒，未能查完；请简化它的匹配模式。",
)

NOT_SILENT: Final = Bilingual(
    "the good example {example} must have no findings, but the rule marks {marks}",
    "正确示例 {example} 不应有任何提示，规则却标出了 {marks}",
)
MARKED_OTHERWISE: Final = Bilingual(
    "in the bad example {example} the rule must mark {expected}, but it marks {found}",
    "在错误示例 {example} 中应标出 {expected}，实际标出 {found}",
)
NOTHING: Final = Bilingual("nothing", "无")
NOT_RUN: Final = Bilingual(
    "the rule would find something in the bad example {example}, but it does not run on it: "
    "its `types` or the gate of its check in core/checks/__init__.py leaves it out",
    "规则能在错误示例 {example} 中找到问题，却没有运行：其 `types` 或 core/checks/__init__.py 中的启用条件排除了该示例",
)
NO_MARKS: Final = Bilingual(
    "the bad example {example} has no `marks`: the texts that the rule must mark",
    "错误示例 {example} 没有写 `marks`（规则应标出的文字）",
)
UNFILLED: Final = Bilingual(
    "the {language} message has a field that no match fills: {error}",
    "语言 {language} 的提示中有未被填充的字段：{error}",
)
NO_FIX: Final = Bilingual(
    "the bad example {example} has `fixed`, but the rule offers no fix",
    "错误示例 {example} 写有 `fixed`，但规则没有给出修复",
)
FIXED_OTHERWISE: Final = Bilingual(
    "the fix of the bad example {example} must produce {expected}, but it produces {found}",
    "错误示例 {example} 修复后应为 {expected}，实际为 {found}",
)

NO_FILES: Final = Bilingual("the folder contains no .toml catalog file", "该文件夹中没有规则库的 .toml 文件")
NOT_VALID: Final = Bilingual("{path}: {name}: {text}.", "{path}：{name}：{text}。")
AT: Final = Bilingual("{where}: {text}", "{where}：{text}")
MISSING: Final = Bilingual("missing", "缺失")
UNKNOWN_KEY: Final = Bilingual("unknown key", "此格式没有这个键")
NOT_ONE_OF: Final = Bilingual("must be one of {expected}", "必须是以下之一：{expected}")
TOO_FEW: Final = Bilingual(
    "too few entries: {actual_length}; at least {min_length} required",
    "至少需要 {min_length} 项，现有 {actual_length} 项",
)
EMPTY: Final = Bilingual("must not be empty", "不能为空")
WRONG_TYPE: Final = Bilingual("wrong type ({message})", "值的类型不对（{message}）")
WRONG_FORM: Final = Bilingual("must match {pattern}", "必须匹配 {pattern}")
INVALID: Final = Bilingual("{message}", "不符合要求（{message}）")
NOT_A_TABLE: Final = Bilingual("{name}: must be a table", "{name}：应为表")
BAD_CALENDAR: Final = Bilingual(
    "a calendar needs announced, holidays, workdays and statutory days of its year, source, address and read",
    "节假日文件须有 announced，本年的 holidays、workdays、statutory，以及 source、address、read",
)
OTHER_YEAR: Final = Bilingual(
    "a holiday is not of the year {year} in the file's name", "有节假日不属于文件名所示的 {year} 年"
)
BAD_NAME: Final = Bilingual(
    'invalid name "{name}": use lower-case words joined by hyphens (attributes: letters, digits, underscores)',
    "名称“{name}”应为以连字符连接的小写单词（属性代码：字母、数字、下划线）",
)
WRONG_CLASS: Final = Bilingual(
    "the pattern {pattern} uses {found}, which does not work next to Han characters; write {{han}}, "
    "{{digit}}, {{letter}}, {{alnum}} or {{blank}}, and (?<!{{alnum}}) or (?!{{alnum}}) for \\b",
    "模式 {pattern} 使用了 {found}，它在汉字旁边含义不对；"
    "请改用 {{han}}、{{digit}}、{{letter}}、{{alnum}} 或 {{blank}}，\\b 改为 (?<!{{alnum}}) 或 (?!{{alnum}})",
)
BAD_PATTERN: Final = Bilingual("invalid pattern {pattern}: {error}", "模式 {pattern} 无效：{error}")
LONG_PATTERN: Final = Bilingual(
    "a pattern has {length} characters; the limit is {limit}", "模式长 {length} 个字符，上限为 {limit} 个"
)
LARGE_PATTERN: Final = Bilingual(
    "the repetitions of the pattern {pattern} come to {length} characters; the limit is {limit}",
    "模式 {pattern} 的重复展开后有 {length} 个字符，上限为 {limit} 个",
)
SLOW_PATTERN: Final = Bilingual(
    "the pattern {pattern} takes at least {took} ms on hostile text; the limit is {limit} ms; bound its repetitions",
    "模式 {pattern} 在恶意文本上至少耗时 {took} 毫秒，上限为 {limit} 毫秒；请限制其中的重复次数",
)
UNKNOWN_RULE: Final = Bilingual("yields-to names {rule}, which is not a rule", "yields-to 中的 {rule} 不是规则")
UNKNOWN_KIND: Final = Bilingual(
    '{table} has the unknown kind "{kind}"; known kinds: {known}', "{table} 的类型“{kind}”未知；可用的有：{known}"
)
UNKNOWN_KIND_NEAR: Final = Bilingual(
    '{table} has the unknown kind "{kind}"; the nearest is "{nearest}"',
    "{table} 的类型“{kind}”未知，最接近的是 {nearest}",
)
UNLISTED_CHECK: Final = Bilingual(
    '[match] has the kind "{kind}", but the table CHECKS in core/checks/__init__.py has no such check',
    "[match] 的类型是“{kind}”，但 core/checks/__init__.py 的 CHECKS 表中没有这项检查",
)
NO_FUNCTION: Final = Bilingual(
    '{table} has the kind "{kind}", but core/checks/{category}.py has no function {function}',
    "{table} 的类型是“{kind}”，但 core/checks/{category}.py 中没有函数 {function}",
)
CODE_NEEDS_CHECK: Final = Bilingual(
    'the fix kind "code" is only for checks written in code; [match] has the kind "{kind}"',
    "修复类型“code”仅限用代码编写的检查；[match] 的类型是“{kind}”",
)
SCOPE_OF_PROGRAM: Final = Bilingual(
    'scope "{scope}" is only for built-in rules; rules in a rule folder check single templates',
    "范围“{scope}”仅限程序自带的规则；规则文件夹中的规则只针对单个模板",
)
BAD_OPTIONS: Final = Bilingual(
    'the options of [match] are invalid for kind "{kind}": {error}', "[match] 的选项不符合类型“{kind}”：{error}"
)
NO_OPTION: Final = Bilingual('the option "{name}" is missing', "缺少选项“{name}”")
NO_WORD_TABLE: Final = Bilingual('there is no word table "{name}"', "没有名为“{name}”的词表")
UNKNOWN_OPTION: Final = Bilingual(
    'kind "{kind}" has no option "{key}"; its options: {known}', "类型“{kind}”没有选项“{key}”；可用的有：{known}"
)
NONE: Final = Bilingual("none", "无")
BAD_TERM: Final = Bilingual(
    "an entry of `terms` has the keys {found}; it must have `term` and may have `pattern`, `kind` and `also`",
    "`terms` 中有一项的键为 {found}：必须有 `term`，可以有 `pattern`、`kind` 和 `also`",
)
NOT_FOLDED: Final = Bilingual(
    'the text "{literal}" is never found, because rules read the normalized text; write "{folded}", here or in the '
    "gate of core/checks/__init__.py",
    "规则读取规范化文本，永远找不到“{literal}”；请在此处或 core/checks/__init__.py 的 gate 中写成“{folded}”",
)
BAD_BRACES: Final = Bilingual("unbalanced braces in {text}: {error}", "{text} 的花括号不配对：{error}")
OTHER_FIELDS: Final = Bilingual(
    "the two languages of {text} use different fields: {fields}", "{text} 的两种语言所用的字段不一致：{fields}"
)
CYCLE: Final = Bilingual(
    "{rule} yields to itself through other rules; remove one of the yields-to entries",
    "{rule} 经由其他规则让位于自身；请去掉其中一个 yields-to",
)
RAISED: Final = Bilingual(
    "the example {example} made the check raise {error} ({file}:{line})",
    "检查示例 {example} 时，检查代码抛出异常 {error}（{file}:{line}）",
)
PLACED_OTHERWISE: Final = Bilingual(
    "in the bad example {example} the rule must point to {expected}, but it points to {found}",
    "在错误示例 {example} 中应指向 {expected}，实际指向 {found}",
)
OTHER_VARIANT: Final = Bilingual(
    'in the bad example {example} the rule must report the variant "{expected}"',
    "在错误示例 {example} 中应由变体“{expected}”给出提示",
)

LABELLED: Final = Bilingual("{name}: {value}", "{name}：{value}")
CATEGORY: Final = Bilingual("Category", "类别")
SEVERITY: Final = Bilingual("Severity", "级别")
CONFIDENCE: Final = Bilingual("Confidence", "把握")
TYPES: Final = Bilingual("Template types", "模板类型")
SCOPE: Final = Bilingual("Scope", "范围")
FIX: Final = Bilingual("Fix", "修复")
YIELDS_TO: Final = Bilingual("Yields to", "让位于")
SINCE: Final = Bilingual("Since", "始于版本")
REMEDY: Final = Bilingual("What to do:", "处理办法：")
KIND: Final = Bilingual("Kind", "种类")
ANSWER_KINDS: Final = {
    "api": Bilingual("answer of the API", "API 返回"),
    "receipt": Bilingual("receipt of a message", "发送回执"),
    "review": Bilingual("reason of a review", "审核原因"),
    "status": Bilingual("state", "状态"),
    "console": Bilingual("trouble with the console", "控制台问题"),
    "sdk": Bilingual("trouble with the SDK", "SDK 问题"),
}
CODES: Final = Bilingual("Codes", "错误码")
PHRASES: Final = Bilingual("The vendor's words", "原文")
FINDING_RULES: Final = Bilingual("Rules that can find the spot", "可用于定位的规则")
CAUSES: Final = Bilingual("Possible causes:", "可能的原因：")
NOTE_LABEL: Final = Bilingual("Note:", "说明：")
HITS: Final = Bilingual("Leads here", "指向本条的文字")
MISSES: Final = Bilingual("Does not lead here", "不指向本条的文字")
BAD_EXAMPLES: Final = Bilingual("Bad examples", "会提示的写法")
GOOD_EXAMPLES: Final = Bilingual("Good examples", "不会提示的写法")
MARKED: Final = Bilingual("marked", "标出")
FIXED: Final = Bilingual("fixed", "修复后")
SOURCES: Final = Bilingual("Sources", "出处")
PAGE: Final = Bilingual("Page", "页面")

DEFECT: Final = Bilingual("{path}: {text}.", "{path}：{text}。")
DEFECTS: Final = Bilingual("Catalog defects: {count}.", "规则库中有 {count} 处缺陷。")
NO_DEFECT: Final = Bilingual("No catalog defects.", "规则库没有缺陷。")
NO_RULE: Final = Bilingual(
    'Unknown rule "{name}"; `smslint rule` lists all rules.', "没有规则“{name}”；用 `smslint rule` 可列出全部规则。"
)
NO_RULE_NEAREST: Final = Bilingual(
    'Unknown rule "{name}"; did you mean "{nearest}"?', "没有规则“{name}”，最接近的是 {nearest}。"
)
UNKNOWN_NAME: Final = Bilingual("{key} names {name}, which does not exist", "{key} 中的 {name} 不存在")
BAD_EXPRESSION: Final = Bilingual("invalid expression: {error}", "表达式无法解析：{error}")
SHARED_ANSWER: Final = Bilingual('"{text}" also leads to the answer {other}', "“{text}”同时也指向答复 {other}")
NOT_FOUND_FIRST: Final = Bilingual(
    "the text {text} must lead to this answer first, but leads to {found}",
    "文字 {text} 应首先指向本条，实际指向 {found}",
)
NOT_MISSED: Final = Bilingual("the text {text} must not lead to this answer", "文字 {text} 不应指向本条")
JUDGED_OTHERWISE: Final = Bilingual(
    "the {key} of the sample {value} must be {expected}, but is {found}",
    "示例值 {value} 的 {key} 应为 {expected}，实际为 {found}",
)
