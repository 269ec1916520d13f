"""Texts of `smslint diff`, and of what an account says about a template in an editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

VERDICTS: Final[Mapping[str, Bilingual]] = {
    "unknown-code": Bilingual(
        "not in this account (list of {seen}); codes do not move between accounts",
        "账号中没有该模板（列表时间 {seen}）；模板 CODE 不能跨账号使用",
    ),
    "not-comparable": Bilingual("not known; this call would tell: {call}", "情况不明；可用此调用查询：{call}"),
    "adopt": Bilingual(
        "already in the account as {twins}; write the code here", "账号下已有：{twins}；请在此填写 CODE"
    ),
    "new": Bilingual("new: an application (CreateSmsTemplate)", "新模板：须申请（CreateSmsTemplate）"),
    "in-review": Bilingual(
        "in review: it cannot be changed until it is decided; to change it, withdraw it in the console first",
        "审核中：审核结束之前不能修改；如需修改，请先在控制台撤回",
    ),
    "update": Bilingual(
        "rejected, and changed: resubmit with the same code (UpdateSmsTemplate)",
        "审核未通过且已修改：可用同一 CODE 重新提交（UpdateSmsTemplate）",
    ),
    "rejected-unchanged": Bilingual(
        "rejected, and not changed: it would be rejected again", "审核未通过且未修改：再次提交仍会被拒"
    ),
    "new-template": Bilingual(
        "approved, and changed: this needs a new template with a new code; the old code cannot be reused, and cloning "
        "gives a new code, too",
        "已通过审核而此处有改动：须申请新模板并使用新的 CODE；原 CODE 不能复用，克隆也会生成新的 CODE",
    ),
    "signature-only": Bilingual(
        "approved; another signature needs no resubmission", "已通过审核；更换关联签名无须重新申请"
    ),
    "details-only": Bilingual(
        "approved; no documented call changes these parts, and sending is not affected",
        "已通过审核；没有文档记载的接口可修改这些部分，不影响发送",
    ),
    "cancelled": Bilingual(
        "canceled: apply anew; whether the code can be used again is not documented",
        "审核已取消：须重新申请；原 CODE 能否再用，文档未说明",
    ),
    "attributes-unknown": Bilingual(
        "same as far as known; the attributes of variables need this call: {call}",
        "就已知情况相同；变量属性须用此调用查询：{call}",
    ),
    "same": Bilingual("same", "一致"),
    "gone": Bilingual(
        "approved, but in no file; `smslint import` writes it",
        "已通过审核，但不在任何文件中；可用 `smslint import` 写出",
    ),
}
PARTS: Final[Mapping[str, Bilingual]] = {
    "content": Bilingual("content", "内容"),
    "variable-renamed": Bilingual("name of a variable", "变量名"),
    "variable-added": Bilingual("new variable", "新增变量"),
    "variable-removed": Bilingual("removed variable", "删去变量"),
    "attribute": Bilingual("attribute of {name}", "{name} 的属性"),
    "type": Bilingual("type", "类型"),
    "signature": Bilingual("signature", "签名"),
    "name": Bilingual("name", "名称"),
    "description": Bilingual("description", "申请说明"),
    "scene": Bilingual("scene", "应用场景"),
    "redirection": Bilingual("redirection", "引流信息"),
}
CONSEQUENCES: Final[Mapping[str, Bilingual]] = {
    "length": Bilingual(
        "the longest message: {before_length} → {after_length} characters, {before_segments} → {after_segments} "
        "segments{price}",
        "最长短信：{before_length} → {after_length} 字，{before_segments} → {after_segments} 条{price}",
    ),
    "filing": Bilingual(
        "{link} is new: the filing with the carriers starts again", "{link} 是新链接：运营商报备须重新触发"
    ),
    "redirection": Bilingual(
        "the number {number} is new: redirection information must be given anew",
        "号码 {number} 是新的：须重新填写引流信息",
    ),
    "attribute": Bilingual(
        "an attribute cannot be changed after it is chosen; values that do not comply fail with "
        "isv.TEMPLATE_PARAMS_ILLEGAL",
        "属性选定后不能修改；不符合属性的值会返回 isv.TEMPLATE_PARAMS_ILLEGAL",
    ),
    "reason": Bilingual("the reason was: {reason}", "未通过原因：{reason}"),
    "reason-touched": Bilingual(
        "the reason was: {reason}; the edit touches the place that it names", "未通过原因：{reason}；改动涉及其所指之处"
    ),
    "reason-untouched": Bilingual(
        "the reason was: {reason}; the edit does not touch the place that it names",
        "未通过原因：{reason}；改动未涉及其所指之处",
    ),
    "older": Bilingual(
        "this file says {mine}; the lock, of {seen}, says {its}", "此文件为{mine}；{seen} 的锁文件为{its}"
    ),
    "legacy": Bilingual(
        "{names}: an older name of the same attribute, which is no difference", "{names}：同一属性的旧名称，不算差异"
    ),
    "unstated": Bilingual("not stated here, so not compared: {parts}", "此处未写，未作比较：{parts}"),
}
PRICE: Final = Bilingual(", {before} → {after} each", "，单价 {before} → {after}")
LIMITS: Final = Bilingual(
    "Length limits of variables are in no answer of the API and were not compared.",
    "API 不返回变量的长度限制，未作比较。",
)
SEND_UNKNOWN_CODE: Final = Bilingual("{code} is not in this account", "账号下没有 {code}")
SEND_NOT_APPROVED: Final = Bilingual("{name} is {status}{reason}", "{name} 当前状态为{status}{reason}")
SEND_UNKNOWN_SIGNATURE: Final = Bilingual('the signature "{name}" is not in this account', "账号下没有签名“{name}”")
SEND_SCENE: Final = Bilingual('"{name}" is for verification codes only', "“{name}”是验证码签名")
SEND_TEST_PAIR: Final = Bilingual(
    '"{name}": test signatures and test templates work only together', "“{name}”：测试签名与测试模板必须结合使用"
)
SEND_UNAVAILABLE: Final = Bilingual('"{name}" is available with no carrier', "“{name}”在所有运营商均不可用")
APPLY_ANEW: Final = Bilingual("Remove the code {code}, to apply anew", "去掉 CODE {code}，重新申请")
REASON: Final = Bilingual(" ({reason})", "（{reason}）")
NEAREST: Final = Bilingual('; the nearest is "{nearest}"', "，最接近的是“{nearest}”")
BY_CASE: Final = Bilingual("case", "大小写")
BY_WIDTH: Final = Bilingual("the width of characters", "全半角")
BY_BLANKS: Final = Bilingual("blanks", "空格")
MEDIA: Final[Mapping[str, Bilingual]] = {
    "text": Bilingual("text message", "文本短信"),
    "digital": Bilingual("digital message", "数字短信"),
}
CARRIERS: Final[Mapping[str, Bilingual]] = {
    "mobile": Bilingual("China Mobile", "中国移动"),
    "unicom": Bilingual("China Unicom", "中国联通"),
    "telecom": Bilingual("China Telecom", "中国电信"),
}
REGIONS: Final[Mapping[str, Bilingual]] = {
    "US": Bilingual("the United States", "美国"),
    "CA": Bilingual("Canada", "加拿大"),
    "SG": Bilingual("Singapore", "新加坡"),
}
QUALIFICATION_STATES: Final[Mapping[str, Bilingual]] = {
    "in-review": Bilingual("in review", "审核中"),
    "failed": Bilingual("rejected", "审核未通过"),
    "passed": Bilingual("passed", "审核通过"),
    "incomplete": Bilingual("incomplete", "资料待补充"),
    "cancelled": Bilingual("withdrawn", "已撤回"),
}
UNCHANGED: Final = Bilingual("unchanged", "未改动")
CHANGED: Final = Bilingual("changed", "有改动")
VERDICT_NAMES: Final[Mapping[str, Bilingual]] = {
    "new-template": Bilingual("changed: needs a new template", "有改动：须申请新模板"),
    "signature-only": Bilingual("another signature", "签名不同"),
    "details-only": Bilingual("other details", "说明类信息不同"),
    "update": Bilingual("changed: can be resubmitted", "有改动：可重新提交"),
}
TWIN: Final = Bilingual("{code} ({status})", "{code}（{status}）")
SEEN: Final = Bilingual("seen {seen}", "查询时间 {seen}")
LINE: Final = Bilingual("{path}: {template}: {verdict}: {text}", "{path}：{template}：{verdict}：{text}")
CHANGE: Final = Bilingual("{part}: {before} → {after}", "{part}：{before} → {after}")
NOTHING: Final = Bilingual("nothing", "无")
SUMMARY: Final = Bilingual(
    "{templates}: {counts}. The lock is of {seen}.", "{templates}：{counts}。锁文件时间 {seen}。"
)
MARKDOWN_HEAD: Final = Bilingual("| template | verdict | changes |", "| 模板 | 结论 | 改动 |")
MARKDOWN_TITLE: Final = Bilingual("### Templates and the account (lock of {seen})", "### 模板与账号（锁文件 {seen}）")
MARKDOWN_MORE: Final = Bilingual("{count} more are not shown.", "另有 {count} 个未显示。")
OPTIONS: Final = {
    "lock": Bilingual(
        "The lock to compare with (default: the one of the settings).", "用于比较的锁文件（默认按设置）。"
    ),
    "format": Bilingual("full, json, or markdown for a pull request.", "full、json，或用于合并请求的 markdown。"),
    "fail_on": Bilingual(
        "What makes the command fail: update, new-template or never (default: what would not go as planned).",
        "何种结论使命令失败：update、new-template 或 never（默认为无法照此进行的结论）。",
    ),
    "remote": Bilingual("Also list approved templates that are in no file.", "同时列出不在任何文件中的已通过模板。"),
}
