"""Texts of reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

CHECKED: Final = Bilingual(
    "Checked {templates} in {documents}: {found}.", "检查了 {documents}中的 {templates}：{found}。"
)
CHECKED_ALSO: Final = Bilingual(
    "Checked {templates} in {documents}: {found} ({also}).", "检查了 {documents}中的 {templates}：{found}（{also}）。"
)
NO_FINDING: Final = Bilingual("no findings", "没有问题")
FIXABLE: Final[Mapping[str, Bilingual]] = {
    "safe": Bilingual("--fix can safely fix {safe}.", "使用 --fix 可安全修复 {safe}。"),
    "unsafe": Bilingual(
        "--fix --unsafe-fixes can fix {unsafe}; review the result before using it.",
        "使用 --fix --unsafe-fixes 可修复 {unsafe}，修复结果请先核对再使用。",
    ),
    "safe unsafe": Bilingual(
        "--fix can safely fix {safe}; --unsafe-fixes can fix {unsafe} more; review those results before using them.",
        "使用 --fix 可安全修复 {safe}；加上 --unsafe-fixes 可再修复 {unsafe}，修复结果请先核对再使用。",
    ),
}

WOULD_BE_REFUSED: Final = Bilingual(
    "Templates with errors will be rejected if submitted as they are.", "按现状提交，有错误的模板会被驳回。"
)
SOME_REFUSED: Final = Bilingual(
    "Of {templates}, {refused} will be rejected if submitted as they are.",
    "{templates}中，按现状提交有 {refused} 个会被驳回。",
)
SOME_REFUSED_OR_MAY: Final = Bilingual(
    "Of {templates}, {refused} will be rejected if submitted as they are, and {doubtful} may be; reviewers decide.",
    "{templates}中，按现状提交有 {refused} 个会被驳回，另有 {doubtful} 个可能被驳回，由审核人员判断。",
)
SOME_MAY_BE_REFUSED: Final = Bilingual(
    "Of {templates}, {doubtful} may be rejected; reviewers decide.",
    "{templates}中，有 {doubtful} 个可能被驳回，由审核人员判断。",
)
MAY_BE_REFUSED: Final = Bilingual(
    "Templates with warnings may be rejected; reviewers decide.", "有警告的模板可能被驳回，由审核人员判断。"
)
ALREADY_APPROVED: Final = Bilingual(
    "Alibaba Cloud has approved the templates with findings; the findings say what its documents ask for today.",
    "有问题的模板均已由平台审核通过；以上是按平台现行文档检查的结果。",
)
NOTHING_REFUSED: Final = Bilingual(
    "Nothing was found that causes rejection; approval is up to Alibaba Cloud's review.",
    "未发现会导致驳回的问题；模板能否通过，以平台审核为准。",
)
NOTHING_FOUND: Final = Bilingual(
    "Nothing was found; approval is up to Alibaba Cloud's review.",
    "未发现问题；模板能否通过，以平台审核为准。",
)
NOTHING_NEW_REFUSED: Final = Bilingual(
    "Nothing new was found that causes rejection, beyond what the baseline and suppressions hide.",
    "除基线和抑制所隐藏的以外，未发现会导致驳回的新问题。",
)
NOTHING_NEW: Final = Bilingual(
    "Nothing new was found, beyond what the baseline and suppressions hide.",
    "除基线和抑制所隐藏的以外，未发现新问题。",
)
NOTHING_CHECKED: Final = Bilingual("No documents were found; nothing was checked.", "没有找到文件，未检查任何内容。")

INFERRED: Final = Bilingual(" (No template type is given; checked as {type}.)", "（未写明模板类型，按{type}检查。）")
INFERRED_TYPE: Final = Bilingual("{type} (inferred)", "{type}（推断）")
WHY: Final = Bilingual("why", "原因")
REMEDY: Final = Bilingual("help", "建议")
FIX: Final[Mapping[str, Bilingual]] = {
    "safe": Bilingual("fix (safe)", "修复（安全）"),
    "unsafe": Bilingual("fix (unsafe)", "修复（需核对）"),
}
PREDICTS: Final = Bilingual("sending would return", "发送时会返回")
LABELLED: Final = Bilingual("{label}: {text}", "{label}：{text}")

SINCE: Final = Bilingual(
    "Since the last review: {new} new, {same} still there, {gone} gone.",
    "与上次检查相比：新增 {new} 个，仍有 {same} 个，消失 {gone} 个。",
)
GONE: Final = Bilingual("gone", "已消失")
GONE_SINCE: Final = Bilingual("Gone since the last review", "上次检查以来已消失")
EQUAL: Final = Bilingual("Templates with the same text", "正文相同的模板")
GONE_FROM: Final = Bilingual("{template}: {message}", "{template}：{message}")
EQUAL_TEXTS: Final = Bilingual(
    "{first}: {n} more with the same text and findings: {places}", "{first}：另有 {n} 个模板正文与问题相同：{places}"
)
EQUAL_TEXTS_AND_MORE: Final = Bilingual("{places} and {n} more", "{places} 等，另有 {n} 个")

REVIEWS: Final[Mapping[str, Bilingual]] = {
    "in-review": Bilingual("{path}: Alibaba Cloud is reviewing {template}.", "{path}：平台正在审核{template}。"),
    "approved": Bilingual("{path}: Alibaba Cloud approved {template}.", "{path}：平台已通过{template}。"),
    "rejected": Bilingual("{path}: Alibaba Cloud rejected {template}.", "{path}：平台已驳回{template}。"),
    "cancelled": Bilingual("{path}: the review of {template} was canceled.", "{path}：{template}的审核已撤销。"),
}
REVIEWS_WITH_REASON: Final[Mapping[str, Bilingual]] = {
    status: Bilingual(text.en.removesuffix(".") + ": {reason}", text.zh.removesuffix("。") + "：{reason}")
    for status, text in REVIEWS.items()
}
REVIEW_REMEDY: Final = Bilingual(
    "What to do: {remedy} (smslint explain {id})", "处理办法：{remedy}（smslint explain {id}）"
)
TEMPLATE_BY_CODE: Final = Bilingual("template {code}", "模板 {code}")
TEMPLATE_BY_NUMBER: Final = Bilingual("template {number}", "第 {number} 个模板")

SEVERITY: Final[Mapping[str, Bilingual]] = {
    "error": Bilingual("error", "错误"),
    "warning": Bilingual("warning", "警告"),
    "info": Bilingual("info", "提示"),
}

COLUMNS: Final[Mapping[str, Bilingual]] = {
    "path": Bilingual("path", "文件"),
    "line": Bilingual("line", "行"),
    "column": Bilingual("column", "列"),
    "cell": Bilingual("cell", "单元格"),
    "code": Bilingual("template code", "模板CODE"),
    "name": Bilingual("template name", "模板名称"),
    "type": Bilingual("template type", "模板类型"),
    "signature": Bilingual("signature", "签名"),
    "rule": Bilingual("rule", "规则"),
    "severity": Bilingual("severity", "级别"),
    "message": Bilingual("message", "说明"),
    "advice": Bilingual("advice", "建议"),
    "fix": Bilingual("fix", "修复"),
    "marked": Bilingual("marked text", "标出的文字"),
    "content": Bilingual("template content", "模板内容"),
    "status": Bilingual("Alibaba Cloud's answer", "平台审核结果"),
    "reason": Bilingual("reason for the rejection", "平台驳回原因"),
    "since": Bilingual("since the last review", "与上次检查相比"),
}
TEMPLATE_COLUMNS: Final[Mapping[str, Bilingual]] = {
    "place": Bilingual("location", "位置"),
    "code": COLUMNS["code"],
    "name": COLUMNS["name"],
    "type": COLUMNS["type"],
    "signature": COLUMNS["signature"],
    "worst": Bilingual("worst finding", "最严重的问题"),
    "error": Bilingual("errors", "错误数"),
    "warning": Bilingual("warnings", "警告数"),
    "info": Bilingual("advice", "提示数"),
    "shortest": Bilingual("shortest length", "最短长度"),
    "longest": Bilingual("longest length", "最长长度"),
    "fewest": Bilingual("fewest segments", "最少条数"),
    "most": Bilingual("most segments", "最多条数"),
    "cost": Bilingual("highest cost", "最高费用"),
    "content": COLUMNS["content"],
    "status": COLUMNS["status"],
    "reason": COLUMNS["reason"],
}
RULE_COLUMNS: Final[Mapping[str, Bilingual]] = {
    "rule": COLUMNS["rule"],
    "severity": COLUMNS["severity"],
    "title": Bilingual("title", "标题"),
    "templates": Bilingual("templates", "模板数"),
    "count": Bilingual("findings", "问题数"),
    "why": Bilingual("why", "原因"),
    "advice": COLUMNS["advice"],
}
SHEETS: Final[Mapping[str, Bilingual]] = {
    "findings": Bilingual("Findings", "问题"),
    "templates": Bilingual("Templates", "模板"),
    "rules": Bilingual("Rules", "规则"),
}
SINCE_WORDS: Final[Mapping[str, Bilingual]] = {
    "new": Bilingual("new", "新增"),
    "same": Bilingual("still there", "仍有"),
}

TITLE: Final = Bilingual("smslint report", "smslint 检查报告")
BY_RULE: Final = Bilingual("By rule", "按规则")
BY_TYPE: Final = Bilingual("By template type", "按模板类型")
BY_SIGNATURE: Final = Bilingual("By signature", "按签名")
WORST: Final = Bilingual("Templates with the most findings", "问题最多的模板")
SAMPLES: Final = Bilingual("Samples", "示例")
ANSWERS: Final = Bilingual("Rejected by Alibaba Cloud", "平台驳回")
NOT_SHOWN: Final = Bilingual("Not listed here: {n} more.", "另有 {n} 条未在此列出。")
NONE_GIVEN: Final = Bilingual("(not set)", "（未填写）")
HEADINGS: Final[Mapping[str, Bilingual]] = {
    "rule": COLUMNS["rule"],
    "severity": COLUMNS["severity"],
    "count": Bilingual("findings", "数量"),
    "title": Bilingual("title", "标题"),
    "type": COLUMNS["type"],
    "signature": COLUMNS["signature"],
    "template": Bilingual("template", "模板"),
    "place": Bilingual("location", "位置"),
    "reason": Bilingual("reason", "原因"),
}
IN_BASELINE: Final = Bilingual("The finding is in the baseline.", "该问题已在基线中。")
ALL_CHECKED: Final = Bilingual("nothing found", "未发现问题")


def template_named(index: int, code: str | None) -> Bilingual:
    """How a template without a name is called: by the vendor's code, else by its number in its file, from 1."""
    return TEMPLATE_BY_CODE.fill(code=code) if code else TEMPLATE_BY_NUMBER.fill(number=index + 1)
