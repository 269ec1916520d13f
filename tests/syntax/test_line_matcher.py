"""Lines in common: what is found is common, nothing shared between unique lines is missed, and the work is linear."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from counted import CountedCalls
from smslint.syntax.line_matcher import LineMatcher

LINES = st.lists(st.sampled_from(["a\n", "b\n", "\n", "# c\n", "- name: 甲\n"]), max_size=400)


def applied(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The second text, made of the first one by what the matcher says."""
    made: list[str] = []
    for tag, first, last, start, end in LineMatcher(before, after).get_opcodes():
        made += before[first:last] if tag == "equal" else after[start:end]
    return made


@given(LINES, LINES)
def test_the_blocks_hold_lines_in_common(before: list[str], after: list[str]) -> None:
    assert applied(before, after) == after


def test_a_change_in_each_of_many_parts_is_found_alone() -> None:
    before = [line for n in range(2000) for line in (f"- name: {n}\n", "  # 注释\n", "  content: 您好\n")]
    after = [line for line in before for _ in range(1) if line != "  # 注释\n"]
    changed = [each for each in LineMatcher(before, after).get_opcodes() if each[0] != "equal"]
    assert len(changed) == 2000
    assert {last - first for _, first, last, _, _ in changed} == {1}


def test_moved_lines_do_not_hide_the_others() -> None:
    lines = [f"{n}\n" for n in range(1000)]
    after = [lines[-1], *lines[:500], "new\n", *lines[500:-1]]
    equal = sum(last - first for tag, first, last, _, _ in LineMatcher(lines, after).get_opcodes() if tag == "equal")
    assert equal == 999


def test_the_work_grows_with_the_lines_alone() -> None:
    def steps(count: int) -> int:
        before = [line for n in range(count) for line in (f"{n}\n", "same\n", "same\n")]
        after = [line for n in range(count) for line in (f"{n}\n", "same\n")]
        with CountedCalls() as work:
            LineMatcher(before, after).get_opcodes()
        return work.calls

    assert steps(2000) < 2.3 * steps(1000)
