"""Writes values in YAML: plain if every reader of YAML reads the same text, else in double quotes."""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.syntax.tree import Plain

_ESCAPED: Final = lazy_pattern(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN: Final = lazy_pattern(r"[A-Za-z\u3400-\u9fff][A-Za-z0-9_/()（），。、；：！？“”\u3400-\u9fff.-]*\Z")
_WORDS: Final = frozenset(["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "none"])


def double_quoted(value: str) -> str:
    """A text in double quotes. Characters that YAML or editors hide are escaped."""
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    point = ord(found[0])
    return _SHORT.get(found[0]) or (f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}")


def scalar(value: str | int | float | bool | None) -> str:
    """A scalar's token."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.match(value) and value.lower() not in _WORDS:
        return value
    return double_quoted(value)


def flow(value: Plain) -> str:
    """Any value on one line."""
    if isinstance(value, dict):
        pairs = ", ".join(f"{_flow_key(key)}: {flow(each)}" for key, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return _flow_key(value) if isinstance(value, str) else scalar(value)


def _flow_key(value: str) -> str:
    """A text inside brackets or braces, where a comma or a bracket would end it."""
    return scalar(value) if re.fullmatch(r"[A-Za-z0-9_\u3400-\u9fff-]+", value) else double_quoted(value)


def block(key: str, value: Plain, indent: str, line_break: str) -> str:
    """A pair, after an indentation that is already written. Each key of a mapping gets its own line."""
    written = scalar(key)
    if isinstance(value, dict) and value:
        lines = [f"{scalar(name)}: {_inline(each)}" for name, each in value.items()]
    elif isinstance(value, list) and value:
        lines = [f"- {_inline(each)}" for each in value]
    else:
        return f"{written}: {_inline(value)}"
    return line_break.join((f"{written}:", *(f"{indent}  {line}" for line in lines)))


def _inline(value: Plain) -> str:
    return flow(value) if isinstance(value, (dict, list)) else scalar(value)
