"""Errors of the operating system and of Python's TOML parser in both languages; rare ones only in English."""

from __future__ import annotations

import errno
from typing import Final

from smslint.messages import Bilingual

TOO_LARGE: Final = Bilingual(
    "the file has {size} bytes; at most {limit} are read", "文件有 {size} 字节，最多只读取 {limit} 字节"
)
NUL: Final = Bilingual("its path contains a NUL character", "路径中含有 NUL 字符")
IS_FOLDER: Final = Bilingual("it is a folder", "这是一个文件夹")
IS_PIPE: Final = Bilingual("it is a pipe, and only files are read", "这是管道，只能读取文件")
IS_SOCKET: Final = Bilingual("it is a socket, and only files are read", "这是套接字，只能读取文件")
IS_DEVICE: Final = Bilingual("it is a device, and only files are read", "这是设备，只能读取文件")
_REASONS: Final = {
    getattr(errno, name): Bilingual(en, zh)
    for name, en, zh in (
        ("EACCES", "permission denied", "没有权限"),
        ("EPERM", "operation not permitted", "操作不被允许"),
        ("ENOENT", "no such file or folder", "文件或文件夹不存在"),
        ("EEXIST", "it exists already", "已经存在"),
        ("EISDIR", "it is a folder", "这是一个文件夹"),
        ("ENOTDIR", "part of the path is not a folder", "路径中有一部分不是文件夹"),
        ("ELOOP", "its symbolic links form a loop", "其符号链接形成了循环"),
        ("ENOSPC", "no space left on the device", "磁盘空间不足"),
        ("EDQUOT", "the disk quota is used up", "磁盘配额已用完"),
        ("EFBIG", "the file is too large", "文件过大"),
        ("EROFS", "the file system is read-only", "文件系统为只读"),
        ("ENAMETOOLONG", "the file name is too long", "文件名过长"),
        ("EINVAL", "it is not a regular file, or the system does not support this", "不是普通文件，或系统不支持该操作"),
        ("EBADF", "the stream is closed", "该流已关闭"),
        ("EPIPE", "nobody reads it any more", "读取的一端已关闭"),
        ("EIO", "the device failed", "设备读写出错"),
        ("ENXIO", "there is no such device", "设备不存在"),
        ("ENODEV", "there is no such device", "设备不存在"),
        ("EBUSY", "it is in use", "正被占用"),
        ("ETXTBSY", "it is in use", "正被占用"),
        ("EAGAIN", "it is not available at the moment", "暂时不可用"),
        ("EMFILE", "too many files are open", "打开的文件过多"),
        ("ENFILE", "too many files are open", "打开的文件过多"),
        ("ENOMEM", "not enough memory", "内存不足"),
        ("EXDEV", "it is on another file system", "位于另一个文件系统"),
        ("ENOTEMPTY", "the folder is not empty", "文件夹不为空"),
        ("ESTALE", "the file was changed meanwhile", "文件已被改动"),
        ("ETIMEDOUT", "the device or the network did not answer in time", "设备或网络未及时响应"),
        ("EADDRINUSE", "the address is already in use", "地址已被占用"),
        ("EADDRNOTAVAIL", "this machine does not have the address", "本机没有这个地址"),
        ("ECONNREFUSED", "the connection was refused", "连接被拒绝"),
        ("ECONNRESET", "the connection was reset", "连接被重置"),
    )
    if hasattr(errno, name)
}
_AT: Final = Bilingual("{fault} (line {line}, column {column})", "{fault}（第 {line} 行第 {column} 列）")
_TOML: Final = {
    "'utf-8' codec": Bilingual("it is not UTF-8", "不是 UTF-8 编码"),
    "Expected \"'": Bilingual("a string is not closed by a quote", "文本没有结束引号"),
    "Exceeds the limit": Bilingual("a number has too many digits", "数字的位数过多"),
    "Cannot mutate": Bilingual("an inline table or list cannot be added to", "内联表或列表不能再追加内容"),
    "Cannot redefine": Bilingual("a table is declared twice", "同一个表声明了两次"),
    "Found invalid": Bilingual("a comment or text contains a control character", "注释或文本中含有控制字符"),
    "Illegal character": Bilingual("a text contains a control character", "文本中含有控制字符"),
    "Invalid hex": Bilingual("invalid number after \\u or \\x in double quotes", "双引号中 \\u 或 \\x 后的数字无效"),
    "Escaped character": Bilingual("\\u in double quotes gives no character", "双引号中的 \\u 不代表任何字符"),
    "Invalid date": Bilingual("no such date or time", "没有这样的日期或时间"),
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


def os_error_text(error: OSError | ValueError) -> Bilingual:
    """Why a file cannot be read or written: what the error itself says in both languages, else what the system says.

    A ValueError is a path with a NUL.
    """
    text = getattr(error, "text", None)
    if isinstance(text, Bilingual):
        return text
    if isinstance(error, ValueError):
        return NUL
    original = error.strerror or str(error)
    known = _REASONS.get(error.errno or 0)
    return known or Bilingual(original, f"系统错误 {error.errno}" if error.errno else original)


def toml_error_text(error: ValueError | str) -> Bilingual:
    """What is wrong in a TOML text, and where if the message of Python's parser says so."""
    detail, _, place = str(error).partition(" (at ")
    fault = next((text for start, text in _TOML.items() if detail.startswith(start)), Bilingual(detail, detail))
    numbers = [part for part in place.replace(",", " ").rstrip(")").split() if part.isdecimal()]
    return _AT.fill(fault=fault, line=numbers[0], column=numbers[1]) if len(numbers) == 2 else fault
