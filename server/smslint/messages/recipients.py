"""Texts of `smslint rehearse` about numbers, signatures and codes of recipients."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

MISSING: Final = Bilingual("The row has no phone number.", "该行没有手机号码。")
SEVERAL: Final = Bilingual(
    'The cell "{value}" holds several numbers; write one in each row.',
    "单元格“{value}”中有多个号码：每行只写一个。",
)
MASKED: Final = Bilingual(
    'The number "{value}" is masked; nothing can be sent to it.', "号码“{value}”已打码，无法发送。"
)
SCIENTIFIC: Final = Bilingual(
    'A spreadsheet made a number of "{value}" (scientific notation). Format the column as text.',
    "“{value}”已被电子表格变成科学计数法，请将该列设为文本格式。",
)
DECIMAL: Final = Bilingual(
    'The number "{value}" ends in decimals, as programs write numbers from spreadsheets.',
    "号码“{value}”带有小数，是程序把电子表格中的数字读成小数所致。",
)
SEPARATORS: Final = Bilingual(
    'The number "{value}" holds blanks, hyphens or characters that cannot be seen.',
    "号码“{value}”中有空格、连字符、全角或不可见字符。",
)
DOMESTIC: Final = Bilingual(
    'International templates are not sent to numbers of the Chinese mainland ("{value}"); use a mainland template.',
    "国际/港澳台模板不支持发送境内号码（“{value}”）：请使用国内模板。",
)
AMBIGUOUS: Final = Bilingual(
    '"{value}" is a mainland number or one of the United States or Canada: write its country code with +.',
    "“{value}”可能是境内号码，也可能是美国或加拿大号码：请写明带 + 的国际区号。",
)
ABROAD: Final = Bilingual(
    'Templates for the Chinese mainland are not sent to other countries and regions ("{value}"); use an international '
    "template.",
    "国内模板不能发送到其他国家和地区（“{value}”）：请使用国际/港澳台模板。",
)
CHARACTERS: Final = Bilingual(
    'The number "{value}" holds other characters than digits.', "号码“{value}”中有数字以外的字符。"
)
LENGTH: Final = Bilingual(
    'The number "{value}" has {digits} digits; mobile numbers of the mainland have 11, others 7 to 15 with their '
    "country code.",
    "号码“{value}”有 {digits} 位数字：境内手机号为 11 位，其他号码连同国际区号为 7～15 位。",
)
COUNTRY: Final = Bilingual(
    '"{value}" does not begin with the code of a country or region.', "“{value}”开头不是任何国际区号。"
)
PREFIX: Final = Bilingual(
    '"{value}" is no mobile number of the mainland; these begin with 13 to 19.',
    "“{value}”不是境内手机号：境内手机号以 13～19 开头。",
)

TEN_DLC: Final = Bilingual(
    "the United States and Canada need a registered 10DLC number", "发往美国、加拿大须先登记 10DLC 号码"
)
SINGAPORE: Final = Bilingual("Singapore needs a registered sender", "发往新加坡须先登记发送方（SenderID）")
COUNTRIES: Final = Bilingual("Numbers by country code: {countries}", "按国际区号：{countries}")
COUNTRY_ROWS: Final = Bilingual("+{code} × {rows}", "+{code} × {rows}")
REGISTRATION: Final = Bilingual("  +{code}: {need}.", "  +{code}：{need}。")

REPEATED: Final = Bilingual(
    "Repeat a number of an earlier row: {rows} ({numbers}).", "号码与前面的行重复：{rows}（{numbers}）。"
)
FREQUENCY: Final = {
    "verification": Bilingual(
        "The number {value} stands in an earlier row. Sent at once, it gets more than one verification code a minute "
        "(5 an hour and 10 a day for one signature).",
        "号码 {value} 在前面的行中已出现：一次发完会超过同一签名对同一号码 1 条/分钟（5 条/小时、10 条/天）的限制。",
    ),
    "notification": Bilingual(
        "The number {value} stands in more than 50 rows; a number gets 50 messages a day.",
        "号码 {value} 出现超过 50 行：同一号码每天最多 50 条。",
    ),
    "digital": Bilingual(
        "The number {value} stands in an earlier row; a number gets one message a day of one digital template.",
        "号码 {value} 在前面的行中已出现：同一数字短信模板每天对同一号码只发一次。",
    ),
}
NOT_COMPARED: Final = Bilingual("Numbers are compared in the first {rows} only.", "仅在前 {rows}中查找重复号码。")
BAD_TIME: Final = Bilingual(
    '--at takes a time such as 21:30 or 2026-11-08 21:30, not "{given}".',
    "--at 的写法如 21:30 或 2026-11-08 21:30，而不是“{given}”。",
)
AT_NIGHT: Final = Bilingual(
    "Promotional messages cannot be sent from 20:00 to 8:00, so none would be at {time}.",
    "推广短信在 20:00 至次日 8:00 不能发送，{time} 时一条也发不出去。",
)

NO_SIGNATURE: Final = Bilingual("The row has no signature (SignName).", "该行没有签名（SignName）。")
UNKNOWN_CODE: Final = Bilingual(
    'The file has no template with the code "{code}"; its rows were not checked.',
    "文件中没有 CODE 为“{code}”的模板，其各行未检查。",
)
NO_CODE: Final = Bilingual("The row has no template code.", "该行没有模板 CODE。")
BAD_CODE: Final = Bilingual(
    '"{code}" is no template code: these are SMS_ and digits.', "“{code}”不是模板 CODE：应为 SMS_ 加数字。"
)
OTHER_TEMPLATES: Final = Bilingual(
    "Left out: {rows} of other templates ({codes})", "已略去：其他模板的 {rows}（{codes}）"
)
ALL_CODES: Final = Bilingual(
    "The column {column} names several templates ({codes}), but the template has no code: all rows were tried.",
    "{column} 列中有多个模板（{codes}），而该模板没有 CODE：所有行均按该模板检查。",
)
