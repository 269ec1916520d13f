"""What `.sms` front matter and YAML files have in common: comments, and how keys and values are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.text import Text
from smslint.documents.formats.format import Format
from smslint.syntax.edit import Edit

_KEY_LINE: Final = lazy_pattern(r"(?P<indent>[ \t]*)(?P<dash>-[ \t]+)?[^\s#'\"{\[-][^:]*:(?:[ \t]|\Z)")


class YamlTextFormat(Format):
    """A format whose fields are written in YAML."""

    comments = True

    def key_text(self, key: str) -> str:
        return f"{key}: "

    def value_text(self, value: str, after_colon: bool) -> str:
        from smslint.syntax.yaml.values import scalar

        return (" " if after_colon else "") + scalar(value)

    def comment_edits(self, text: Text, start: int, at: int, comment: str) -> Iterator[Edit]:
        ending = "\r\n" if "\r\n" in text.value else "\n"
        number = text.line_of(at)
        for line in range(number, max(number - 2, -1), -1):
            key = _KEY_LINE.match(text.line(line))
            if key is None or text.line_starts[line] < start:
                continue
            if key["dash"] is None:
                before = text.line_starts[line]
                yield Edit(before, before, f"{key['indent']}{comment}{ending}")
            end = text.line_end(line)
            yield Edit(end, end, f"  {comment}")
