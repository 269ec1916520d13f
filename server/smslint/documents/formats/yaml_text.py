"""What `.sms` front matter and YAML files have in common: comments, and how keys and values are written."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.text import Text
from smslint.documents.formats.format import Format
from smslint.syntax.edit import Edit
from smslint.syntax.lines import line_break


class YamlTextFormat(Format):
    """A format whose fields are written in YAML."""

    comments = True

    def key_text(self, key: str) -> str:
        return f"{key}: "

    def value_text(self, value: str, after_colon: bool) -> str:
        from smslint.syntax.yaml.values import scalar

        return (" " if after_colon else "") + scalar(value)

    def comment_edits(self, text: Text, start: int, at: int, comment: str) -> Iterator[Edit]:
        from smslint.syntax.yaml.lines import line_of

        ending = line_break(text.value)
        number = text.line_of(at)
        for line in range(number, max(number - 2, -1), -1):
            found, before = line_of(text.line(line)), text.line_starts[line]
            if found.key is None or before < start:
                continue
            if found.dash is None:
                yield Edit(before, before, f"{found.text[: found.column]}{comment}{ending}")
            end = text.line_end(line)
            yield Edit(end, end, f"  {comment}")
