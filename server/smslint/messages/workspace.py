"""Texts of the workspace: what is wrong with settings, and what their keys mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

UNREADABLE: Final = Bilingual(
    "Cannot read the settings file: {why}. Make it readable, or name another file with --config.",
    "无法读取设置文件：{why}。请使其可读，或用 --config 指定另一个文件。",
)
NOT_UTF8: Final = Bilingual(
    "The settings file is not UTF-8. Save it as UTF-8.", "设置文件不是 UTF-8 编码。请另存为 UTF-8。"
)
NOT_TOML: Final = Bilingual(
    "The settings file is not valid TOML: {detail}. Correct it here.",
    "设置文件不是有效的 TOML：{detail}。请在此处更正。",
)
NOT_FOUND: Final = Bilingual("No such settings file. Check the path.", "找不到该设置文件。请检查路径。")
NO_TABLE: Final = Bilingual(
    "The file has no [tool.smslint] table. Add it, or name a smslint.toml instead.",
    "该文件没有 [tool.smslint] 表。请添加该表，或改为指定 smslint.toml。",
)
WRONG_KIND: Final = Bilingual(
    "`{key}` must be {expected}, but is {actual}.", "`{key}` 应为{expected}，实际为 {actual}。"
)
EXTENDS_ITSELF: Final = Bilingual(
    "`extend` leads back to {file}. Remove it from one of the two files.",
    "`extend` 又指回了 {file}。请从其中一个文件里删掉它。",
)
EXTENDS_TOO_MUCH: Final = Bilingual(
    "`extend` leads through more than {levels} levels or {files} files. Extend fewer files.",
    "`extend` 超过 {levels} 层或 {files} 个文件。请减少层数或文件数。",
)
LONG_KEY: Final = Bilingual(
    "A key has {most} or more parts with dots. Use fewer.", "某个键以点分隔的部分达到 {most} 个或更多。请减少。"
)
TOO_MANY_PATTERNS: Final = Bilingual(
    "The settings have {count} path patterns; at most {most} are allowed. Combine some.",
    "设置中有 {count} 个路径模式，最多 {most} 个。请合并一些。",
)
LONG_PATTERN: Final = Bilingual(
    "A pattern of `{key}` has {length} characters; at most {most} are allowed. Shorten it.",
    "`{key}` 中有一个模式长 {length} 个字符，最多 {most} 个。请缩短。",
)
NUL_IN_PATH: Final = Bilingual(
    "A path of `{key}` contains a NUL character. Remove it.", "`{key}` 中的路径含有 NUL 字符。请删除。"
)
OTHER_VERSION: Final = Bilingual(
    "These settings require smslint {required}, but the current version is {version}. Install a matching "
    "version, or change `required-version`.",
    "这份设置要求 smslint {required}，当前版本是 {version}。请安装相符的版本，或修改 `required-version`。",
)
BAD_VERSION: Final = Bilingual(
    '`required-version` must be a list of conditions such as ">=0.1, <2", but is {actual}.',
    '`required-version` 应为形如 ">=0.1, <2" 的条件，实际为 {actual}。',
)
UNKNOWN_KEY: Final = Bilingual("Unknown setting `{key}`.", "未知的设置项 `{key}`。")
UNKNOWN_KEY_NEAREST: Final = Bilingual(
    "Unknown setting `{key}`; did you mean `{nearest}`?", "未知的设置项 `{key}`，是否想写 `{nearest}`？"
)
NOT_TRUSTED: Final = Bilingual(
    "`{key}` has no effect, because you have not said that you trust this folder.",
    "尚未信任此文件夹，`{key}` 不起作用。",
)
UNUSED_PATTERN: Final = Bilingual(
    'The pattern "{pattern}" of `{key}` matches no file or folder.',
    "`{key}` 中的模式“{pattern}”没有匹配任何文件或文件夹。",
)
ALWAYS_ERROR: Final = Bilingual(
    "`{key}` has no effect on {name}: what cannot be read is always an error.",
    "`{key}` 对 {name} 不起作用：无法读取的内容一律算错误。",
)
UNKNOWN_RULE: Final = Bilingual(
    '`{key}` names "{name}", which is neither a rule nor a category.', "`{key}` 中的“{name}”既不是规则，也不是类别。"
)
CATEGORY_NOT_RULE: Final = Bilingual(
    '`{key}` names the category "{name}"; a suppression names one rule.', "`{key}` 中的“{name}”是类别，只能写一条规则。"
)
UNKNOWN_RULE_NEAREST: Final = Bilingual(
    '`{key}` names "{name}", which is neither a rule nor a category; did you mean "{nearest}"?',
    "`{key}` 中的“{name}”既不是规则，也不是类别，是否想写“{nearest}”？",
)

KINDS: Final[Mapping[str, Bilingual]] = {
    "str": Bilingual("a string", "文本"),
    "int": Bilingual("an integer", "整数"),
    "float": Bilingual("a number that is not negative", "非负数"),
    "bool": Bilingual("true or false", "true 或 false"),
    "date": Bilingual("a date such as 2026-12-31", "形如 2026-12-31 的日期"),
    "list": Bilingual("a list", "列表"),
    "table": Bilingual("a table", "表"),
}
ONE_OF: Final = Bilingual("one of {names}", "以下之一：{names}")
AT_MOST: Final = Bilingual("an integer of at most {most}", "不大于 {most} 的整数")
AT_LEAST: Final = Bilingual("an integer of at least {least}", "不小于 {least} 的整数")
PAGE: Final = Bilingual("an address that begins with https:// or http://", "以 https:// 或 http:// 开头的地址")

SETTINGS: Final[Mapping[str, Bilingual]] = {
    "language": Bilingual("The language of messages: en or zh.", "消息的语言：en 或 zh。"),
    "select": Bilingual("The rules or categories to use; by default all.", "要启用的规则或类别；不写则全部启用。"),
    "ignore": Bilingual("The rules or categories not to use.", "不启用的规则或类别。"),
    "severity": Bilingual("The severity of a rule's findings, by rule.", "按规则指定问题的级别。"),
    "per-file": Bilingual("Different settings for files that match a pattern.", "按路径模式为部分文件另行设置。"),
    "include": Bilingual("Patterns of additional files to check in folders.", "检查文件夹时额外纳入的文件模式。"),
    "exclude": Bilingual("Patterns of files and folders to exclude.", "要排除的文件和文件夹模式。"),
    "rules": Bilingual("Folders of custom rules.", "自定义规则所在的文件夹。"),
    "words": Bilingual("Words to add to or remove from the word tables, by table.", "对各词表增加或删除的词。"),
    "allow": Bilingual(
        "Names, such as brands, in which words are never reported.", "其中的词一律不计的名称，例如品牌名。"
    ),
    "suppress": Bilingual("Accepted findings, each with a reason.", "已接受的问题及其理由。"),
    "baseline": Bilingual("The baseline file of known findings.", "记录既有问题的基线文件。"),
    "lock": Bilingual(
        'The file that keeps what is known of the account; "" for none.', '记录账号情况的锁文件；"" 表示不使用。'
    ),
    "account-kind": Bilingual(
        "Whether the account is verified as individual or enterprise.",
        "账号的认证类型：individual 个人，enterprise 企业。",
    ),
    "signatures": Bilingual(
        "Signatures of the account, for projects without a lock.", "账号的签名，供没有锁文件的项目使用。"
    ),
    "price": Bilingual(
        "The price of a billed segment, by template type; lengths are then shown with their cost.",
        "每条计费短信的单价，按模板类型填写；填写后，长度旁会显示费用。",
    ),
    "code": Bilingual(
        "Whether source code is read, too: true, or a table with min-certainty and the calls that send.",
        "是否同时读取源码：true，或包含 min-certainty 与发送函数（send）的表。",
    ),
    "value-length": Bilingual(
        "The maximum length of a value, in characters, if its attribute sets none.",
        "变量属性未规定长度时，变量值的最大长度（字符）。",
    ),
    "description-length": Bilingual(
        "The maximum length of a use case description, in characters.", "申请说明的最大长度（字符）。"
    ),
    "fail-on": Bilingual("The lowest severity that makes a check fail.", "达到哪个级别的问题使检查失败。"),
    "max-file-size": Bilingual("The maximum size of a document, in bytes.", "文件大小的上限（字节）。"),
    "cache": Bilingual(
        "Whether results are kept in .smslint_cache, so that unchanged files are not checked again.",
        "是否在 .smslint_cache 中保留结果，以免重复检查未改动的文件。",
    ),
    "rule-url": Bilingual(
        "The URL of a rule's page; {rule} is replaced by the rule id.", "规则页面的地址，{rule} 代表规则名。"
    ),
    "required-version": Bilingual("The smslint versions that these settings support.", "这份设置适用的 smslint 版本。"),
    "extend": Bilingual("The settings files that this file extends.", "在其基础上继续设置的文件。"),
}
"""What each key means."""
SETTINGS_KEYS: Final[Mapping[str, Bilingual]] = {
    "rule": Bilingual("The rule whose findings are accepted.", "接受哪条规则的问题。"),
    "path": Bilingual("A pattern of files.", "文件模式。"),
    "template": Bilingual("The name or code of a template.", "模板名称或 CODE。"),
    "reason": Bilingual("Why the findings are accepted.", "接受的理由。"),
    "until": Bilingual("The last day, YYYY-MM-DD.", "有效的最后一天，YYYY-MM-DD。"),
    "name": Bilingual("The signature, without the 【】 brackets.", "签名，不含【】。"),
    "for": Bilingual("The kind of message: text or digital.", "短信种类：text 文本，digital 数字。"),
    "status": Bilingual("The state of its review.", "审核状态。"),
    "scene": Bilingual("What it may be used for.", "适用场景。"),
    "tag": Bilingual("Where the signature comes from.", "签名的来历。"),
    "source": Bilingual("What the signature is based on.", "签名来源。"),
    "company": Bilingual("The company of its qualification.", "资质所属企业。"),
    "filed": Bilingual("The carriers that filed it.", "已完成实名报备的运营商。"),
    "add": Bilingual("Words to add.", "要增加的词。"),
    "remove": Bilingual("Words to remove.", "要删除的词。"),
    "check": Bilingual("Whether source code is read.", "是否读取源码。"),
    "min-certainty": Bilingual("From which certainty on a text counts.", "文本达到哪个把握程度才算模板。"),
    "send": Bilingual("The calls that send.", "发送短信的调用。"),
    "call": Bilingual("The dotted name of the call.", "调用的完整名称，用点分隔。"),
    "code": Bilingual("Which argument is the code, counted from 1.", "第几个参数是模板 CODE，从 1 数起。"),
    "params": Bilingual("Which argument holds the values, counted from 1.", "第几个参数是变量值，从 1 数起。"),
}
"""What each key of their tables means; the others mean what they do above."""
SETTINGS_CHOICES: Final[Mapping[str, Bilingual]] = {
    "en": Bilingual("English", "英文"),
    "zh": Bilingual("Chinese", "中文"),
    "error": Bilingual("error", "错误"),
    "warning": Bilingual("warning", "警告"),
    "info": Bilingual("info", "提示"),
    "never": Bilingual("no finding does", "任何问题都不使检查失败"),
    "individual": Bilingual("individual account", "个人认证"),
    "enterprise": Bilingual("company", "企业"),
    "text": Bilingual("text message", "文本短信"),
    "verification": Bilingual("verification codes", "验证码"),
    "notification": Bilingual("notification", "通知短信"),
    "promotional": Bilingual("promotional", "推广短信"),
    "international": Bilingual("international", "国际短信"),
    "digital": Bilingual("digital message", "数字短信"),
    "in-review": Bilingual("in review", "审核中"),
    "approved": Bilingual("approved", "审核通过"),
    "rejected": Bilingual("rejected", "审核未通过"),
    "cancelled": Bilingual("canceled", "已取消审核"),
    "general": Bilingual("all kinds of messages", "通用"),
    "own": Bilingual("applied for by the account", "自行申请"),
    "gift": Bilingual("given by the vendor", "平台赠送"),
    "test": Bilingual("for tests", "测试"),
    "trial": Bilingual("for trials", "试用"),
    "app": Bilingual("app", "App"),
    "trademark": Bilingual("trademark", "商标"),
    "shop": Bilingual("shop on a platform", "电商店铺"),
    "mobile": Bilingual("China Mobile", "中国移动"),
    "unicom": Bilingual("China Unicom", "中国联通"),
    "telecom": Bilingual("China Telecom", "中国电信"),
    "certain": Bilingual("certainly a template", "确定是模板"),
    "likely": Bilingual("looks like a template", "看起来像模板"),
    "true": Bilingual("yes", "是"),
    "false": Bilingual("no", "否"),
}
"""What the values of the settings mean."""

ABOVE_FIRST = Bilingual("above the first field of the template", "放在模板的第一个字段之上")
ABOVE_FIELD = Bilingual('above the field "{field}"', "放在字段“{field}”之上")
NAMES_NO_RULE: Final = Bilingual("it names no rule", "没有写明规则")
NAMES_CATEGORY: Final = Bilingual(
    '"{name}" is a category, but a suppression must name a single rule', "“{name}”是类别，而抑制只能写明单条规则"
)
NAMES_UNKNOWN: Final = Bilingual('unknown rule "{name}"', "没有名为“{name}”的规则")
NAMES_UNKNOWN_NEAREST: Final = Bilingual(
    'unknown rule "{name}"; the nearest is "{nearest}"', "没有名为“{name}”的规则，最接近的是“{nearest}”"
)

NO_PERMISSION_TO_WRITE: Final = Bilingual("no write permission", "没有写入权限")
NO_FORMAT: Final = Bilingual(
    "unsupported file name; supported: .sms, .yaml, .json, .jsonl, .csv, .tsv, .xlsx",
    "文件名不对应任何可存放模板的格式（.sms、.yaml、.json、.jsonl、.csv、.tsv、.xlsx）",
)

NO_BASELINE: Final = Bilingual(
    "No such baseline file. Create it with `smslint baseline`, or remove the setting.",
    "找不到该基线文件。请用 `smslint baseline` 生成，或删除这项设置。",
)
UNREADABLE_BASELINE: Final = Bilingual("Cannot read the baseline file: {why}.", "无法读取基线文件：{why}。")
NO_LAST_REVIEW: Final = Bilingual(
    "No such report or baseline. Write one with --format json --output FILE.",
    "找不到该报告或基线文件。可用 --format json --output FILE 生成报告。",
)
UNREADABLE_LAST_REVIEW: Final = Bilingual("Cannot read the last review: {why}.", "无法读取上次的检查结果：{why}。")
BROKEN_LAST_REVIEW: Final = Bilingual(
    "Neither a report that --format json or jsonl wrote to its end, nor a baseline.",
    "该文件既不是 --format json 或 jsonl 写完的报告，也不是基线文件。",
)
BROKEN_BASELINE: Final = Bilingual(
    "Not a baseline file of this version. Generate it again with `smslint baseline`.",
    "该文件不是本版本的基线文件。请用 `smslint baseline` 重新生成。",
)

THE_FIRST: Final = Bilingual("the first one", "先出现的一处")
FIX_CONFLICT: Final = Bilingual(
    "The fixes of {rules} undo each other and were not applied.", "{rules} 的修复互相抵消，因此未做这些修复。"
)
CANNOT_READ: Final = Bilingual("Cannot read this: {why}.", "无法读取：{why}。")
NOT_WRITTEN: Final = Bilingual("The fixed file was not written: {why}.", "修复后的文件未写入：{why}。")
WORKER_KILLED: Final = Bilingual(
    "the process that checked it was killed, and a second attempt failed ({what})",
    "检查它的进程被终止，再次检查也失败了（{what}）",
)
CHANGED_MEANWHILE: Final = Bilingual(
    "it was changed twice while it was being fixed; run smslint again", "修复期间文件两次被改动，请重新运行 smslint"
)
OTHER_NAMES: Final = Bilingual(
    "The file was replaced; its other hard links ({count}) still hold the old text.",
    "文件已替换；另有 {count} 个硬链接仍指向旧内容。",
)
NOT_IN_ENCODING: Final = Bilingual(
    "{encoding} cannot represent a character of the fixed text; save the file as UTF-8",
    "文件编码 {encoding} 无法表示修复结果中的某个字符，请另存为 UTF-8",
)

NOT_RELATIVE: Final = Bilingual(
    "paths of files are relative to the file that names them", "文件路径须相对于写有该路径的文件"
)
OUTSIDE: Final = Bilingual(
    'it lies outside the folder "{folder}", to which the settings apply', "位于设置所管辖的文件夹“{folder}”之外"
)
