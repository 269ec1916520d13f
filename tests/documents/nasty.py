"""Texts that break naive readers, and all ways to write a content in a document, for property tests."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import NamedTuple

import yaml
from hypothesis import strategies as st

PIECES = (
    *"您的验证码为：${code}，5分钟内有效。",
    *"abcXYZ019 _-",
    *"\"'`\\#:;,|>%&*@!?[]{}()<>=~^/",
    *"\t\n\r\x0b\x0c\x1c\x1f\x7f\x85\xa0\xad\u200b\u2028\u2029\u3000\ufeff\ufffe",
    *"é😀👩‍👩‍👧𠮷\U000f0000\U0010ffff",
    "e\u0301",
    "\r\n",
    "\n\n",
    " #",
    ": ",
    "- ",
    "---",
    "---\n",
    "${code}",
    "  ",
    '""',
    "''",
    "\\n",
    "\\u0041",
)
texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
hidden = set("\x0b\x0c\x1c\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\U000f0000\U0010ffff\r")


class Style(NamedTuple):
    """A way to write a content: its writer, the texts that it can represent, and the decoder of a slice."""

    name: str
    write: Callable[[str], str]
    holds: Callable[[str], bool]
    decode: Callable[[str], str]


def _json(indent: int | None, ascii_only: bool) -> Callable[[str], str]:
    return lambda text: json.dumps({"name": "甲", "content": text}, ensure_ascii=ascii_only, indent=indent)


def _lines(text: str) -> str:
    return json.dumps({"content": "前"}) + "\r\n" + json.dumps({"content": text}, ensure_ascii=False) + "\n"


def _in_list(text: str) -> str:
    pages = {"templates": [{"content": "前"}, {"name": "甲", "content": text}]}
    return json.dumps(pages, ensure_ascii=False, indent=2)


def _table(delimiter: str, quoting: int, ending: str) -> Callable[[str], str]:
    def write(text: str) -> str:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=ending)  # type: ignore[arg-type]
        writer.writerows([["name", "content", "signature"], ["前", "前", "前"], ["甲", text, "示例"]])
        return out.getvalue()

    return write


def _yaml(style: str, listed: bool) -> Callable[[str], str]:
    def write(text: str) -> str:
        value = yaml.dump(text, default_style=style, allow_unicode=True, width=10**6).rstrip("\n")
        value = value.removesuffix("\n...")
        lines = value.split("\n")
        if not listed:
            return "name: 甲\ncontent: " + "\n".join([lines[0], *("  " + x if x else x for x in lines[1:])]) + "\n"
        head = "templates:\n  - name: 前\n    content: 前\n  - name: 甲\n    content: "
        return head + "\n".join([lines[0], *("      " + x if x else x for x in lines[1:])]) + "\n"

    return write


def _double(text: str) -> str:
    return f"templates:\r\n- content: 前\r\n- content: {_yaml_string(text)}\r\n"


def _yaml_string(text: str) -> str:
    return '"' + "".join(f"\\U{ord(each):08x}" if each in hidden or each in '"\\\n' else each for each in text) + '"'


def _yaml_slice(text: str) -> str:
    return str(yaml.safe_load(f'"{text}"'))


def _json_slice(text: str) -> str:
    return str(json.loads(f'"{text}"'))


def _cell_slice(text: str) -> str:
    return text.replace('""', '"')


def _breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _anything(text: str) -> bool:
    return True


def _dumpable(text: str) -> bool:
    """The texts that PyYAML's writer can represent."""
    return not hidden & set(text) and yaml.safe_load(yaml.dump(text, allow_unicode=True)) == text


def _block(text: str) -> bool:
    """The texts that PyYAML's writer puts into a block scalar when told to."""
    dumped = yaml.dump(text, default_style="|", allow_unicode=True)
    return _dumpable(text) and "\n " not in text and dumped[0] == "|" and dumped[1] in "-+\n"


def _single(text: str) -> bool:
    return _dumpable(text) and yaml.dump(text, default_style="'", allow_unicode=True)[0] == "'"


def _content(text: str) -> bool:
    return "\r" not in text


def _bare(text: str) -> bool:
    return _content(text) and not text.lstrip().startswith(("---", "\ufeff"))


STYLES = (
    Style("a.json", _json(None, True), _anything, _json_slice),
    Style("a.json", _json(2, False), _anything, _json_slice),
    Style("list.json", _in_list, _anything, _json_slice),
    Style("a.jsonl", _lines, _anything, _json_slice),
    Style("a.csv", _table(",", csv.QUOTE_ALL, "\r\n"), _anything, _cell_slice),
    Style("a.csv", _table(";", csv.QUOTE_MINIMAL, "\r\n"), _anything, _cell_slice),
    Style("a.tsv", _table("\t", csv.QUOTE_ALL, "\r"), _anything, _cell_slice),
    Style("double.yaml", _double, _anything, _yaml_slice),
    Style("double.yaml", _yaml('"', False), _dumpable, _yaml_slice),
    Style("single.yaml", _yaml("'", True), _single, lambda text: text.replace("''", "'")),
    Style("literal.yaml", _yaml("|", True), _block, str),
    Style("folded.yaml", _yaml(">", True), _block, str),
    Style("front.sms", lambda text: f"---\nname: 甲\ntype: notification\n---\n{text}\n", _content, _breaks),
    Style(
        "crlf.sms", lambda text: f"---\r\nname: 甲\r\n---\r\n{text}", lambda t: not t.endswith(("\n", "\r")), _breaks
    ),
    Style("bare.sms", lambda text: text + "\n", _bare, _breaks),
)
