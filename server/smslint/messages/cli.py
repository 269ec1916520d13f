"""Texts of the command line: what commands and options do, and what is wrong with their use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

PROGRAM: Final = Bilingual(
    "Check Alibaba Cloud SMS templates, and the values sent with them, before submission.",
    "在提交之前检查阿里云短信模板，以及随模板发送的变量值。",
)
COMMANDS: Final[Mapping[str, Bilingual]] = {
    "check": Bilingual("Check template documents.", "检查存放模板的文件。"),
    "rule": Bilingual("Explain a rule, or list all rules.", "说明一条规则，或列出全部规则。"),
    "attribute": Bilingual(
        "Explain a variable attribute, or list all attributes.", "说明一个变量属性，或列出全部属性。"
    ),
    "code": Bilingual("List templates in source code, and the places that send.", "列出源码中的模板和发送短信的位置。"),
    "value": Bilingual("Check values against a variable attribute.", "判断变量值是否符合其属性。"),
    "suggest": Bilingual("Suggest attributes for values.", "根据变量值推荐属性。"),
    "dossier": Bilingual(
        "Write the paper of an application, with the description to paste.", "整理模板的申请材料，申请说明可直接粘贴。"
    ),
    "rehearse": Bilingual("Try a template with the data to be sent.", "用将要发送的数据预演模板。"),
    "samples": Bilingual(
        "Generate test data for a template, with the expected verdicts.", "生成模板的测试数据，并给出预期的判断。"
    ),
    "explain": Bilingual(
        "Explain an error, a receipt or a reason of a review, and find the spot.",
        "说明错误码、回执或审核原因，并查找出错的位置。",
    ),
    "preview": Bilingual("Show messages as recipients will see them.", "按收件人看到的样子显示模板。"),
    "payload": Bilingual("Generate the API request for a template.", "生成模板的 API 请求。"),
    "import": Bilingual(
        "Convert an API response or a table to template files.", "把 API 返回结果或表格转换为模板文件。"
    ),
    "lock": Bilingual("Keep what the API answered about the account.", "保存 API 返回的账号情况。"),
    "diff": Bilingual("Compare templates with the account.", "将模板与账号中的模板比较。"),
    "status": Bilingual(
        "Show what waits in the account, and what needs to be done.", "显示账号中等待审核与须处理的事项。"
    ),
    "plan": Bilingual("Plan when templates can be submitted and used.", "规划模板何时提交、何时可用。"),
    "new": Bilingual("Create a template to start from.", "新建一个模板作为起点。"),
    "config": Bilingual("Show the settings and where they come from.", "显示设置及其来源。"),
    "schema": Bilingual("Print a JSON Schema.", "输出 JSON Schema。"),
    "baseline": Bilingual("Accept the current findings, to see only new ones.", "将现有问题记入基线，只看新增问题。"),
    "clean": Bilingual("Remove the results that checks kept.", "删除检查保留的结果。"),
    "check-catalog": Bilingual("Check rule files.", "检查规则文件。"),
    "server": Bilingual("Start the language server.", "启动语言服务器。"),
    "completion": Bilingual(
        "Print the completion script of a shell: bash, zsh or fish.", "输出 bash、zsh 或 fish 的补全脚本。"
    ),
    "help": Bilingual("Show the help of a command.", "显示某个命令的帮助。"),
}

USAGE: Final = Bilingual("Usage: ", "用法：")
OPTIONS_HEADING: Final = Bilingual("Options", "选项")
COMMANDS_HEADING: Final = Bilingual("Commands", "命令")
HELP_HINT: Final = Bilingual("Run `{command} --help` for usage.", "可用 `{command} --help` 查看用法。")
NO_OPTION: Final = Bilingual("Unknown option {name}.", "没有选项 {name}。")
NO_OPTION_NEAREST: Final = Bilingual(
    "Unknown option {name}; did you mean {nearest}?", "没有选项 {name}，是否想写 {nearest}？"
)
OPTION_IS_FILE: Final = Bilingual(
    "{name} is an option and also the name of a file. Write -- before the names of files, or ./{name} for this one.",
    "{name} 既是选项，也是一个文件的名称。请在文件名之前写上 --，或将它写作 ./{name}。",
)
NO_COMMAND: Final = Bilingual(
    'Unknown command "{name}"; commands: {allowed}.', "没有命令“{name}”，可用的命令有：{allowed}。"
)
NO_COMMAND_NEAREST: Final = Bilingual(
    'Unknown command "{name}"; did you mean "{nearest}"?', "没有命令“{name}”，是否想写“{nearest}”？"
)
COMMAND_MISSING: Final = Bilingual("The command is missing.", "缺少命令。")
TOO_MANY_ARGUMENTS: Final = Bilingual("Unexpected arguments: {value}.", "多余的参数：{value}。")
MISSING: Final = Bilingual("Missing {name}.", "缺少 {name}。")
NO_VALUE: Final = Bilingual("Option {name} needs a value.", "选项 {name} 需要一个值。")
TAKES_NO_VALUE: Final = Bilingual("Option {name} takes no value.", "选项 {name} 不带值。")
NO_INTEGER: Final = Bilingual("{value} is not an integer.", "{value} 不是整数。")
NO_NUMBER: Final = Bilingual("{value} is not a number.", "{value} 不是数字。")
OUT_OF_RANGE: Final = Bilingual("{value} is not in the range {range}.", "{value} 不在范围 {range} 内。")
NOT_THERE: Final = Bilingual("{value} does not exist.", "{value} 不存在。")
IS_FILE: Final = Bilingual("{value} is a file.", "{value} 是文件。")
IS_FOLDER: Final = Bilingual("{value} is a folder.", "{value} 是文件夹。")
NO_ACCESS: Final = Bilingual("{value} cannot be accessed.", "没有 {value} 的访问权限。")
NO_CHOICE: Final = Bilingual("{name} must be one of {allowed}.", "{name} 应为以下之一：{allowed}。")
BAD_VALUE: Final = Bilingual("Invalid value for {name}: {detail}", "{name} 的值无法使用：{detail}")
REFUSED: Final = Bilingual("{path}: cannot read it: {detail}.", "{path}：无法读取：{detail}。")
SYSTEM: Final = Bilingual("{path}: system error: {detail}.", "{path}：系统提示：{detail}。")
WORKING_FOLDER: Final = Bilingual("The working directory", "当前工作目录")
STANDARD_INPUT: Final = Bilingual("Standard input", "标准输入")
STANDARD_OUTPUT: Final = Bilingual("Standard output", "标准输出")
NO_MEMORY: Final = Bilingual(
    "There is not enough memory. Check fewer or smaller files at once, or allow smslint more memory.",
    "内存不足。请一次检查较少或较小的文件，或为 smslint 提供更多内存。",
)
INTERNAL_ERROR: Final = Bilingual(
    "smslint failed with an internal error ({what}). Set SMSLINT_TRACEBACK=1, run it again, and report the output.",
    "smslint 自身出错（{what}）。请设置 SMSLINT_TRACEBACK=1 后重新运行，并反馈输出的内容。",
)
COMMON: Final[Mapping[str, Bilingual]] = {
    "help": Bilingual("Show this help and exit.", "显示本帮助并退出。"),
    "version": Bilingual("Show the version and exit.", "显示版本并退出。"),
    "language": Bilingual("The language of messages.", "消息的语言。"),
    "config": Bilingual(
        "Use this settings file for all paths, and neither nested ones nor .ignore files.",
        "所有路径都只用这个设置文件，不看内层设置和 .ignore 文件。",
    ),
    "format": Bilingual("Print text or JSON.", "输出文本或 JSON。"),
}
"""Options that several commands have."""

CHECK: Final[Mapping[str, Bilingual]] = {
    "fix": Bilingual("Apply safe fixes.", "修复可以安全修复的问题。"),
    "unsafe_fixes": Bilingual(
        "With --fix or --diff: also apply fixes that need review.",
        "与 --fix 或 --diff 同用：也做需要核对的修复。",
    ),
    "show_fixes": Bilingual(
        "With --fix or --diff: list every fix that is made.", "与 --fix 或 --diff 同用：列出所做的每项修复。"
    ),
    "diff": Bilingual("Show what --fix would change, without writing files.", "只显示 --fix 会做的改动，不写文件。"),
    "format": Bilingual("The format of the report.", "报告的格式。"),
    "output": Bilingual("Write the report to this file.", "把报告写入此文件。"),
    "select": Bilingual(
        "Use only these rules or categories; comma-separated or repeated.", "只启用这些规则或类别，可用逗号分隔或重复。"
    ),
    "ignore": Bilingual(
        "Do not use these rules or categories; comma-separated or repeated.",
        "不启用这些规则或类别，可用逗号分隔或重复。",
    ),
    "fail_on": Bilingual("The lowest severity that makes the check fail.", "达到哪个级别的问题使检查失败。"),
    "min_severity": Bilingual("Hide findings below this severity.", "隐藏低于此级别的问题。"),
    "min_confidence": Bilingual("Hide findings below this confidence.", "隐藏可信度更低的问题。"),
    "baseline": Bilingual(
        "Treat the findings in this file as known; they do not make the check fail.",
        "此文件中的问题视为已知，不会使检查失败。",
    ),
    "since": Bilingual(
        "Compare with an earlier report (json, jsonl) or a baseline: what is new, still there, gone.",
        "与先前的报告（json、jsonl）或基线比较：哪些是新增、仍有、已消失的。",
    ),
    "sheet": Bilingual("Read only the sheet of this name in workbooks.", "工作簿中只读取此名称的工作表。"),
    "no_suppressions": Bilingual(
        "Report suppressed findings like all others; comments, templates and settings suppress nothing.",
        "被抑制的问题照常报告：注释、模板和设置中的抑制一律不起作用。",
    ),
    "show_suppressed": Bilingual(
        "Also list suppressed findings, marked as such, in json, jsonl and sarif.",
        "在 json、jsonl 和 sarif 中也列出被抑制的问题，并注明。",
    ),
    "stdin_filename": Bilingual("The file name to assume for standard input.", "标准输入所代表的文件名。"),
    "files_from": Bilingual(
        "Read paths from this file, one per line (- for standard input).",
        "从此文件读取路径，每行一个（- 为标准输入）。",
    ),
    "allow_empty": Bilingual(
        "Succeed even if the paths hold no document.", "给定的路径中没有可检查的文件时，也算成功。"
    ),
    "force_exclude": Bilingual("Skip excluded files even if they are named.", "即使点名，也排除被设置排除的文件。"),
    "code": Bilingual(
        "Also read source code: templates in it, and the places that send.",
        "同时读取源码：其中的模板，以及发送短信的位置。",
    ),
    "min_certainty": Bilingual(
        "With --code: also check texts that are only likely to be templates.",
        "与 --code 同用：也检查“很可能是模板”（likely）的文本。",
    ),
    "whole_run": Bilingual(
        "For rules about the whole run, also read the documents of the folder that are not named.",
        "对涉及整次检查的规则，同时读取该文件夹中未点名的文件。",
    ),
    "raw_cells": Bilingual(
        "With --format csv: keep cells that a spreadsheet would run as a formula.",
        "与 --format csv 同用：保留电子表格会当作公式执行的单元格原样。",
    ),
    "statistics": Bilingual("Count findings by rule.", "按规则统计问题数量。"),
    "jobs": Bilingual("The number of processes; 0 chooses automatically.", "使用的进程数，0 表示自动决定。"),
    "no_cache": Bilingual(
        "Neither use nor keep results in .smslint_cache and compiled rules.",
        "不使用也不保留 .smslint_cache 中的结果和编译后的规则。",
    ),
    "color": Bilingual("Whether to color the report.", "报告是否使用颜色。"),
    "quiet": Bilingual("Show findings only.", "只输出问题。"),
}
"""The options of `check`."""

CLEANED: Final = Bilingual("Removed {path}.", "已删除 {path}。")
NOTHING_KEPT: Final = Bilingual("There is no {path}.", "没有 {path}。")
UNKNOWN_RULE: Final = Bilingual('"{name}" is neither a rule nor a category.', "“{name}”既不是规则，也不是类别。")
UNKNOWN_RULE_NEAREST: Final = Bilingual(
    '"{name}" is neither a rule nor a category; did you mean "{nearest}"?',
    "“{name}”既不是规则，也不是类别，是否想写“{nearest}”？",
)
FIX_MADE: Final = Bilingual("{path}: {title} ({rule})", "{path}：{title}（{rule}）")
NO_SUCH_PATH: Final = Bilingual("{path}: no such file or folder.", "{path}：没有这个文件或文件夹。")
NO_INPUT: Final = Bilingual("{path}: cannot read it ({why}).", "{path}：无法读取（{why}）。")
NO_LIST: Final = Bilingual("{path}: cannot read the list of files ({why}).", "{path}：无法读取文件列表（{why}）。")
NO_OUTPUT: Final = Bilingual("{path}: cannot write the file ({why}).", "{path}：无法写入该文件（{why}）。")
OUTPUT_IS_INPUT: Final = Bilingual(
    "{path}: this file is read by the same command and would be lost. Choose another output.",
    "{path}：该命令还要读取这个文件，写入会使其内容丢失。请换一个输出路径。",
)
NO_WORKBOOKS: Final = Bilingual(
    'Workbooks are written with the extra xlsx: pip install "smslint[xlsx]"',
    '写 Excel 工作簿需要附加组件 xlsx：pip install "smslint[xlsx]"',
)
NEEDS_OUTPUT: Final = Bilingual(
    "--format {format} is not text: name a file with --output.", "--format {format} 不是文本，请用 --output 指定文件。"
)
SLOW_RULES: Final = Bilingual(
    "The check is not complete: {rules} took too long on more than {most} templates. Simplify the pattern.",
    "检查不完整：{rules} 在超过 {most} 个模板上耗时过长。请简化匹配模式。",
)
NO_DOCUMENT: Final = Bilingual(
    "There is no document with templates at these paths. Name other paths.",
    "这些路径下没有存放模板的文件。请换用其他路径。",
)
NOTHING_CHECKED: Final = Bilingual(
    "No document was checked. Name other paths, or allow this with --allow-empty.",
    "没有检查任何文件。请换用其他路径；如属预期，请使用 --allow-empty。",
)
PROGRESS: Final = Bilingual("templates: {templates}, documents: {documents}", "{templates} 个模板，{documents} 个文件")

CONFIG_SHOW: Final = Bilingual(
    "Show every setting that applies to a path, and where it comes from.", "显示作用于某个路径的全部设置及其来源。"
)
SHOW_OPTIONS: Final[Mapping[str, Bilingual]] = {"format": Bilingual("Text or JSON.", "文本或 JSON。")}
CONFIG_FILE: Final = Bilingual("# {file} applies to this path.", "# 此路径由 {file} 管理。")
CONFIG_NO_FILE: Final = Bilingual("# No settings file applies to this path.", "# 没有设置文件管理此路径。")
CONFIG_PER_FILE: Final = Bilingual(
    '# per-file."{pattern}" also applies to this path.', '# per-file."{pattern}" 的设置对它同样有效。'
)
CONFIG_DEFAULT: Final = Bilingual("default", "默认值")

BASELINE: Final[Mapping[str, Bilingual]] = {
    "output": Bilingual("The baseline file, if the settings do not set one.", "基线文件；设置中未指定时使用。"),
    "prune": Bilingual(
        "Only remove findings that no longer occur; accept no new ones.", "只移除已不存在的问题，不接受新问题。"
    ),
    "yes": Bilingual(
        "Prune even if more than half of the baseline is removed.", "即使会移除基线中一半以上的问题，也照常清理。"
    ),
}
BASELINE_WRITTEN: Final = Bilingual(
    "{path}: accepted findings: {findings} (previously {before}).",
    "{path}：已接受 {findings} 个问题，此前为 {before} 个。",
)
BASELINE_SHRINKS: Final = Bilingual(
    "Pruning would remove {removed} of {before} accepted findings. If these are fixed, add --yes; "
    "otherwise check the same paths and settings as when the baseline was written.",
    "清理将移除 {before} 个已接受问题中的 {removed} 个。若确已修复，请加上 --yes；"
    "否则请使用与生成基线时相同的路径和设置。",
)
BASELINE_OUTSIDE: Final = Bilingual(
    "The settings name {path} as baseline, which is outside of the project. To write it, name it with --output.",
    "设置所指定的基线 {path} 在项目之外。如确需写入，请用 --output 指定它。",
)
BASELINE_NOT_SET: Final = Bilingual(
    'Add `baseline = "{name}"` to smslint.toml so that checks use it.',
    '请在 smslint.toml 中写入 `baseline = "{name}"`，检查时才会使用它。',
)

NEW: Final[Mapping[str, Bilingual]] = {
    "type": Bilingual("The template type.", "模板类型。"),
    "signature": Bilingual("The associated signature.", "关联的签名。"),
    "output": Bilingual(
        "The file to write; by default the template name with .sms, for a digital message in a folder of that name.",
        "要写入的文件；默认为模板名加 .sms，数字短信则放在同名文件夹中。",
    ),
    "force": Bilingual("Overwrite an existing file.", "覆盖已有文件。"),
}
NEW_WRITTEN: Final = Bilingual(
    "{path}: created. Edit its text, then run `smslint check {path}`.",
    "{path}：已生成。修改正文后运行 `smslint check {path}`。",
)
NEW_PICTURE: Final = Bilingual(
    "media/picture.png is a placeholder: replace it. Further frames may have image, video, audio and text.",
    "media/picture.png 为占位图片，请替换；可继续添加帧，含 image、video、audio、text。",
)
NEW_EXISTS: Final = Bilingual(
    "{path}: the file already exists. Choose another name, or use --force.",
    "{path}：文件已存在。请换一个名称，或使用 --force。",
)
NEW_NAME: Final = Bilingual(
    '"{name}" is not a valid file name. Name the file with --output.',
    "“{name}”不能作为文件名。请用 --output 指定文件。",
)

NO_SCHEMA: Final = Bilingual(
    'Unknown schema "{name}"; schemas: {allowed}.', "没有名为“{name}”的模式，可用的有：{allowed}。"
)

SERVER: Final[Mapping[str, Bilingual]] = {
    "tcp": Bilingual(
        "Listen for one client on this TCP address; port 0 picks a free port and prints it.",
        "在该 TCP 地址上等待一个客户端；端口 0 表示自动选择空闲端口并输出。",
    ),
    "ws": Bilingual(
        "Like --tcp, over a WebSocket. A client must send the token, as ?token= or as a bearer token.",
        "同上，使用 WebSocket。客户端须以 ?token= 或 Bearer 方式提供令牌。",
    ),
    "token": Bilingual(
        "The token for --ws; without it, a new one is printed.", "--ws 的令牌；不指定则生成一个并输出。"
    ),
    "token_file": Bilingual(
        "A file with the token for --ws, which only its owner may read.", "存放 --ws 令牌的文件，只能由其所有者读取。"
    ),
    "allow_origin": Bilingual(
        "A web origin whose pages may connect to --ws; repeatable.", "允许连接 --ws 的网页来源，可重复。"
    ),
    "log_file": Bilingual(
        "Write the log to this file instead of standard error; the log never contains template text.",
        "把日志写入该文件，而不是标准错误；日志不含模板文本。",
    ),
    "log_level": Bilingual("The lowest level to log.", "日志的最低级别。"),
}
ONE_CHANNEL: Final = Bilingual("Use only one of --stdio, --tcp and --ws.", "--stdio、--tcp 与 --ws 只能指定一个。")
TOKEN: Final = Bilingual("The token is {token}", "令牌：{token}")
TOKEN_FILE: Final = Bilingual(
    "Other users may read {file}; allow only its owner to (chmod 600).",
    "{file} 可被其他用户读取，请改为仅所有者可读（chmod 600）。",
)
NO_TOKEN: Final = Bilingual("No token can be read from {file}.", "无法从 {file} 读取令牌。")
NOT_LOOPBACK: Final = Bilingual(
    "Other machines can connect to {address}; use 127.0.0.1 if they should not.",
    "其他计算机可以连接到 {address}；若不需要，请改用 127.0.0.1。",
)
BAD_ADDRESS: Final = Bilingual(
    "{given} is not a valid address; use HOST:PORT, for example 127.0.0.1:2087.",
    "{given} 不是有效的地址，请写成 HOST:PORT，例如 127.0.0.1:2087。",
)
NO_WEBSOCKETS: Final = Bilingual(
    '--ws needs the package websockets (the extra "ws" of smslint).',
    "--ws 需要 websockets 包（smslint 的附加组件 ws）。",
)
