"""From changes to edits of a source: the smallest that read back as exactly the wanted template, else fields
written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Final, NamedTuple

from smslint.core.change import Change, Declare
from smslint.core.fixes.apply import with_changes as wanted
from smslint.core.template import Template
from smslint.documents.host import ParsedText, Spot, find
from smslint.documents.parsed_template import ParsedTemplate
from smslint.documents.plan import Impossible, Plan, packed
from smslint.syntax.edit import Edit, applied, overlap
from smslint.syntax.tree import KeyPath, MappingNode, Plain, Scalar, SequenceNode

_MODES: Final = ((False, False), (True, False), (False, True), (True, True))
"""Whether changed texts, and whether the texts that hold structures, are written anew."""


_said: Final = attrgetter(*(each.name for each in fields(Template) if each.name != "carries"))


def same(one: Template | None, other: Template | None) -> bool:
    """Whether two templates say the same, whatever their documents could say."""
    if one is None or other is None:
        return one is other
    return bool(_said(one) == _said(other))


class Lowered(NamedTuple):
    """Edits of a template's source, and the template that they make of it."""

    edits: list[Edit]
    goal: Template


def lowered(
    parsed: ParsedTemplate, host: ParsedText, changes: Sequence[Change], read: Callable[[str], ParsedTemplate]
) -> Lowered | None:
    """The edits that make some changes in the source of a template; None where there are none that read back
    right."""
    template = parsed.template
    assert template is not None
    plan = Plan(host, parsed.schema, template)
    try:
        plan.add(changes)
        goal = wanted(template, _sayable(changes, plan))
    except (Impossible, ValueError):
        return None
    for texts, holders in _MODES:
        try:
            edits = _edits(plan, texts, holders)
        except Impossible:
            continue
        if overlap(edits):
            continue
        after = read(applied(host.text, edits))
        worse = len(after.problems) > len(parsed.problems) or after.broken > parsed.broken
        if same(goal, after.template) and not worse:
            return Lowered(edits, goal)
    return None


def _sayable(changes: Iterable[Change], plan: Plan) -> list[Change]:
    """The changes without the examples that the document cannot hold."""
    if not plan.drops_examples:
        return list(changes)
    return [replace(each, example=None) if isinstance(each, Declare) else each for each in changes]


def _edits(plan: Plan, texts: bool, holders: bool) -> list[Edit]:
    made: list[Edit] = []
    by_host: dict[int, tuple[ParsedText, list[Edit]]] = {}

    def note(host: ParsedText, edits: list[Edit] | None) -> None:
        if edits is None:
            raise Impossible
        by_host.setdefault(_holder(host), (host, []))[1].extend(edits)

    for path, changes in plan.texts.items():
        spot = find(plan.host, path, plan.schema)
        note(spot.host, _text_edits(spot, changes, texts))
    for path, new in plan.renames.items():
        spot = find(plan.host, path, plan.schema)
        assert spot.pair is not None
        token = spot.host.syntax.token(spot.host.text, spot.pair.key, new)
        if token is None:
            raise Impossible
        note(spot.host, [Edit(spot.pair.key.start, spot.pair.key.end, token)])
    for path in _removed(plan):
        _remove(find(plan.host, path, plan.schema), note)
    inserts: dict[tuple[int, int], tuple[ParsedText, MappingNode, dict[str, Plain]]] = {}
    for path, value in _grown(plan).items():
        _set(plan, path, value, note, inserts)
    for host, mapping, pairs in inserts.values():
        note(host, host.syntax.insert(host.text, mapping, pairs))
    for host, edits in by_host.values():
        edits.sort(key=lambda edit: (edit.start, edit.end))
        lifted = host.lifted(edits, holders)
        if lifted is None:
            raise Impossible
        made += lifted
    return sorted(made, key=lambda edit: (edit.start, edit.end))


def _holder(host: ParsedText) -> int:
    """What tells the texts within texts apart, which are opened anew for each path."""
    return -1 if host.outer is None else host.outer[1].start


def _text_edits(spot: Spot, changes: list[Edit], whole: bool) -> list[Edit] | None:
    node, host = spot.node, spot.host
    assert isinstance(node, Scalar)
    value = str(node.value)
    if whole:
        return host.syntax.replace(host.text, node, applied(value, changes))
    found = host.map(node)
    if found is None:
        return host.syntax.replace(host.text, node, applied(value, changes))
    made: list[Edit] = []
    if node.style in ("literal", "folded"):
        from smslint.syntax.yaml.writer import chomped

        made, changes = chomped(host.text, node, changes)
    for change in changes:
        text = host.syntax.inline(host.text, node, change.text)
        if text is None:
            return None
        made.append(Edit(*found.range(change.start, change.end), text))
    return made


def _removed(plan: Plan) -> list[KeyPath]:
    """The pairs to remove; the last declaration takes the field with it where the field would be left without a
    value."""
    made: list[KeyPath] = []
    for path in plan.removes:
        whole = len(path) == 2 and plan.is_last(path) and not (plan.schema.embeds and plan.schema.carries is None)
        made.append(path[:1] if whole else path)
    return list(dict.fromkeys(made))


def _remove(spot: Spot, note: Callable[[ParsedText, list[Edit] | None], None]) -> None:
    host = spot.host
    if isinstance(spot.owner, MappingNode):
        note(host, host.syntax.remove(host.text, spot.owner, spot.number))
    elif isinstance(spot.owner, SequenceNode):
        note(host, host.syntax.remove_item(host.text, spot.owner, spot.number))


def _grown(plan: Plan) -> dict[KeyPath, Plain]:
    """The values to set, with those that share a missing parent put together."""
    made: dict[KeyPath, Plain] = {}
    for path, value in plan.sets.items():
        spot = find(plan.host, path, plan.schema)
        depth = spot.depth
        if depth == len(path):
            made[path] = value
            continue
        if isinstance(spot.node, Scalar) and depth and not _opens(spot, plan):
            depth -= 1
        at = path[: depth + 1]
        made[at] = _nested(made.get(at), path[depth + 1 :], value)
    return made


def _opens(spot: Spot, plan: Plan) -> bool:
    """Whether a scalar holds a structure that a key could be added to."""
    from smslint.documents.host import opened

    value = spot.node.value if isinstance(spot.node, Scalar) else None
    if not plan.schema.embeds or not isinstance(value, str) or spot.pair is None:
        return False
    return opened(spot.host, spot.node, str(spot.pair.key.value), plan.schema) is not None  # type: ignore[arg-type]


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
    plan: Plan,
    path: KeyPath,
    value: Plain,
    note: Callable[[ParsedText, list[Edit] | None], None],
    inserts: dict[tuple[int, int], tuple[ParsedText, MappingNode, dict[str, Plain]]],
) -> None:
    spot = find(plan.host, path, plan.schema)
    if spot.depth == len(path):
        if len(path) == 1:
            value = packed(str(path[0]), value, plan.schema)
        note(spot.host, spot.host.syntax.replace(spot.host.text, spot.node, value))
        return
    host, node = spot.host, spot.node
    if isinstance(node, Scalar) and plan.schema.embeds and spot.depth:
        from smslint.documents.host import opened

        inner = opened(host, node, path[0], plan.schema)
        if inner is not None:
            host, node = inner, inner.root
    part = path[-1]
    if isinstance(node, MappingNode) and isinstance(part, str):
        if len(path) == 1:
            value = packed(part, value, plan.schema)
        at = (_holder(host), node.start)
        inserts.setdefault(at, (host, node, {}))[2][part] = value
    elif isinstance(node, SequenceNode) and part == len(node.items):
        note(host, host.syntax.append(host.text, node, value))
    else:
        raise Impossible
