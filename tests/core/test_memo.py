"""Results are worked out once, and never kept without end."""

from __future__ import annotations

from smslint.core import memo


def test_a_result_is_worked_out_once() -> None:
    asked: list[str] = []
    lengths = memo.Memo(lambda word: asked.append(word) or len(word))
    assert [lengths["code"], lengths["time"], lengths["code"]] == [4, 4, 4]
    assert asked == ["code", "time"]


def test_a_full_memo_starts_over() -> None:
    squares = memo.Memo(lambda number: number * number)
    for number in range(3 * memo._MOST):
        assert squares[number] == number * number
        assert len(squares) <= memo._MOST
