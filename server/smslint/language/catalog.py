"""The sentences of the catalog: what is wrong with a rule's file, and the headings of the rules' pages."""

from __future__ import annotations

from typing import Final

from smslint.language import Bilingual

UNREADABLE_FILE: Final = Bilingual("{path}: the file cannot be read: {error}.", "{path}：无法读取该文件：{error}。")
NOT_TOML: Final = Bilingual(
    "{path}: not valid TOML in UTF-8: {error}.", "{path}：不是有效的 UTF-8 编码 TOML 文件：{error}。"
)
NO_FOLDER: Final = Bilingual("{path}: there is no such folder of rules.", "{path}：没有这个规则文件夹。")
NOT_VALID: Final = Bilingual("{path}: {where}: {error}.", "{path}：{where}：{error}。")
TAKEN: Final = Bilingual(
    "{path}: the name {name} is already taken by another file of the catalog; choose another file name.",
    "{path}：名称 {name} 已被规则库中的另一个文件使用，请换一个文件名。",
)
CODE_RULE: Final = Bilingual(
    '{path}: kind "code" needs a module of the program; a rule folder can use any other kind: {kinds}.',
    "{path}：“code” 类型需要程序自带的模块；规则文件夹可以使用的类型有：{kinds}。",
)
UNKNOWN_WORDS: Final = Bilingual("There is no word table {list}{nearest}.", "没有名为 {list} 的词表{nearest}。")
UNKNOWN_WORD: Final = Bilingual(
    'The word table {list} does not hold "{word}", so it cannot be removed{nearest}.',
    "词表 {list} 中没有“{word}”，无法移除{nearest}。",
)
ADDING_PAIRS: Final = Bilingual(
    "The word table {list} maps characters to characters: words can be removed from it, not added to it.",
    "词表 {list} 是字与字的对照表：只能从中移除字，不能向其中添加。",
)
NEAREST: Final = Bilingual("; the nearest is {name}", "，最接近的是 {name}")
SLEEPS: Final = Bilingual(
    "The rule {rule} needed more than {limit} ms for this template and is off for the rest of the run; "
    "make its pattern simpler.",
    "规则 {rule} 检查此模板超过 {limit} 毫秒，本次运行中不再使用；请简化它的匹配模式。",
)

NOT_SILENT: Final = Bilingual(
    "the good example {example} must be silent, but the rule marks {marks}",
    "正确示例 {example} 不应有任何提示，规则却标出了 {marks}",
)
MARKED_OTHERWISE: Final = Bilingual(
    "in the bad example {example} the rule must mark {expected}, but it marks {found}",
    "在错误示例 {example} 中应标出 {expected}，实际标出 {found}",
)
UNFILLED: Final = Bilingual(
    "the message in language {language} has a field that no match fills: {error}",
    "语言 {language} 的提示中有未被填充的字段：{error}",
)
NO_FIX: Final = Bilingual(
    "the bad example {example} has `fixed`, but the rule offers no fix",
    "错误示例 {example} 写有 `fixed`，但规则没有给出修复",
)
FIXED_OTHERWISE: Final = Bilingual(
    "the fix of the bad example {example} must give {expected}, but it gives {found}",
    "错误示例 {example} 修复后应为 {expected}，实际为 {found}",
)
