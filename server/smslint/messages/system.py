"""What the operating system and Python's reader of TOML say in English only: the common reasons in both languages,
others in their own words."""

from __future__ import annotations

import errno
from typing import Final

from smslint.messages import Bilingual

_REASONS: Final = {
    errno.EACCES: Bilingual("there is no permission", "没有权限"),
    errno.EPERM: Bilingual("it is not permitted", "操作不被允许"),
    errno.ENOENT: Bilingual("there is no such file or folder", "文件或文件夹不存在"),
    errno.EISDIR: Bilingual("it is a folder", "这是一个文件夹"),
    errno.ENOTDIR: Bilingual("a part of the path is no folder", "路径中有一部分不是文件夹"),
    errno.ELOOP: Bilingual("its symbolic links lead back to it", "其符号链接形成了循环"),
    errno.ENOSPC: Bilingual("there is no space left on the device", "磁盘空间不足"),
    errno.EROFS: Bilingual("the file system is read-only", "文件系统为只读"),
    errno.ENAMETOOLONG: Bilingual("its name is too long", "文件名过长"),
}
_TOML: Final = {
    "Cannot declare": Bilingual("a table is declared twice", "同一个表声明了两次"),
    "Cannot overwrite": Bilingual("a key is given twice", "同一个键出现了两次"),
    "Duplicate inline": Bilingual("a key is given twice", "同一个键出现了两次"),
    "Expected '='": Bilingual("= is expected after a key", "键后缺少 ="),
    "Expected ']": Bilingual("the name of a table is not closed by ]", "表名没有以 ] 结束"),
    "Expected newline": Bilingual("something follows a value on its line", "值之后同一行还有其他内容"),
    "Invalid value": Bilingual("a value is none (texts stand in quotes)", "值无效（文本须加引号）"),
    "Invalid statement": Bilingual("a line is neither a key with a value nor a table", "该行既不是键值对，也不是表"),
    "Invalid initial character": Bilingual("a key is missing", "缺少键"),
    "Unclosed array": Bilingual("a list is not closed by ]", "列表没有以 ] 结束"),
    "Unclosed inline": Bilingual("a table is not closed by }", "表没有以 } 结束"),
    "Unescaped": Bilingual("a backslash in double quotes means nothing", "双引号中的反斜杠没有意义"),
    "Unterminated string": Bilingual("a text is not closed by its quote", "文本没有结束引号"),
}
TOO_DEEP: Final = Bilingual("it is nested too deep", "嵌套过深")


def refusal(error: OSError) -> Bilingual:
    """Why the system does not do something."""
    said = error.strerror or str(error)
    return _REASONS.get(error.errno or 0) or Bilingual(said, said)


def toml_fault(detail: str) -> Bilingual:
    """What is wrong with a text in TOML, of which Python says `detail`."""
    known = (text for start, text in _TOML.items() if detail.startswith(start))
    return next(known, Bilingual(detail, detail))
