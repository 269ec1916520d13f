"""The changes of one template as changes of keys and values in its source, which differ from schema to schema.

Texts are changed within a value; pairs are set, removed or renamed. If the schema cannot express a change, the plan is
impossible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from smslint.core.change import Change, Declare, RenameVariable, ReplaceText, SetField, Undeclare
from smslint.core.place import CONTENT, Place
from smslint.core.template import Template
from smslint.documents import console
from smslint.documents.embedded import NodePath, find
from smslint.documents.fields import NESTED
from smslint.documents.places import entry_key, raw_path
from smslint.documents.schemas import Schema, numbers
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import KeyPath, MappingNode, Plain, Scalar, plain_value


class Impossible(Exception):
    """The source cannot express a change."""


class EditPlan:
    """The changes of one template, by the path of keys."""

    def __init__(self, parsed_text: ParsedText, schema: Schema, template: Template) -> None:
        self.parsed_text = parsed_text
        self.schema = schema
        self.template = template
        self.texts: dict[KeyPath, list[Edit]] = {}
        self.sets: dict[KeyPath, Plain] = {}
        self.removes: list[KeyPath] = []
        self.renames: dict[KeyPath, str] = {}
        self.drops_examples = False

    def add(self, changes: Sequence[Change]) -> None:
        """Add changes. Raises `Impossible`."""
        for change in changes:
            if isinstance(change, ReplaceText):
                self._replace(change.place, change.start, change.end, change.text)
            elif isinstance(change, SetField):
                self._set(change.place, change.value)
            elif isinstance(change, Declare):
                self._declare(change)
            elif isinstance(change, Undeclare):
                self._undeclare(change.name)
            elif isinstance(change, RenameVariable):
                self._rename(change)
            else:
                raise Impossible

    def find(self, path: KeyPath) -> NodePath:
        """The node of the source to which a path leads."""
        return find(self.parsed_text, path, self.schema)

    def _path(self, *place: str | int) -> KeyPath:
        return raw_path(self.parsed_text, self.schema, Place(place))

    def _replace(self, place: Place, start: int, end: int, text: str) -> None:
        if place == CONTENT and self.template.frames:
            from smslint.core.frames import in_frames

            changes = in_frames(self.template, [ReplaceText(place, start, end, text)])
            if changes is None:
                raise Impossible
            self.add(changes)
            return
        path = self._path(*place.path)
        target = self.find(path)
        if target.depth < len(path) or not isinstance(target.node, Scalar) or not isinstance(target.node.value, str):
            self.sets[path] = text
            return
        edits = self.texts.setdefault(path, [])
        if any(_meet(edit, start, end) for edit in edits):
            raise Impossible
        edits.append(Edit(start, end, text))

    def _set(self, place: Place, value: str | int | bool | None) -> None:
        path = self._path(*place.path)
        if not path or (place == CONTENT and self.template.frames):
            raise Impossible
        if value is None:
            if self.find(path).depth == len(path):
                self.removes.append(path)
            return
        self._widen(path)
        self.sets[path] = self._spelled(path, value)

    def _spelled(self, path: KeyPath, value: str | int | bool) -> Plain:
        """A value as the schema spells it."""
        key = str(path[0])
        field = self.schema.keys.get(key)
        if len(path) == 1 and field is not None and field.kind == "choice":
            if key == "IntlType":
                raise Impossible
            root = self.parsed_text.root
            assert isinstance(root, MappingNode)
            numbered = numbers(key, [str(pair.key.value) for pair in root.pairs])
            if numbered is not None:
                number = next((number for number, meant in numbered.items() if meant == value), None)
                if number is None:
                    raise Impossible
                old = root.pair(key)
                texts = old is not None and isinstance(old.value, Scalar) and isinstance(old.value.value, str)
                return number if texts or self.schema.loose else int(number)
            if not key.isascii() and str(value) in field.choices:
                return field.choices[str(value)][0]
        if len(path) == 3 and path[2] == "trafficDrivingType":
            return str(value).upper()
        return value

    def _widen(self, path: KeyPath) -> None:
        """Turn a declaration that is only an attribute code into a mapping, which can hold more."""
        if len(path) != 3 or not isinstance(path[1], str) or path[2] == "attribute":
            return
        if self.schema.keys.get(str(path[0])) is not self.schema.keys.get("variables"):
            raise Impossible
        target = self.find(path[:2])
        if target.depth == 2 and isinstance(target.node, Scalar):
            if target.holder.syntax is console.CONSOLE:
                raise Impossible
            if isinstance(target.node.value, str) and target.node.value:
                self.sets.setdefault((*path[:2], "attribute"), target.node.value)

    def _declare(self, change: Declare) -> None:
        path = self._path("variables", change.name)
        if self.schema.keys.get(str(path[0])) is None:
            raise Impossible
        example = change.example if self._declares_in_mappings(path) else None
        if change.example is not None and example is None:
            self.drops_examples = True
        known = self.template.variables.get(change.name)
        target = self.find(path)
        if known is not None and target.depth == 2 and isinstance(target.node, MappingNode):
            self.sets[(*path, "attribute")] = change.attribute
            if example is not None:
                self.sets[(*path, "example")] = example
        elif example is not None:
            self.sets[path] = {"attribute": change.attribute, "example": example}
        else:
            self.sets[path] = change.attribute

    def _declares_in_mappings(self, path: KeyPath) -> bool:
        """Whether a declaration can hold an example: only under the key `variables`, and not in the console's form."""
        if path[0] != "variables":
            return False
        target = self.find(path[:1])
        if target.depth < 1 or not isinstance(target.node, Scalar):
            return not (self.schema.loose and self.schema.embeds)
        text = target.node.value
        return (isinstance(text, str) and text.lstrip().startswith("{")) or not self.schema.embeds

    def _undeclare(self, name: str) -> None:
        path = self._path("variables", name)
        if self.find(path).depth == len(path):
            self.removes.append(path)

    def _rename(self, change: RenameVariable) -> None:
        old, new = change.old, change.new
        if new in self.template.variables:
            raise Impossible
        for edit in uses(self.template.content, old, new):
            self._replace(CONTENT, edit.start, edit.end, edit.text)
        path = self._path("variables", old)
        if self.find(path).depth == len(path):
            self.renames[path] = new
        for number, entry in enumerate(self.template.redirection):
            if entry.variable == old:
                at = self._path("redirection", number, "variable")
                self.sets[(*at[:2], entry_key(self.parsed_text, self.schema, at))] = new

    def is_last(self, path: KeyPath) -> bool:
        """Whether the mapping around `path` is empty once the pairs of this plan are removed."""
        target = self.find(path[:-1])
        held = plain_value(target.node)
        if isinstance(held, str):
            inner = self.find(path)
            held = plain_value(inner.owner) if inner.owner is not None else None
        gone = {each[-1] for each in self.removes if each[:-1] == path[:-1]}
        added = any(each[: len(path) - 1] == path[:-1] for each in self.sets)
        return isinstance(held, dict) and set(held) <= gone and not added


def _meet(edit: Edit, start: int, end: int) -> bool:
    """Whether two edits exclude each other: they share a code point, or insert at the same place."""
    if edit.start == edit.end or start == end:
        return edit.start <= end and start <= edit.end and (edit.start, edit.end) == (start, end)
    return edit.start < end and start < edit.end


def uses(content: str, old: str, new: str) -> list[Edit]:
    """The edits that rename a variable in a content."""
    marks = re.finditer(re.escape("${" + old + "}"), content)
    return [Edit(mark.start() + 2, mark.end() - 1, new) for mark in marks]


def packed_value(key: str, value: Plain, schema: Schema) -> Plain:
    """The value of a new field as the schema holds it: the API and tables put structures into a text."""
    field = schema.keys.get(key)
    if field is None or field.kind not in NESTED or not schema.embeds or not isinstance(value, (dict, list)):
        return value
    if schema.loose and field.name in ("variables", "suppress"):
        written = console.packed_text(value, titles=not key.isascii())
        if written is not None and (not key.isascii() or field.name == "suppress"):
            return written
    if schema.loose or (key != field.name and field.name != "materials"):
        from smslint.syntax.json.writer import JSON

        text = JSON.written(value)
        if text is None:
            raise Impossible
        return text
    return value
