"""The sentences of the command line: what commands and options do, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.language import Bilingual

PROGRAM: Final = Bilingual(
    "Check Alibaba Cloud SMS templates, and the values that are sent with them, before they are submitted.",
    "在提交之前检查阿里云短信模板，以及随模板发送的变量值。",
)
COMMANDS: Final[Mapping[str, Bilingual]] = {
    "check": Bilingual("Check documents that hold templates.", "检查存放模板的文件。"),
    "rule": Bilingual("Explain a rule, or list all.", "说明一条规则，或列出全部规则。"),
    "attribute": Bilingual("Explain a variable attribute, or list all.", "说明一个变量属性，或列出全部属性。"),
    "value": Bilingual("Judge values of a variable attribute.", "判断变量值是否符合其属性。"),
    "suggest": Bilingual("Name the attributes that values fit.", "根据变量值推荐属性。"),
    "rehearse": Bilingual("Try a template with the data that will be sent.", "用将要发送的数据预演模板。"),
    "preview": Bilingual("Show templates as recipients will see them.", "按收件人看到的样子显示模板。"),
    "payload": Bilingual("Write the API request of a template.", "生成模板的 API 请求。"),
    "import": Bilingual("Turn an API answer or a table into template files.", "把 API 返回结果或表格转换为模板文件。"),
    "new": Bilingual("Write a new template to start from.", "新建一个模板作为起点。"),
    "config": Bilingual("Show the settings and where they come from.", "显示设置及其来源。"),
    "schema": Bilingual("Print a JSON Schema.", "输出 JSON Schema。"),
    "baseline": Bilingual("Accept the findings of today, to see only new ones.", "将现有问题记入基线，只看新增问题。"),
    "check-catalog": Bilingual("Check rule files.", "检查规则文件。"),
    "server": Bilingual("Start the language server.", "启动语言服务器。"),
}

USAGE: Final = Bilingual("Usage: ", "用法：")
OPTIONS_HEADING: Final = Bilingual("Options", "选项")
COMMANDS_HEADING: Final = Bilingual("Commands", "命令")
HELP_HINT: Final = Bilingual("`{command} --help` shows what it takes.", "可用 `{command} --help` 查看用法。")
NO_OPTION: Final = Bilingual("There is no option {name}.", "没有选项 {name}。")
NO_OPTION_NEAREST: Final = Bilingual(
    "There is no option {name}; did you mean {nearest}?", "没有选项 {name}，是否想写 {nearest}？"
)
NO_COMMAND: Final = Bilingual(
    "There is no command \"{name}\"; there are {allowed}.", "没有命令“{name}”，可用的命令有：{allowed}。"
)
MISSING: Final = Bilingual("{name} is missing.", "缺少 {name}。")
NO_VALUE: Final = Bilingual("Option {name} is used wrongly: check its value.", "选项 {name} 的用法有误，请检查它的值。")
NO_CHOICE: Final = Bilingual("{name} must be one of {allowed}.", "{name} 应为以下之一：{allowed}。")
BAD_VALUE: Final = Bilingual("{name} has a value that cannot be used: {detail}", "{name} 的值无法使用：{detail}")
SYSTEM: Final = Bilingual("{path}: the system says: {detail}.", "{path}：系统提示：{detail}。")
FAULT: Final = Bilingual(
    "smslint itself failed ({what}). Set SMSLINT_TRACEBACK=1, run it again, and report what it prints.",
    "smslint 自身出错（{what}）。请设置 SMSLINT_TRACEBACK=1 后重新运行，并反馈输出的内容。",
)
COMMON: Final[Mapping[str, Bilingual]] = {
    "help": Bilingual("Show this and exit.", "显示本帮助并退出。"),
    "version": Bilingual("Show the version and exit.", "显示版本并退出。"),
    "language": Bilingual("The language of messages.", "消息的语言。"),
    "config": Bilingual("A settings file that governs everything.", "指定统一使用的设置文件。"),
}
"""Options that several commands have."""
