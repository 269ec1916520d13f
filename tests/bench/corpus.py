"""Realistic templates, some of them with common mistakes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

NOTICES = [
    "尊敬的{who}，您的订单${order_no}已于${time}发货，预计{days}天内送达，请注意查收。",
    "您预约的{thing}服务已确认，时间为${time}，地点：${address}，请准时到达。",
    "{who}您好，您{month}月的{bill}账单为${money}元，请在月底前缴纳，以免影响使用。",
    "您的包裹已到达{shop}，取件码${code}，请于{hour}点前领取，逾期将退回。",
    "会议通知：{thing}评审会定于{month}月{days}日{hour}点在第一会议室召开，请提前10分钟到场。",
    "您提交的{thing}申请已受理，受理编号${ticket}，我们将在{days}个工作日内答复，感谢您的耐心等待。",
    "车辆${plate}已驶入停车场，停放于B{days}区，离场前请先缴费。",
    "系统告警：{shop}的{thing}于${time}离线，请值班人员及时处理。",
    "您的{bill}余额不足{days}0元，请及时充值；如已充值请忽略本短信。",
    "{who}您好，孩子今日已安全到校，{thing}课程将于{hour}点结束，请按时接送。",
]
CODES = [
    "验证码${code}，您正在登录{shop}，{days}分钟内有效，请勿泄露给他人。",
    "您的验证码为${code}，用于修改密码，{days}分钟内有效，如非本人操作请忽略。",
    "动态码：${code}，您正在办理{thing}业务，{days}分钟内有效。",
]
OFFERS = [
    "尊敬的会员，{shop}{thing}上新，到店即可体验，凭短信领取小样一份，拒收请回复R",
    "亲爱的会员${user_nick}，{shop}为您准备了{days}元代金券，有效期至${time}，拒收请回复R",
]
FAULTS = [
    ("${time}", "${time}${date}"),
    ("${order_no}", "$order_no"),
    ("${code}", "{code}"),
    ("${money}元", "￥${money}"),
    ("，请", "★，请"),
    ("。", "。客服QQ 800012345"),
    ("。", "。详情见 t.cn/${link}"),
    ("，拒收请回复R", "，回T退订"),
    ("验证码", "校验"),
    ("请", "請"),
]
PLACES = [f"{first}{second}" for first in "东南北中新长安和永福" for second in "城山河桥湖湾林苑园泉"]
KINDS = ["驿站", "商城", "书店", "社区", "机房", "货架", "门诊", "学校", "健身房", "营业点", "洗衣店", "停车场"]
WORDS = {
    "who": ["用户", "客户", "业主", "家长", "李女士", "王先生"],
    "thing": ["空调清洗", "体检", "驾照年审", "宽带安装", "游泳", "书法", "门禁", "发票", "网关设备", "安防"],
    "bill": ["电费", "水费", "物业", "燃气", "话费"],
    "shop": [f"{place}{kind}" for place in PLACES for kind in KINDS],
    "days": ["2", "3", "5", "7"],
    "month": ["3", "6", "9", "11"],
    "hour": ["9", "14", "18", "21"],
}
ATTRIBUTES = {
    "order_no": "other_number2",
    "time": "time",
    "date": "time",
    "address": "address",
    "money": "money",
    "code": "pick_up_code",
    "ticket": "other_number2",
    "plate": "license_plate_number",
    "user_nick": "user_nick",
    "link": "link_param",
}


def template(source: random.Random) -> dict[str, object]:
    """One template; about six in ten have only findings of severity info."""
    kind = source.choices(["notification", "verification", "promotional"], [7, 2, 1])[0]
    text = source.choice({"notification": NOTICES, "verification": CODES, "promotional": OFFERS}[kind])
    for word, choices in WORDS.items():
        text = text.replace("{" + word + "}", source.choice(choices))
    if "{shop}" not in text and "【" not in text:
        text = text.replace("，", f"（{source.choice(WORDS['shop'])}{source.randrange(1, 400)}号），", 1)
    if source.random() < 0.4:
        text = text.replace(*source.choice(FAULTS), 1)
    declared = {name: code for name, code in ATTRIBUTES.items() if "${" + name + "}" in text}
    if kind == "verification":
        declared = dict.fromkeys(declared, "numberCaptcha")
    return {"name": f"模板{source.randrange(10**9)}", "type": kind, "content": text, "variables": declared}


def rows(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """The given number of templates, the same for the same seed.

    They are generated one at a time: a child process starts with the memory of its parent, which would be measured.
    """
    source = random.Random(seed)
    return (template(source) for _ in range(count))


def write_jsonl(path: Path, count: int) -> Path:
    """Write one file with one template per line."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows(count):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def write_folder(folder: Path, count: int, suffix: str = ".sms") -> Path:
    """Write a folder of small files, each with one template."""
    for index, row in enumerate(rows(count)):
        place = folder / f"{index // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        declared = "".join(f"\n  {name}: {code}" for name, code in dict(row["variables"]).items())  # type: ignore[call-overload]
        head = f"name: {row['name']}\ntype: {row['type']}\nvariables:{declared or ' {}'}"
        (place / f"{index}{suffix}").write_text(f"---\n{head}\n---\n{row['content']}\n", encoding="utf-8")
    return folder
