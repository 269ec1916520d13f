"""Numbers of things, with the thing in the singular or plural."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual, LazyText

_COUNTS: Final[Mapping[str, tuple[Bilingual, Bilingual]]] = {
    "document": (Bilingual("{n} document", "{n} 个文件"), Bilingual("{n} documents", "{n} 个文件")),
    "template": (Bilingual("{n} template", "{n} 个模板"), Bilingual("{n} templates", "{n} 个模板")),
    "error": (Bilingual("{n} error", "{n} 个错误"), Bilingual("{n} errors", "{n} 个错误")),
    "warning": (Bilingual("{n} warning", "{n} 个警告"), Bilingual("{n} warnings", "{n} 个警告")),
    "info": (Bilingual("{n} info", "{n} 条提示"), Bilingual("{n} info", "{n} 条提示")),
    "finding": (Bilingual("{n} finding", "{n} 个问题"), Bilingual("{n} findings", "{n} 个问题")),
    "fixed": (Bilingual("{n} fixed", "已修复 {n} 个"),) * 2,
    "suppressed": (Bilingual("{n} suppressed", "已抑制 {n} 个"),) * 2,
    "loosened": (
        Bilingual("{n} nested settings file loosens the rules", "{n} 个内层设置文件放宽了规则"),
        Bilingual("{n} nested settings files loosen the rules", "{n} 个内层设置文件放宽了规则"),
    ),
    "baselined": (Bilingual("{n} in the baseline", "基线中 {n} 个"),) * 2,
    "site": (Bilingual("{n} send site", "{n} 处发送"), Bilingual("{n} send sites", "{n} 处发送")),
    "file": (Bilingual("{n} file", "{n} 个文件"), Bilingual("{n} files", "{n} 个文件")),
    "characters": (Bilingual("{n} character", "{n} 个字符"), Bilingual("{n} characters", "{n} 个字符")),
    "gsm-7": (Bilingual("{n} GSM-7 unit", "{n} 个 GSM-7 单位"), Bilingual("{n} GSM-7 units", "{n} 个 GSM-7 单位")),
    "ucs-2": (Bilingual("{n} UCS-2 unit", "{n} 个 UCS-2 单位"), Bilingual("{n} UCS-2 units", "{n} 个 UCS-2 单位")),
    "segment": (Bilingual("{n} segment", "{n} 条"), Bilingual("{n} segments", "{n} 条")),
    "row": (Bilingual("{n} row", "{n} 行"), Bilingual("{n} rows", "{n} 行")),
    "number": (Bilingual("{n} number", "{n} 个号码"), Bilingual("{n} numbers", "{n} 个号码")),
    "answer": (Bilingual("{n} answer", "{n} 条结果"), Bilingual("{n} answers", "{n} 条结果")),
    "line": (Bilingual("{n} line", "{n} 行"), Bilingual("{n} lines", "{n} 行")),
    "cell": (Bilingual("{n} cell", "{n} 个单元格"), Bilingual("{n} cells", "{n} 个单元格")),
}


def count(what: str, n: int, grouped: bool = False) -> LazyText:
    """A number of things, in the singular or plural; `grouped` separates its thousands.

    Units of length have the names of their encodings.
    """
    return LazyText(_COUNTS[what][n != 1], {"n": f"{n:,}" if grouped else n})
