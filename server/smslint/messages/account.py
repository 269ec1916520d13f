"""Texts about an account: the vendor's answers, the lock, and what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

HOW_TO_PRINT: Final = Bilingual(
    "print answers as JSON, in Python with json.dumps(response.to_map(), ensure_ascii=False), and save them as UTF-8",
    "请以 JSON 格式输出返回结果（Python 可用 json.dumps(response.to_map(), ensure_ascii=False)），并以 UTF-8 保存",
)
NOT_TEXT: Final = Bilingual("not a text: {reason}; {hint}", "不是文本：{reason}；{hint}")
EMPTY: Final = Bilingual("the file is empty", "文件为空")
PYTHON_DICT: Final = Bilingual(
    "a dict as Python prints it, which is not JSON; {hint}", "这是 Python 打印的字典，不是 JSON；{hint}"
)
NODE_OBJECT: Final = Bilingual(
    "an object as Node.js prints it, which is not JSON; print it with JSON.stringify(response.body)",
    "这是 Node.js 打印的对象，不是 JSON；请用 JSON.stringify(response.body) 输出",
)
NOT_JSON: Final = Bilingual("not JSON from line {line} on; {hint}", "从第 {line} 行起不是 JSON；{hint}")
NO_ANSWER: Final = Bilingual(
    "not an answer about templates, signatures or qualifications (keys: {keys})",
    "不是关于模板、签名或资质的返回结果（键：{keys}）",
)
ERROR_ANSWER: Final = Bilingual(
    "the API refused the call with {code} ({message}); `smslint explain` may know why",
    "API 拒绝了该调用：{code}（{message}）；可用 `smslint explain` 查看原因",
)
CONFLICT_MARKS: Final = Bilingual(
    "an unresolved merge conflict; keep the lines of both sides, or run `smslint lock` again on the answers",
    "合并冲突尚未解决；请保留双方的行，或重新对返回结果运行 `smslint lock`",
)
LOCK_NOT_JSON: Final = Bilingual("the line is not JSON", "该行不是 JSON")
LOCK_NO_RECORD: Final = Bilingual("the line is not a record of a lock", "该行不是锁文件的记录")
LOCK_TWICE: Final = Bilingual(
    "the {kind} {key} stands here a second time; run `smslint lock` on its answers after deleting one",
    "{kind} {key} 在此第二次出现；请删除其中一行，再对其返回结果运行 `smslint lock`",
)
LOCK_NEWER: Final = Bilingual(
    "the lock has version {version}; this smslint knows {known}. Install a newer one",
    "锁文件的版本是 {version}，当前 smslint 支持到 {known}。请安装更新的版本",
)
BAD_LOCK: Final = Bilingual("{path}:{line}: {reason}.", "{path}:{line}：{reason}。")
UNUSABLE: Final = Bilingual("The lock cannot be used: {reason}.", "锁文件无法使用：{reason}。")
NOT_IN_LOCK: Final = Bilingual(
    'signatures: {lock} does not have "{name}"; where a lock is, it counts, and these settings do not',
    "signatures：{lock} 中没有“{name}”；有锁文件时以其为准，此处的设置不起作用",
)
OTHERWISE_IN_LOCK: Final = Bilingual(
    'signatures: "{name}" is {here} here, but {there} in {lock}, which counts',
    "signatures：“{name}”此处为 {here}，而 {lock} 中为 {there}，以锁文件为准",
)
NO_LOCK: Final = Bilingual(
    "There is no lock. Fetch the answers of the API, and make one with `smslint lock`.",
    "没有锁文件。请先获取 API 的返回结果，再用 `smslint lock` 生成。",
)
LOCK_OFF: Final = Bilingual(
    'The setting `lock` is "": name a file with --lock.', '设置 `lock` 为 ""：请用 --lock 指定文件。'
)
KINDS: Final[Mapping[str, Bilingual]] = {
    "template": Bilingual("template", "模板"),
    "signature": Bilingual("signature", "签名"),
    "qualification": Bilingual("qualification", "资质"),
}
CHANGES: Final[Mapping[str, Bilingual]] = {
    "new": Bilingual("{key}: new {kind}{status}", "{key}：新增{kind}{status}"),
    "in-review": Bilingual("{key}: now in review", "{key}：转为审核中"),
    "approved": Bilingual("{key}: approved", "{key}：审核通过"),
    "rejected": Bilingual("{key}: rejected{reason}", "{key}：审核未通过{reason}"),
    "cancelled": Bilingual("{key}: canceled", "{key}：已取消审核"),
    "attributes": Bilingual("{key}: attributes of variables learnt", "{key}：已获知变量属性"),
    "changed": Bilingual("{key}: changed: {names}", "{key}：有变化：{names}"),
    "vanished": Bilingual(
        "{key}: no longer in the list of the account; --prune drops it", "{key}：账号的列表中已没有；--prune 可将其删除"
    ),
    "dropped": Bilingual("{key}: dropped: no longer in the list of the account", "{key}：已删除：账号的列表中已没有"),
    "conflict": Bilingual(
        '{key}: an approved text cannot change, but this answer has another one: "{before}" and "{after}". Are these '
        "two accounts? The record was not changed",
        "{key}：已通过的内容不会改变，而此结果的内容不同：“{before}”与“{after}”。是否混用了两个账号？该记录未作改动",
    ),
}
REASON: Final = Bilingual(" ({reason})", "（{reason}）")
INCOMPLETE: Final = Bilingual(
    "The list of {kind}s is incomplete: {read} of {total}. Pages missing: {pages}.",
    "{kind}列表不完整：已读 {read} 个，共 {total} 个。缺少的页：{pages}。",
)
NO_PERSONS: Final = Bilingual(
    "Of qualifications, nothing about persons was kept: no names, identity numbers or telephone numbers.",
    "资质中的个人信息（姓名、证件号、电话）一概不保存。",
)
UNCHANGED: Final = Bilingual("Nothing new.", "没有变化。")
LOCK_WRITTEN: Final = Bilingual(
    "Written: {path} ({templates}, signatures: {signatures}).", "已写入：{path}（{templates}，签名 {signatures} 个）。"
)
BAD_TIME: Final = Bilingual(
    '"{value}" is not a time such as 2026-11-28T18:02 or 2026-11-28T18:02:11+08:00.',
    "“{value}”不是形如 2026-11-28T18:02 或 2026-11-28T18:02:11+08:00 的时间。",
)
NO_ANSWERS_GIVEN: Final = Bilingual(
    "Name files with answers of the API, - for standard input, or use --missing.",
    "请给出存有 API 返回结果的文件，或用 - 表示标准输入，或使用 --missing。",
)
UNREADABLE_FILE: Final = Bilingual("{path}: {reason}.", "{path}：{reason}。")
LOCK_OPTIONS: Final = {
    "lock": Bilingual("The lock to change (default: the one of the settings).", "要更新的锁文件（默认按设置）。"),
    "dry_run": Bilingual("Show what would change, and write nothing.", "只显示会有的变化，不写入文件。"),
    "prune": Bilingual("Drop what a complete list no longer has.", "删除完整列表中已没有的记录。"),
    "account": Bilingual("The name of the account, as a note in the lock.", "账号名称，作为备注写入锁文件。"),
    "missing": Bilingual("Print the calls that would complete the lock.", "输出可补全锁文件的调用。"),
    "at": Bilingual(
        "When the answers were given (default: what they say, else the time of their file).",
        "返回结果的时间（默认取其中所载时间，否则取文件时间）。",
    ),
}
