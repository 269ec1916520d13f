"""The complete output of every format in both languages, stored in tests/data/report/.

`make snapshots` writes the files; review their diff like any other change.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "report"
sys.path.insert(0, str(Path(__file__).parents[1]))

from report.samples import SUMMARY, findings, reviews  # noqa: E402
from smslint.messages import LANGUAGES, Language  # noqa: E402
from smslint.report import OUTPUT_FORMATS, ReportOptions, reporter  # noqa: E402


def render(format: str, language: Language) -> str:
    """The sample run in a format."""
    out = io.StringIO()
    report = reporter(format, out, ReportOptions(language=language, version="1.2.3", width=80, statistics=True))
    report.begin()
    for diagnostic in findings():
        report.finding(diagnostic)
    for review in reviews():
        report.review(review)
    report.end(SUMMARY, exit_code=1)
    return out.getvalue()


def path(format: str, language: Language) -> Path:
    """The path of a format's snapshot."""
    return DATA / f"{format}.{language}.txt"


if __name__ == "__main__":
    for format in OUTPUT_FORMATS:
        for language in LANGUAGES:
            path(format, language).write_text(render(format, language), encoding="utf-8", newline="")
