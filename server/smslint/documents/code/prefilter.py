"""Which files can hold anything about SMS: decided on their bytes, before anything is decoded or parsed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LARGEST: Final = 2 << 20
"""The most bytes of a file of source code that is read."""
LONGEST_LINE: Final = 20_000
"""The longest line, in bytes; files with longer ones are minified or generated."""
_WORDS: Final = (
    b"emplateParam", b"emplate_param", b"smslint", "模板内容".encode(), "模版内容".encode(),
    "模板内容".encode("gb18030"),    b"EasySms", b"easySms", b"easysms", b"easy-sms",
)  # fmt: skip
_CALLERS: Final = (
    b"endSms", b"endSMS", b"end_sms", b"SmsUtil", b"SMSUtil", b"smsUtil", b"SmsTemplate", b"SmsCode", b"SmsConst",
    b"SmsEnum", b"SmsScene", b"SMS_TEMPLATE", b"SMS_TPL",
)  # fmt: skip
"""What callers of a project's own functions that send mention: their codes may be constants of other files."""
_OBSOLETE: Final = (b"ddSms", b"odifySms", b"uerySms")
_DIGITS: Final = tuple(b"SMS_%d" % digit for digit in range(10))


def may_concern(data: bytes, words: Sequence[bytes] = (), likely: bool = False) -> bool:
    """Whether a file may hold templates or send; `words` are the names of wrappers."""
    if any(word in data for word in _WORDS) or any(word in data for word in words):
        return True
    if (b"ms" in data or b"MS" in data) and any(word in data for word in _CALLERS):
        return True
    if b"SMS_" in data and any(start in data for start in _DIGITS):
        return True
    if any(word in data for word in _OBSOLETE) and any(
        word + kind in data for word in _OBSOLETE for kind in (b"Template", b"Sign")
    ):
        return True
    if b"\0" in data[:64]:
        return "emplateParam".encode("utf-16-le") in data or "SMS_".encode("utf-16-le") in data
    return likely and b"${" in data and not data.isascii()


def is_minified(data: bytes) -> bool:
    """Whether a file has a line that is too long."""
    if len(data) <= LONGEST_LINE:
        return False
    at = 0
    while len(data) - at > LONGEST_LINE:
        found = data.rfind(b"\n", at, at + LONGEST_LINE + 1)
        if found < 0:
            return True
        at = found + 1
    return False
