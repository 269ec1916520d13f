"""One template of a document: what was read, and where its source stands."""

from __future__ import annotations

from smslint.core.template import Review, Template
from smslint.documents.problem import CommentSuppression, Problem
from smslint.documents.record import Record


class Entry:
    """One template of a document. `template` is None where its source is too broken to be one; `problems` say why."""

    __slots__ = ("end", "index", "record", "start")

    def __init__(self, index: int, start: int, end: int, record: Record) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.record = record

    @property
    def template(self) -> Template | None:
        """The template."""
        return self.record.template

    @property
    def review(self) -> Review | None:
        """The vendor's answer about it."""
        return self.record.review

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with its source."""
        return tuple(problem.moved(self.start) for problem in self.record.problems)

    @property
    def comments(self) -> tuple[CommentSuppression, ...]:
        """The suppressions that stand in comments beside its fields."""
        return tuple(comment.moved(self.start) for comment in self.record.comments)
