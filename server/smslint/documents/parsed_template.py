"""One template's source, read: what depends on its text alone, so that an unchanged text need not be read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, in_source
from smslint.core.place import Place
from smslint.core.template import Review, Template
from smslint.dataclass import dataclass
from smslint.documents.binding import bind
from smslint.documents.complaint import Complaint, Complaints
from smslint.documents.host import ParsedText, find
from smslint.documents.places import place_of
from smslint.documents.problem import CommentSuppression
from smslint.documents.schemas import Schema, review_of
from smslint.syntax.edit import Edit


@dataclass(slots=True)
class ParsedTemplate:
    """A template with its problems and comments; positions count from the start of its source.

    Not frozen, because a hundred thousand rows are read into it: a frozen one takes three times as long to make.
    """

    template: Template | None
    schema: Schema
    problems: tuple[RuleMatch, ...] = ()
    review: Review | None = None
    comments: tuple[CommentSuppression, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether it was read from what is left of a broken source, whose tree may be misshapen."""
        return any(problem.rule == "unreadable-document" for problem in self.problems)


def record_of(
    raw: Mapping[str, object],
    schema: Schema,
    host: Callable[[], ParsedText],
    problems: tuple[RuleMatch, ...] = (),
    comments: tuple[CommentSuppression, ...] = (),
) -> ParsedTemplate:
    """Bind raw values; places are looked up only for what is wrong."""
    complaints = Complaints()
    template = bind(raw, schema, complaints)
    if complaints.found:
        source = host()
        problems = (*problems, *(located(each, source, schema) for each in complaints.found))
    review = None if schema.name in ("manifest", "create") else review_of(raw)
    return ParsedTemplate(template, schema, problems, review, comments)


def located(complaint: Complaint, host: ParsedText, schema: Schema) -> RuleMatch:
    """A complaint with its range, and with its fix where a key was misspelt."""
    spot = find(host, complaint.path, schema)
    changes: tuple[EditSource, ...] = ()
    pair, holder = spot.pair, spot.pair_host or host
    if complaint.on_key and pair is not None and spot.depth == len(complaint.path):
        start, end = holder.out(pair.key.start, pair.key.end)
        if complaint.nearest is not None:
            token = holder.syntax.token(holder.text, pair.key, complaint.nearest)
            edits = holder.lifted([Edit(pair.key.start, pair.key.end, token)], False) if token else None
            changes = tuple(EditSource(*each) for each in edits or ())
    elif spot.depth and spot.node.end > spot.node.start:
        start, end = spot.host.out(spot.node.start, spot.node.end)
    elif pair is not None:
        start, end = holder.out(pair.key.start, pair.key.end)
    else:
        start, end = host.root.start, host.root.start
    values = complaint.values
    place = place_of(complaint.path, schema) if complaint.rule == "invalid-field" else Place(())
    return RuleMatch(complaint.rule, in_source(start, end, values, place, changes))
