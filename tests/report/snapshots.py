"""The complete output of every format in both languages, stored in tests/data/report/.

`make snapshots` writes the files; review their diff like any other change.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from openpyxl import load_workbook

DATA = Path(__file__).parents[1] / "data" / "report"
sys.path.insert(0, str(Path(__file__).parents[1]))

from report.samples import SUMMARY, findings, outlines, reviews  # noqa: E402
from smslint.messages import LANGUAGES, Language  # noqa: E402
from smslint.report import OUTPUT_FORMATS, ReportOptions, reporter  # noqa: E402

TEXT_FORMATS = [name for name, format in OUTPUT_FORMATS.items() if not format.binary]


def cells(data: bytes) -> str:
    """The sheets of a workbook, a line a row."""
    lines: list[str] = []
    for sheet in load_workbook(io.BytesIO(data)):
        lines.append(f"# {sheet.title} {sheet.dimensions} {sheet.freeze_panes} {sheet.auto_filter.ref}")
        lines += [json.dumps(row, ensure_ascii=False) for row in sheet.iter_rows(values_only=True)]
    return "\n".join(lines) + "\n"


def render(format: str, language: Language) -> str:
    """The sample run in a format: of a workbook the cells, of a page the data."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    report = reporter(format, out, ReportOptions(language=language, version="1.2.3", width=80, statistics=True))
    report.begin()
    for outline in outlines():
        report.template(outline)
    for diagnostic in findings():
        report.finding(diagnostic)
    for review in reviews():
        report.review(review)
    report.end(SUMMARY, exit_code=1)
    out.flush()
    data = out.buffer.getvalue()  # type: ignore[attr-defined]
    if OUTPUT_FORMATS[format].binary:
        return cells(data)
    text = data.decode("utf-8")
    return text.partition('id="data">')[2].partition("</script>")[0] if format == "html" else text


def path(format: str, language: Language) -> Path:
    """The path of a format's snapshot."""
    return DATA / f"{format}.{language}.txt"


if __name__ == "__main__":
    for format in OUTPUT_FORMATS:
        for language in LANGUAGES:
            path(format, language).write_text(render(format, language), encoding="utf-8", newline="")
