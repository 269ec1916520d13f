"""Errors of the operating system and of Python's TOML parser in both languages; rare ones only in English."""

from __future__ import annotations

import errno
from typing import Final

from smslint.messages import Bilingual

_REASONS: Final = {
    errno.EACCES: Bilingual("permission denied", "没有权限"),
    errno.EPERM: Bilingual("operation not permitted", "操作不被允许"),
    errno.ENOENT: Bilingual("no such file or folder", "文件或文件夹不存在"),
    errno.EISDIR: Bilingual("it is a folder", "这是一个文件夹"),
    errno.ENOTDIR: Bilingual("part of the path is not a folder", "路径中有一部分不是文件夹"),
    errno.ELOOP: Bilingual("its symbolic links form a loop", "其符号链接形成了循环"),
    errno.ENOSPC: Bilingual("no space left on the device", "磁盘空间不足"),
    errno.EROFS: Bilingual("the file system is read-only", "文件系统为只读"),
    errno.ENAMETOOLONG: Bilingual("the file name is too long", "文件名过长"),
}
_TOML: Final = {
    "Cannot declare": Bilingual("a table is declared twice", "同一个表声明了两次"),
    "Cannot overwrite": Bilingual("a key appears twice", "同一个键出现了两次"),
    "Duplicate inline": Bilingual("a key appears twice", "同一个键出现了两次"),
    "Expected '='": Bilingual("expected = after a key", "键后缺少 ="),
    "Expected ']": Bilingual("a table name is not closed by ]", "表名没有以 ] 结束"),
    "Expected newline": Bilingual("unexpected text after a value", "值之后同一行还有其他内容"),
    "Invalid value": Bilingual("invalid value (strings must be quoted)", "值无效（文本须加引号）"),
    "Invalid statement": Bilingual("a line is neither a key-value pair nor a table", "该行既不是键值对，也不是表"),
    "Invalid initial character": Bilingual("missing key", "缺少键"),
    "Unclosed array": Bilingual("a list is not closed by ]", "列表没有以 ] 结束"),
    "Unclosed inline": Bilingual("a table is not closed by }", "表没有以 } 结束"),
    "Unescaped": Bilingual("invalid backslash in double quotes", "双引号中的反斜杠没有意义"),
    "Unterminated string": Bilingual("a string is not closed by a quote", "文本没有结束引号"),
}
TOO_DEEP: Final = Bilingual("nested too deeply", "嵌套过深")


def os_error_text(error: OSError) -> Bilingual:
    """The reason that the operating system gives for an error."""
    original = error.strerror or str(error)
    return _REASONS.get(error.errno or 0) or Bilingual(original, original)


def toml_error_text(detail: str) -> Bilingual:
    """What is wrong in a TOML text; `detail` is the message of Python's parser."""
    known = (text for start, text in _TOML.items() if detail.startswith(start))
    return next(known, Bilingual(detail, detail))
