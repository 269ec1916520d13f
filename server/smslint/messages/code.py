"""Texts about source code: what is not read, and what is known of the places that send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

TOO_SLOW: Final = Bilingual("its grammar took more than 2 seconds on it", "语法解析耗时超过 2 秒")
NOT_FOUND_AGAIN: Final = Bilingual("the template is not found in its source again", "在源码中找不到该模板")
NO_GRAMMAR: Final = Bilingual(
    "Not read, because their grammars are missing: {files} that may hold templates or send them. Install the grammars "
    "with pip install 'smslint[code]'.",
    "{files}可能含有模板或发送短信的代码，但缺少语法包，未能读取。请用 pip install 'smslint[code]' 安装。",
)
SKIPPED: Final[Mapping[str, Bilingual]] = {
    "large": Bilingual("{count} larger than 2 MiB", "{count} 个大于 2 MiB"),
    "minified": Bilingual("{count} with a line of more than 20,000 bytes", "{count} 个含有超过 20,000 字节的行"),
}
NOT_READ: Final = Bilingual("Files of source code that were not read: {parts}.", "未读取的源码文件：{parts}。")
