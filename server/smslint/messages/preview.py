"""What previews say of digital messages."""

from __future__ import annotations

from typing import Final

from smslint.messages import Bilingual

OPTIONS: Final = {
    "format": Bilingual(
        "text, json, or html: one page for a browser, with pictures and videos in it.",
        "text、json，或 html：含图片与视频、可用浏览器打开的单个网页。",
    ),
    "output": Bilingual("The file to write the page to (--format html).", "网页写入的文件（--format html）。"),
}
NO_OUTPUT: Final = Bilingual("--output needs --format html.", "--output 须与 --format html 同用。")
FRAME: Final = Bilingual("frame {number}", "第 {number} 帧")
FILE: Final = Bilingual("{path}: {name}, {size} bytes{pixels}{seconds}", "{path}：{name}，{size} 字节{pixels}{seconds}")
PIXELS: Final = Bilingual(", {width} × {height}", "，{width} × {height}")
SECONDS: Final = Bilingual(", {seconds} s", "，{seconds} 秒")
NOT_READ: Final = Bilingual("{path}: {problem}", "{path}：{problem}")
UNSEEN: Final = Bilingual("not looked at", "未读取")
SUM: Final = Bilingual("all together {size} of {limit} bytes", "合计 {size} 字节，上限 {limit} 字节")
TITLE: Final = Bilingual("Preview of templates", "模板预览")
UNNAMED: Final = Bilingual("Template {number}", "模板 {number}")
BYTES: Final = Bilingual("{size} bytes", "{size} 字节")
VALUES: Final = Bilingual("Values", "变量值")
NOT_SENT: Final = Bilingual(
    "Made by smslint from files on this machine; phones may show it otherwise.",
    "由 smslint 根据本机文件生成；手机上的显示可能有所不同。",
)
