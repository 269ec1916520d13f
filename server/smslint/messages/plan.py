"""Texts of `smslint plan` and `smslint status`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

STEPS: Final[Mapping[str, Bilingual]] = {
    "qualification": Bilingual("qualification reviewed", "资质审核"),
    "signature": Bilingual("signature reviewed", "签名审核"),
    "signature-filing": Bilingual("signature filed", "签名报备"),
    "submit": Bilingual("submit", "提交"),
    "review": Bilingual("reviewed", "审核"),
    "government-review": Bilingual("reviewed (government)", "审核（政企）"),
    "usable": Bilingual("usable", "可用"),
    "stable": Bilingual("stable", "稳定"),
}
SOURCES: Final[Mapping[str, str]] = {
    "qualification": "Getting started with digital messages, step 2: within 2 business days, maybe longer",
    "signature": "GetSmsSign (SDK 4.6.0): usually 2 hours, 9:00 to 21:00, postponed on holidays",
    "signature-filing": "Getting started with digital messages, step 3: 5 to 7 business days; lately 7 to 10 (101346)",
    "submit": "create-message-templates-1: 100 templates per calendar day, at least 30 seconds apart",
    "review": "create-message-templates-1: within two hours, 9:00 to 21:00, postponed during statutory holidays; "
    "the AI check of the console may approve at once",
    "government-review": "create-message-templates-1: within two business days, with a landline number",
    "usable": "create-message-templates-1: small batches need not wait for the filing; digital: 5 to 7 business days",
    "stable": "Getting started with digital messages: 7 to 15 business days",
}
LINE: Final = Bilingual(
    "{path}: {template}: submit {submit}, usable {earliest} at the earliest, usually {usual}{late}",
    "{path}：{template}：{submit} 提交，最早 {earliest} 可用，通常 {usual}{late}",
)
LATE: Final = Bilingual(" – too late for {until}; it had to be submitted by {by}", "——晚于 {until}；须在 {by} 之前提交")
LATE_NEVER: Final = Bilingual(" – too late for {until}", "——晚于 {until}")
MILESTONE: Final = Bilingual(
    "{name}: {earliest} at the earliest, usually {usual}", "{name}：最早 {earliest}，通常 {usual}"
)
MILESTONES: Final[Mapping[str, Bilingual]] = {
    "qualification": Bilingual("Qualification passed", "资质通过"),
    "signature": Bilingual('Signature "{signature}" approved', "签名“{signature}”通过"),
    "signature-filing": Bilingual('Signature "{signature}" filed', "签名“{signature}”报备完成"),
    "last-submission": Bilingual("Last request sent", "最后一次提交"),
    "last-usable": Bilingual("All templates usable", "全部模板可用"),
    "stable": Bilingual("Stable sending", "稳定发送"),
}
LEFT_OUT: Final = Bilingual("{path}: {template}: left out: {reason}", "{path}：{template}：未计入：{reason}")
HAS_ERRORS: Final = Bilingual("it has errors ({count})", "有 {count} 个错误")
NOT_COMPARABLE: Final = Bilingual("what the account has as {code} is not known", "账号中 {code} 的情况不明")
NOT_NEEDED: Final = Bilingual("needs no request ({verdict})", "无须申请（{verdict}）")
TOTALS: Final = Bilingual(
    "The vendor's own totals: 3 to 5 business days to the first sending, 7 to 15 to stable sending, 10 to 15 in all. "
    "Its parts add up to more (5 to 7 and 5 to 7 business days of filing alone): both are shown as documented, and "
    "neither is a promise. The carriers' filing cannot be hurried.",
    "厂商给出的总时长：最早 3～5 个工作日可发送，7～15 个工作日稳定，全程 10～15 个工作日。其各环节相加超出总时长"
    "（仅两次报备即各 5～7 个工作日）：两者均照文档列出，均非承诺。运营商报备无法加急。",
)
UNKNOWN_YEAR: Final = Bilingual(
    "{year} is not announced in this catalog: days off and worked weekends around the holidays are missing.",
    "本目录没有 {year} 年的放假安排：缺少调休与补班。",
)
QUOTA: Final = Bilingual(
    "The API takes 100 applications a day; the console has no such limit.",
    "API 每天最多接受 100 个申请；在控制台申请则不限数量。",
)
NOT_KNOWN: Final = Bilingual(
    "Qualification, signatures and their filing are not known from a complete lock, and were counted as there.",
    "没有完整的锁文件可查资质、签名及其报备情况，按已具备计算。",
)
BY_A_PERSON: Final = Bilingual(
    "A person must: register and verify the account, activate the service (digital messages apart), create an "
    "AccessKey, and give a test account in the console where a reviewer needs one.",
    "须人工完成：注册并认证账号，开通短信服务（数字短信须另行开通），创建 AccessKey，"
    "并在控制台提供审核所需的测试账号。",
)
NOTHING: Final = Bilingual("No template needs a request.", "没有需要申请的模板。")
BAD_DATE: Final = Bilingual('"{value}" is not a date such as 2026-10-12.', "“{value}”不是形如 2026-10-12 的日期。")
BAD_HOURS: Final = Bilingual('"{value}" is not a span such as 09:00-18:00.', "“{value}”不是形如 09:00-18:00 的时段。")
EVENT: Final = Bilingual("SMS template {template}: {step}", "短信模板 {template}：{step}")
PLAN_OPTIONS: Final = {
    "from": Bilingual("When the first request can be sent (default: now).", "最早可提交的时间（默认为现在）。"),
    "until": Bilingual("The day on which templates must be usable.", "模板须可用的日期。"),
    "order": Bilingual("The order of requests: path, name or type.", "提交顺序：path 路径、name 名称、type 类型。"),
    "submit_hours": Bilingual("Send requests only at these hours: 09:00-18:00.", "只在此时段提交：09:00-18:00。"),
    "format": Bilingual("text, json, or ics for a calendar.", "text、json，或供日历使用的 ics。"),
    "requests": Bilingual("Write the requests, each with its time, to a file.", "把各请求及其时间写入文件。"),
    "lock": Bilingual("The lock to plan with (default: the one of the settings).", "所用的锁文件（默认按设置）。"),
}
STATUS_OPTIONS: Final = {
    "waiting": Bilingual("Only what waits for a decision.", "只显示等待审核的记录。"),
    "lock": Bilingual("The lock to read (default: the one of the settings).", "所用的锁文件（默认按设置）。"),
    "at": Bilingual("The time to count from (default: now).", "计算所用的时间（默认为现在）。"),
    "fail_on": Bilingual("What makes the command fail.", "何种情况使命令失败。"),
}
STATUS_LINE: Final = Bilingual("{key}: {status}{since}{reason}{advice}", "{key}：{status}{since}{reason}{advice}")
SINCE: Final = Bilingual(", since {since} ({time} of review time)", "，自 {since} 起（审核时间 {time}）")
HOURS: Final = Bilingual("{hours} h {minutes} min", "{hours} 小时 {minutes} 分")
OVERDUE: Final = Bilingual(", overdue", "，已超时")
REASON: Final = Bilingual(" – {reason}", "——{reason}")
ADVICE: Final[Mapping[str, Bilingual]] = {
    "overdue": Bilingual(
        "longer than the documented 2 hours of review time; quote order {order} to hurry it",
        "超过文档所述的 2 小时审核时间；可凭工单号 {order} 催办",
    ),
    "unnumbered": Bilingual(
        "longer than the documented 2 hours of review time; GetSmsTemplate and GetSmsSign tell the order to quote",
        "超过文档所述的 2 小时审核时间；可用 GetSmsTemplate 或 GetSmsSign 查到工单号后催办",
    ),
    "government": Bilingual(
        "longer than the documented 2 business days: check that the landline number in the description is correct",
        "超过文档所述的 2 个工作日：请核对申请说明中的固定电话",
    ),
    "rejected": Bilingual("correct it and resubmit it with the same code", "修改后用同一 CODE 重新提交"),
    "to-verify": Bilingual(
        "filed, pending verification with {carriers}: send small batches to numbers of all three carriers",
        "在{carriers}已报备待验证：请少量多次向三家运营商的号码发送",
    ),
    "filing": Bilingual(
        "being filed with {carriers}: messages to them may be blocked", "在{carriers}报备中：短信可能被拦截"
    ),
    "filing-failed": Bilingual(
        "the filing failed with {carriers}: see the console", "在{carriers}报备失败：请在控制台查看原因"
    ),
    "filing-expired": Bilingual(
        "the filing with {carriers} expired after six months without sending: file again in the console",
        "在{carriers}的报备因超过 6 个月未发送而失效：请在控制台重新报备",
    ),
    "not-filed": Bilingual(
        "not filed with {carriers}: bind a complete qualification", "未在{carriers}报备：请关联完整的资质"
    ),
    "expires": Bilingual("the certificate ends on {date}: renew it", "证件将于 {date} 到期：请更新"),
    "expired": Bilingual("the certificate ended on {date}: renew it", "证件已于 {date} 到期：请更新"),
    "incomplete": Bilingual("complete its materials", "请补充资料"),
}
FILINGS: Final[Mapping[str, Bilingual]] = {
    "filed": Bilingual("filed", "报备成功"),
    "to-verify": Bilingual("filed, pending verification", "已报备待验证"),
    "filing": Bilingual("being filed", "报备中"),
    "failed": Bilingual("filing failed", "报备失败"),
    "expired": Bilingual("filing expired", "报备失效"),
    "not-filed": Bilingual("not filed", "未报备"),
}
STATUS_EMPTY: Final = Bilingual("Nothing to do.", "没有需要处理的记录。")
