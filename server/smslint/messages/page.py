"""Texts of the page that `--format html` writes. `{n}` and `{all}` are filled in by the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual, report

TEXTS: Final[Mapping[str, Bilingual]] = {
    "title": Bilingual("Review of SMS templates", "短信模板检查报告"),
    "skip": Bilingual("Skip to the list", "跳到列表"),
    "language": Bilingual("中文", "English"),
    "print": Bilingual("Print", "打印"),
    "theme-auto": Bilingual("Theme: system", "外观：跟随系统"),
    "theme-light": Bilingual("Theme: light", "外观：浅色"),
    "theme-dark": Bilingual("Theme: dark", "外观：深色"),
    "states": Bilingual("Outlook", "预计结果"),
    "error": Bilingual("will be rejected", "会被驳回"),
    "warning": Bilingual("may be rejected", "可能被驳回"),
    "approved": Bilingual("approved, with findings", "已通过，但有问题"),
    "fine": Bilingual("nothing that causes rejection", "未见会驳回的问题"),
    "advice": Bilingual("advice only", "仅有提示"),
    "document": Bilingual("about the file", "文件本身的问题"),
    "search": Bilingual("Search texts, names, codes, rules, owners …", "搜索正文、名称、CODE、规则、负责人……"),
    "sort": Bilingual("Sort by", "排序"),
    "by-worst": Bilingual("worst first", "最严重的在前"),
    "by-place": Bilingual("place in the files", "文件中的位置"),
    "by-findings": Bilingual("number of findings", "问题数量"),
    "by-segments": Bilingual("segments of the longest message", "最长短信的条数"),
    "by-name": Bilingual("name", "名称"),
    "by-signature": report.HEADINGS["signature"],
    "once": Bilingual("Equal texts once", "相同正文只列一次"),
    "clear": Bilingual("Clear filters", "清除筛选"),
    "count": Bilingual("{n} of {all} templates", "{all} 个模板中的 {n} 个"),
    "list": Bilingual("Templates", "模板列表"),
    "facets": Bilingual("Filters", "筛选"),
    "detail": Bilingual("The chosen template", "所选模板"),
    "more": Bilingual("{n} more", "另有 {n} 项"),
    "nothing": Bilingual("No template matches.", "没有符合条件的模板。"),
    "none": report.NONE_GIVEN,
    "rule": report.COLUMNS["rule"],
    "type": report.COLUMNS["type"],
    "signature": report.HEADINGS["signature"],
    "path": report.COLUMNS["path"],
    "place": report.HEADINGS["place"],
    "code": report.COLUMNS["code"],
    "name": report.COLUMNS["name"],
    "review": report.COLUMNS["status"],
    "since": report.COLUMNS["since"],
    **report.SINCE_WORDS,
    "gone": report.GONE_SINCE,
    "findings": Bilingual("findings: {n}", "{n} 个问题"),
    "findings-title": Bilingual("Findings, the worst first", "问题（最严重的在前）"),
    "facts": Bilingual("Where it comes from", "来源"),
    "inferred": Bilingual(" (inferred)", "（推断）"),
    "equal": Bilingual("Other templates with the same text: {n}", "正文相同的其他模板：{n} 个"),
    "shortest": Bilingual("Shortest message", "最短的短信"),
    "longest": Bilingual("Longest message", "最长的短信"),
    "only": Bilingual("The message", "短信"),
    "segments": Bilingual("segments: {n}", "计费 {n} 条"),
    "cost": Bilingual("cost", "费用"),
    "colon": Bilingual(": ", "："),
    "why": report.WHY,
    "remedy": report.REMEDY,
    "fix-safe": report.FIX["safe"],
    "fix-unsafe": report.FIX["unsafe"],
    "predicts": report.PREDICTS,
    "baselined": Bilingual("in the baseline", "已在基线中"),
    "suppressed": Bilingual("suppressed", "已抑制"),
    "incomplete": Bilingual("The report was interrupted.", "报告未写完。"),
    "promise": Bilingual("Approval is up to Alibaba Cloud's review.", "模板能否通过，以平台审核为准。"),
}
STATUSES: Final[Mapping[str, Bilingual]] = {
    "in-review": Bilingual("in review", "审核中"),
    "approved": Bilingual("approved", "已通过"),
    "rejected": Bilingual("rejected", "已驳回"),
    "cancelled": Bilingual("canceled", "已撤销"),
}
"""What the vendor's answers are called."""
OWNERS: Final = (
    *("owner", "author", "creator", "applicant", "team", "depart"),
    *("负责", "责任", "创建人", "创建者", "申请人", "提交人", "业务", "部门", "团队", "归属"),
)
"""What the heading of a column holds that says whose a template is."""
