"""The templates of a run by number, for formats that list them: findings about whole runs come after all of them."""

from __future__ import annotations

from smslint.workspace.diagnostic import Diagnostic, TemplateOutline


class TemplateNumbers:
    """Numbers templates from 0 in the order in which they are told; it keeps a number for each file."""

    def __init__(self) -> None:
        self.count = 0
        self._first: dict[str, int] = {}

    def add(self, outline: TemplateOutline) -> None:
        """Number the next template."""
        self._first.setdefault(outline.path, self.count - outline.identity.index)
        self.count += 1

    def of(self, diagnostic: Diagnostic) -> int | None:
        """The number of the template that a finding is in; None if it is in none."""
        first = self._first.get(diagnostic.path)
        return None if first is None or diagnostic.template is None else first + diagnostic.template.index
