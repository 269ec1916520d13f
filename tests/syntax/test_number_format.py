"""Numbers of workbooks as their cells show them."""

from __future__ import annotations

import pytest

from smslint.syntax.number_format import shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1.1041666666666667, "[h]:mm", "26:30"),
        (1.1041666666666667, "[h]:mm:ss", "26:30:00"),
        (0.0001, "mm:ss.0", "00:08.6"),
        (46157, "yyyy/m/d", "2026/5/15"),
        (46157.75, 'yyyy"年"m"月"d"日" h:mm;@', "2026年5月15日 18:00"),
        (46157, "[$-804]yyyy\\-mm\\-dd;@", "2026-05-15"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (0.75, "上午/下午h:mm", "下午6:00"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (7, "000", "007"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2.675, "0.00", "2.68"),
        (-12.5, '"¥"#,##0.00;[Red]-"¥"#,##0.00', "-¥12.50"),
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (0, '0.00;-0.00;"无"', "无"),
        (-3, "0", "-3"),
        (1500, "#,##0,", "2"),
        (12.3, "0.##", "12.3"),
        (13800138000, "000-0000-0000", "138-0013-8000"),
        (12.3, "General", None),
        (3.5, "@", None),
        (46157, "dddd", None),
        (1234, "0.00E+00", None),
        (-1, "yyyy", None),
    ],
)
def test_a_number_is_shown_by_its_format(value: float, code: str, text: str | None) -> None:
    assert shown(value, code) == text


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    assert shown(44695, "yyyy-m-d", from_1904=True) == "2026-5-15"
