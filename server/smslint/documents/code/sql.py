"""SQL: inserts and updates whose row has a template code and a text, in the quoting of MySQL, PostgreSQL and Oracle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.layout import LayoutPart
from smslint.documents.code.literals import BARE, CODE_LITERAL, decode
from smslint.documents.code.records import CONTENT, HAN, PLACEHOLDER, console_records
from smslint.documents.code.templates import FoundTemplate, comment_blocks, is_content

_TOKEN: Final = lazy_pattern(
    r"(?P<comment>--[^\r\n]*|#[^\r\n]*|/\*(?:[^*]|\*(?!/))*+\*?/?)"
    r"|(?P<text>[NnEe]?'(?:[^'\\]|''|\\.)*+')"
    r"|(?P<name>`[^`\r\n]*`|\"[^\"\r\n]*\"|\[\w+\]|[A-Za-z_\u4e00-\u9fff][\w$\u4e00-\u9fff]*)"
    r"|(?P<mark>[(),;=])|(?P<other>[^\s'(),;=`\"A-Za-z_\u4e00-\u9fff]+)",
    16,
)
_STANDARD: Final = lazy_pattern(
    r"(?P<comment>--[^\r\n]*|/\*(?:[^*]|\*(?!/))*+\*?/?)"
    r"|(?P<text>[Nn]?'(?:[^']|'')*+')"
    r"|(?P<name>\"[^\"\r\n]*\"|\[\w+\]|[A-Za-z_\u4e00-\u9fff][\w$\u4e00-\u9fff]*)"
    r"|(?P<mark>[(),;=])|(?P<other>[^\s'(),;=\"A-Za-z_\u4e00-\u9fff]+)",
    16,
)
_VENDOR: Final = ("ali", "third", "template", "tpl", "code")
_CONTENT: Final = ("content", "text", "msg", "body", "内容")
_NAME: Final = ("name", "title", "名称")
_MOST_CELLS: Final = 200


class _Cell(NamedTuple):
    """A value of a row with the name of its column, lower case and without marks, if it is known."""

    column: str
    start: int
    end: int
    value: str


def sql_templates(text: str) -> list[FoundTemplate]:
    """The templates of a text of SQL."""
    standard = "\\" not in text or not ("`" in text or "ENGINE" in text or "\\'" in text)
    style = "sql" if standard else "sql-escapes"
    found = [made for row in _rows(text, standard) for made in _template(row, text, style)]
    for start, end in comment_blocks(text, ("--", "#", "/*", "*")):
        if CONTENT.search(text, start, end):
            found += [FoundTemplate(tuple(parts)) for parts in console_records(text, start, end)]
    return found


def _rows(text: str, standard: bool) -> Iterator[list[_Cell]]:
    """The rows of inserts and the assignments of updates."""
    style = "sql" if standard else "sql-escapes"
    statement = ""
    columns: list[str] = []
    cells: list[_Cell] = []
    depth, in_values, name = 0, False, ""
    for found in (_STANDARD if standard else _TOKEN).finditer(text):
        kind, token = found.lastgroup, found[0]
        if kind == "comment":
            continue
        if kind == "mark":
            if token == "(":
                depth += 1
                if depth == 1 and in_values:
                    cells = []
            elif token == ")":
                depth -= depth > 0
                if depth == 0 and in_values and cells:
                    yield _named(cells, columns)
                    cells = []
            elif token == ";":
                if statement == "update" and cells:
                    yield cells
                statement, depth, in_values, columns, cells = "", 0, False, [], []
        elif kind == "name":
            word = token.strip('`"[]').lower()
            if depth == 0 and word in ("insert", "update", "replace", "merge"):
                if statement == "update" and cells:
                    yield cells
                statement, in_values, columns, cells = word, False, [], []
            elif word in ("values", "value") and statement and depth == 0:
                in_values = True
            elif depth == 1 and not in_values and statement in ("insert", "replace"):
                columns.append(word)
            name = word
            if in_values and depth and len(cells) < _MOST_CELLS:
                cells.append(_Cell("", found.start(), found.end(), ""))
        elif in_values and depth == 1 and len(cells) < _MOST_CELLS:
            value = decode(style, text, *found.span())[0] if kind == "text" else ""
            cells.append(_Cell("", found.start(), found.end(), value))
        elif kind == "text" and statement == "update" and len(cells) < _MOST_CELLS:
            cells.append(_Cell(name, found.start(), found.end(), decode(style, text, *found.span())[0]))
    if statement == "update" and cells:
        yield cells


def _named(cells: list[_Cell], columns: list[str]) -> list[_Cell]:
    if len(columns) != len(cells):
        return cells
    return [each._replace(column=column) for each, column in zip(cells, columns, strict=True)]


def _template(row: list[_Cell], text: str, style: str) -> Iterator[FoundTemplate]:
    """The template of a row: a cell with a code, and one with a text."""
    codes = [each for each in row if CODE_LITERAL.fullmatch(each.value.strip())]
    texts = [
        each
        for each in row
        if each not in codes
        and HAN.search(each.value)
        and is_content(each.value)
        and not each.value.lstrip().startswith(("{", "["))
    ]
    named = [each for each in texts if any(word in each.column for word in _CONTENT)]
    variable = [each for each in texts if PLACEHOLDER.search(each.value)]
    content = next(iter([each for each in named if each in variable] or variable or named), None)
    if not codes or content is None or (content not in variable and content not in named):
        return
    code = min(codes, key=lambda each: (_rank(each), each.start))
    parts = [LayoutPart("code", style, code.start, code.end), LayoutPart("content", style, content.start, content.end)]
    name = next(
        (
            each
            for each in texts + row
            if each is not content and each.value and any(word in each.column for word in _NAME)
        ),
        None,
    )
    if name is not None and HAN.search(name.value):
        parts.append(LayoutPart("name", style, name.start, name.end))
    yield FoundTemplate(tuple(parts))


def _rank(cell: _Cell) -> tuple[int, int]:
    """How well a cell fits for the vendor's code: by its column, and by its length, since a project's own is short."""
    column = next((number for number, word in enumerate(_VENDOR) if word in cell.column), len(_VENDOR))
    digits = len(cell.value.strip()) - 4
    return (digits < 6, column)


__all__ = ["BARE", "sql_templates"]
