"""From changes to edits of a source: the smallest edits that read back as exactly the wanted template, else edits
that write the changed fields again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Final, NamedTuple

from smslint.core.change import Change, Declare
from smslint.core.fixes.apply import with_changes
from smslint.core.template import Template
from smslint.documents.edit_plan import EditPlan, Impossible, packed_value
from smslint.documents.embedded import NodePath, embedded_text
from smslint.documents.parsed_template import ParsedTemplate
from smslint.syntax.edit import Edit, applied, overlap
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import KeyPath, MappingNode, Plain, Scalar, SequenceNode

_MODES: Final = ((False, False), (True, False), (False, True), (True, True))
"""Whether changed texts are written again as a whole, and whether texts that hold structures are."""


_said: Final = attrgetter(*(each.name for each in fields(Template) if each.name != "carries"))


def same_template(one: Template | None, other: Template | None) -> bool:
    """Whether two templates have equal fields, whatever their documents carry."""
    if one is None or other is None:
        return one is other
    return bool(_said(one) == _said(other))


class SynthesizedEdits(NamedTuple):
    """Edits of a template's source, and the template that results from them."""

    edits: list[Edit]
    goal: Template


def synthesize_edits(
    parsed: ParsedTemplate, parsed_text: ParsedText, changes: Sequence[Change], read: Callable[[str], ParsedTemplate]
) -> SynthesizedEdits | None:
    """The edits that make some changes in the source of a template; None if no edits read back as the wanted
    template."""
    template = parsed.template
    assert template is not None
    plan = EditPlan(parsed_text, parsed.schema, template)
    try:
        plan.add(changes)
        if plan.drops_examples:
            changes = [replace(each, example=None) if isinstance(each, Declare) else each for each in changes]
        goal = with_changes(template, changes)
    except (Impossible, ValueError):
        return None
    for texts, holders in _MODES:
        try:
            edits = _edits(plan, texts, holders)
        except Impossible:
            continue
        if overlap(edits):
            continue
        after = read(applied(parsed_text.text, edits))
        worse = len(after.problems) > len(parsed.problems) or after.broken > parsed.broken
        if same_template(goal, after.template) and not worse:
            return SynthesizedEdits(edits, goal)
    return None


def _edits(plan: EditPlan, texts: bool, holders: bool) -> list[Edit]:
    made: list[Edit] = []
    by_text: dict[int, tuple[ParsedText, list[Edit]]] = {}

    def note(parsed_text: ParsedText, edits: list[Edit] | None) -> None:
        if edits is None:
            raise Impossible
        by_text.setdefault(_holder(parsed_text), (parsed_text, []))[1].extend(edits)

    for path, changes in plan.texts.items():
        target = plan.find(path)
        note(target.holder, _text_edits(target, changes, texts))
    for path, new in plan.renames.items():
        target = plan.find(path)
        assert target.pair is not None
        token = target.holder.syntax.token(target.holder.text, target.pair.key, new)
        if token is None:
            raise Impossible
        note(target.holder, [Edit(target.pair.key.start, target.pair.key.end, token)])
    for path in _removed(plan):
        target = plan.find(path)
        if target.owner is not None:
            note(target.holder, target.holder.syntax.remove(target.holder.text, target.owner, target.number))
    inserts: dict[tuple[int, int], tuple[ParsedText, MappingNode, dict[str, Plain]]] = {}
    for path, value in _grown(plan).items():
        _set(plan, path, value, note, inserts)
    for parsed_text, mapping, pairs in inserts.values():
        note(parsed_text, parsed_text.syntax.insert(parsed_text.text, mapping, pairs))
    for parsed_text, edits in by_text.values():
        edits.sort(key=lambda edit: (edit.start, edit.end))
        lifted = parsed_text.lifted(edits, holders)
        if lifted is None:
            raise Impossible
        made += lifted
    return sorted(made, key=lambda edit: (edit.start, edit.end))


def _holder(parsed_text: ParsedText) -> int:
    """The identity of an embedded text, which is parsed again for each path."""
    return -1 if parsed_text.outer is None else parsed_text.outer[1].start


def _text_edits(target: NodePath, changes: list[Edit], whole: bool) -> list[Edit] | None:
    node, parsed_text = target.node, target.holder
    assert isinstance(node, Scalar)
    found = None if whole else parsed_text.map(node)
    if found is None:
        return parsed_text.syntax.replace(parsed_text.text, node, applied(str(node.value), changes))
    return parsed_text.syntax.edits(parsed_text.text, node, found, changes)


def _removed(plan: EditPlan) -> list[KeyPath]:
    """The pairs to remove. With its last declaration, the field is removed if it would be left without a value."""
    made: list[KeyPath] = []
    for path in plan.removes:
        whole = len(path) == 2 and plan.is_last(path) and not (plan.schema.embeds and plan.schema.carries is None)
        made.append(path[:1] if whole else path)
    return list(dict.fromkeys(made))


def _grown(plan: EditPlan) -> dict[KeyPath, Plain]:
    """The values to set. Values under the same missing parent are merged."""
    made: dict[KeyPath, Plain] = {}
    for path, value in plan.sets.items():
        target = plan.find(path)
        depth = target.depth
        if depth == len(path):
            made[path] = value
            continue
        if isinstance(target.node, Scalar) and depth and not _opens(target, plan):
            depth -= 1
        at = path[: depth + 1]
        made[at] = _nested(made.get(at), path[depth + 1 :], value)
    return made


def _opens(target: NodePath, plan: EditPlan) -> bool:
    """Whether a scalar holds a structure to which a key can be added."""
    if not plan.schema.embeds or not isinstance(target.node, Scalar) or target.pair is None:
        return False
    return embedded_text(target.holder, target.node, str(target.pair.key.value), plan.schema) is not None


def _nested(base: Plain, path: KeyPath, value: Plain) -> Plain:
    if not path:
        return value
    part = path[0]
    if isinstance(part, int):
        items = list(base) if isinstance(base, list) else []
        while len(items) <= part:
            items.append(None)
        items[part] = _nested(items[part], path[1:], value)
        return items
    pairs = dict(base) if isinstance(base, dict) else {}
    pairs[part] = _nested(pairs.get(part), path[1:], value)
    return pairs


def _set(
    plan: EditPlan,
    path: KeyPath,
    value: Plain,
    note: Callable[[ParsedText, list[Edit] | None], None],
    inserts: dict[tuple[int, int], tuple[ParsedText, MappingNode, dict[str, Plain]]],
) -> None:
    target = plan.find(path)
    if target.depth == len(path):
        if len(path) == 1:
            value = packed_value(str(path[0]), value, plan.schema)
        note(target.holder, target.holder.syntax.replace(target.holder.text, target.node, value))
        return
    parsed_text, node = target.holder, target.node
    if isinstance(node, Scalar) and plan.schema.embeds and target.depth:
        inner = embedded_text(parsed_text, node, path[0], plan.schema)
        if inner is not None:
            parsed_text, node = inner, inner.root
    part = path[-1]
    if isinstance(node, MappingNode) and isinstance(part, str):
        if len(path) == 1:
            value = packed_value(part, value, plan.schema)
        at = (_holder(parsed_text), node.start)
        inserts.setdefault(at, (parsed_text, node, {}))[2][part] = value
    elif isinstance(node, SequenceNode) and part == len(node.items):
        note(parsed_text, parsed_text.syntax.append(parsed_text.text, node, value))
    else:
        raise Impossible
