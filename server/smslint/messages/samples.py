"""Texts of `smslint samples`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.messages import Bilingual

OPTIONS: Final[Mapping[str, Bilingual]] = {
    "rows": Bilingual("How many rows; fewer if the template has no more.", "行数；模板没有那么多时更少。"),
    "format": Bilingual(
        "csv, jsonl, parquet (with --output), or pytest: a test module for your program.",
        "csv、jsonl、parquet（须加 --output），或 pytest：供您的程序使用的测试模块。",
    ),
    "name": Bilingual("The name of the template, if the file contains several.", "文件中有多个模板时，指定模板名称。"),
    "code": Bilingual("The code of the template, if the file contains several.", "文件中有多个模板时，指定模板 CODE。"),
    "raw_cells": Bilingual(
        "With csv: also rows with cells that a spreadsheet would run as a formula, or not show as they are.",
        "与 csv 同用：也包括电子表格会当作公式执行、或不能原样显示的单元格。",
    ),
    "output": Bilingual("Write the rows to this file.", "将各行写入此文件。"),
}
PARQUET_NEEDS_FILE: Final = Bilingual(
    "Parquet is not printed; name a file with --output.", "Parquet 不能直接显示：请用 --output 指定文件。"
)
NO_EXTRA: Final = Bilingual(
    'Writing Parquet needs the package polars (the extra "tables" of smslint).',
    "写 Parquet 需要 polars 包（smslint 的附加组件 tables）。",
)
