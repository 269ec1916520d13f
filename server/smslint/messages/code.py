"""Texts about source code: what is not read, and what is known of the places that send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

NOT_FOUND_AGAIN: Final = Bilingual("the template is not found in its source again", "在源码中找不到该模板")
NO_GRAMMAR: Final = Bilingual(
    "Not read, because their grammars are missing: {files} that may hold templates or send them. Install the grammars "
    "with pip install 'smslint[code]'.",
    "{files}可能含有模板或发送短信的代码，但缺少语法包，未能读取。请用 pip install 'smslint[code]' 安装。",
)
SKIPPED: Final[Mapping[str, Bilingual]] = {
    "large": Bilingual("{count} larger than 2 MiB", "{count} 个大于 2 MiB"),
    "slow": Bilingual("{count} on which a grammar took more than 2 seconds", "{count} 个语法解析超过 2 秒"),
    "minified": Bilingual("{count} with a line of more than 20,000 bytes", "{count} 个含有超过 20,000 字节的行"),
}
NEAREST: Final = Bilingual(" (did you mean {name}?)", "（是否想写 {name}？）")
NO_NEAREST: Final = Bilingual("", "")
VALUE_KINDS: Final[Mapping[str, Bilingual]] = {
    "number": Bilingual("a number", "数字"),
    "hole": Bilingual("a value without quotes", "没有引号的值"),
    "null": Bilingual("null", " null"),
    "boolean": Bilingual("true or false", "布尔值"),
    "list": Bilingual("a list", "数组"),
    "object": Bilingual("an object", "对象"),
}
SITES: Final = Bilingual("{sites}: {parts}.", "{sites}：{parts}。")
SITE_KINDS: Final[Mapping[str, Bilingual]] = {
    "certain": Bilingual("{count} certain", "{count} 处确定"),
    "keys": Bilingual("{count} with known keys only", "{count} 处只知道变量名"),
    "unresolved": Bilingual("{count} unresolved ({parts})", "{count} 处无法确定（{parts}）"),
    "pass-through": Bilingual("{count} passed through", "{count} 处原样传递"),
    "computed": Bilingual("{count} computed", "{count} 处由程序计算"),
}
OPTIONS: Final[Mapping[str, Bilingual]] = {
    "sites": Bilingual("Only the places that send.", "只列出发送短信的位置。"),
    "min_certainty": Bilingual(
        "Also texts that are only likely to be templates.", "也列出“很可能是模板”（likely）的文本。"
    ),
    "format": Bilingual("The output format.", "输出格式。"),
    "config": Bilingual("Use this settings file for all folders.", "所有文件夹都使用此设置文件。"),
}
REASONS: Final[Mapping[str, Bilingual]] = {
    "pass-through": Bilingual("passes on what it is given", "原样传递参数"),
    "computed": Bilingual("values are computed", "变量由程序计算"),
    "branches": Bilingual("values are filled in branches", "变量在分支中填入"),
    "not-json": Bilingual("the text is no JSON", "文本不是 JSON"),
    "not-followed": Bilingual("values are not followed", "未跟踪变量"),
}
NO_KEYS: Final = Bilingual("no keys", "没有变量")
NO_SITES: Final = Bilingual("No send sites.", "没有发送短信的位置。")
CODE_FROM: Final = Bilingual("code from {names}", "模板 CODE 来自 {names}")
CODE_UNKNOWN: Final = Bilingual("code not known", "模板 CODE 未知")
WRAPPER: Final = Bilingual(
    "{call} sends what it is given. Calls with a literal code are followed; to follow all, declare it in the settings: "
    '[[code.send]] call = "{call}", code = {code}, params = {params}',
    "{call} 会发送传给它的内容。以字面模板 CODE 调用时会自动跟踪；如要跟踪全部调用，请在设置中声明："
    '[[code.send]] call = "{call}"，code = {code}，params = {params}',
)
INFERRED: Final = Bilingual("the type {type} is inferred from the content", "类型“{type}”由内容推断")
NOT_READ: Final = Bilingual("Files of source code that were not read: {parts}.", "未读取的源码文件：{parts}。")
