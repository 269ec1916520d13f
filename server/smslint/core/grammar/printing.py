"""Prints trees for engines, each in its own dialect, anchored to all of a value.

The dialects differ silently: `$` ignores a final line break in `re`, `\\Z` is not an anchor in Rust, and `&&` and `~~`
are operators in Rust's sets. So every set is printed as ranges of escaped code points, and nothing else is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from smslint.core.grammar.charset import LAST, CharSet
from smslint.core.grammar.tree import Chars, Choice, Marked, Repeat, Sequence, Tree

_PLAIN: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def re_text(tree: Tree) -> str:
    """The pattern for Python's `re`, to be used with `fullmatch`; its one group is the marked part."""
    return _print(tree, lambda chars: _set(chars, _re_escape, "[\\x00-\\U0010ffff]"), "(")


def rust_text(tree: Tree) -> str:
    """The anchored pattern for Rust's `regex`, the dialect of Polars."""
    return f"\\A(?:{rust_part(tree)})\\z"


def rust_part(tree: Tree) -> str:
    """The pattern for Rust's `regex`, not anchored."""
    return _print(tree, lambda chars: _set(chars, "\\x{{{:x}}}".format, "(?s:.)"))


def _print(tree: Tree, show: Callable[[CharSet], str], mark: str = "(?:") -> str:
    match tree:
        case Chars():
            return show(tree.set)
        case Sequence():
            parts = ((_print(item, show, mark), isinstance(item, Choice)) for item in tree.items)
            return "".join(f"(?:{part})" if choice else part for part, choice in parts)
        case Choice():
            return "|".join(_print(item, show, mark) for item in tree.items)
        case Repeat():
            item = _print(tree.item, show, mark)
            return (item if isinstance(tree.item, Chars) else f"(?:{item})") + _count(tree.low, tree.high)
        case Marked():
            return f"{mark}{_print(tree.item, show, mark)})"


def _count(low: int, high: int | None) -> str:
    match low, high:
        case 0, 1:
            return "?"
        case 0, None:
            return "*"
        case 1, None:
            return "+"
    if high is None:
        return f"{{{low},}}"
    return f"{{{low}}}" if low == high else f"{{{low},{high}}}"


def _set(chars: CharSet, escape: Callable[[int], str], anything: str) -> str:
    if chars.ranges == ((0, LAST),):
        return anything

    def show(point: int) -> str:
        character = chr(point)
        plain = character in _PLAIN or 0x3400 <= point < 0xA000 or 0x20000 <= point < 0x33480
        return character if plain else escape(point)

    if len(chars) == 1:
        return show(chars.ranges[0][0])
    parts = [
        show(low) if low == high else show(low) + ("" if high == low + 1 else "-") + show(high)
        for low, high in chars.ranges
    ]
    return f"[{''.join(parts)}]"


def _re_escape(point: int) -> str:
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\U{point:08x}"
