"""One template of a document after reading. All but its place depends on its text alone, so an unchanged text is not
read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, in_source
from smslint.core.place import Place
from smslint.core.template import Review, Template
from smslint.dataclass import dataclass
from smslint.documents.binding import bind
from smslint.documents.embedded import find
from smslint.documents.places import place_of
from smslint.documents.problem import UNREADABLE, CommentSuppression, FieldError, FieldErrors
from smslint.documents.schemas import Schema, review_of
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import ParsedText


@dataclass(slots=True)
class ParsedTemplate:
    """A template with its problems and comments; positions count from the start of its source.

    Not frozen, because there is one for each of a hundred thousand rows, and a frozen one takes three times as long to
    make.
    """

    template: Template | None
    schema: Schema
    problems: tuple[RuleMatch, ...] = ()
    review: Review | None = None
    comments: tuple[CommentSuppression, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether its source is broken. Then the template is what could be read, and its tree may be wrong."""
        return any(problem.rule == UNREADABLE for problem in self.problems)


class TemplateEntry:
    """One template of a document. If its source is too broken, `template` is None and `problems` say why."""

    __slots__ = ("end", "index", "parsed", "start")

    def __init__(self, index: int, start: int, end: int, parsed: ParsedTemplate) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.parsed = parsed

    @property
    def template(self) -> Template | None:
        """The template."""
        return self.parsed.template

    @property
    def review(self) -> Review | None:
        """The vendor's review of it."""
        return self.parsed.review

    @property
    def problems(self) -> tuple[RuleMatch, ...]:
        """The problems of its source; spans count from its start."""
        return self.parsed.problems


def parsed_template(
    raw: Mapping[str, object],
    schema: Schema,
    parsed_text: Callable[[], ParsedText],
    problems: tuple[RuleMatch, ...] = (),
    comments: tuple[CommentSuppression, ...] = (),
) -> ParsedTemplate:
    """Bind raw values. Places are looked up for errors only."""
    errors = FieldErrors()
    template = bind(raw, schema, errors)
    if errors.found:
        source = parsed_text()
        problems = (*problems, *(located_error(each, source, schema) for each in errors.found))
    review = None if schema.name in ("manifest", "create", "list") else review_of(raw)
    return ParsedTemplate(template, schema, problems, review, comments)


def located_error(error: FieldError, parsed_text: ParsedText, schema: Schema) -> RuleMatch:
    """An error with its range, and with its fix if a key was misspelt."""
    target = find(parsed_text, error.path, schema)
    changes: tuple[EditSource, ...] = ()
    pair, holder = target.pair, target.pair_holder or parsed_text
    if error.on_key and pair is not None and target.depth == len(error.path):
        start, end = holder.out(pair.key.start, pair.key.end)
        if error.nearest is not None:
            token = holder.syntax.token(holder.text, pair.key, error.nearest)
            edits = holder.lifted([Edit(pair.key.start, pair.key.end, token)], False) if token else None
            changes = tuple(EditSource(*each) for each in edits or ())
    elif target.depth and target.node.end > target.node.start:
        start, end = target.holder.out(target.node.start, target.node.end)
    elif pair is not None:
        start, end = holder.out(pair.key.start, pair.key.end)
    else:
        start, end = parsed_text.root.start, parsed_text.root.start
    values = error.values
    place = place_of(error.path, schema) if error.rule == "invalid-field" else Place(())
    match = in_source(start, end, values, place, changes)
    return RuleMatch(error.rule, replace(match, variant="meant", safety="safe") if error.meant else match)
