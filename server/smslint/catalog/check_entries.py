"""What must hold of rules and attributes beyond the shape of their files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from string import Formatter
from typing import Any, Final

from smslint.catalog.faults import Fault, Keys, faults_at
from smslint.core.attribute import Attribute
from smslint.core.checks import CHECKS, has_function
from smslint.core.fixes import FIXES
from smslint.core.grammar.parse import ExpressionError
from smslint.core.layers import LAYERS
from smslint.core.lexicon import Lexicon, Term, expand
from smslint.core.lint import CompiledRule, with_stronger
from smslint.core.matchers import MATCHERS
from smslint.core.nearest import nearest_name
from smslint.core.normalized_text import Folding
from smslint.core.patterns import lazy_pattern, written_out_length
from smslint.core.rule import Catalog, Rule
from smslint.core.verdict import judge
from smslint.messages import Bilingual
from smslint.messages import catalog as messages

LONGEST_PATTERN: Final = 1000
MOST_WRITTEN_OUT: Final = 10_000
_WRONG_CLASS: Final = lazy_pattern(r"(?:[^\\]|\\[^bBwWdDsS])*(\\[bBwWdDsS])", re.DOTALL)


class _Read(dict[str, Any]):
    """A table that remembers which of its keys somebody has asked for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        super().__init__(table)
        self.asked = {"kind"}

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


def check_entries(
    catalog: Catalog, rules: Collection[str], attributes: Collection[str], *, own: bool
) -> Iterator[tuple[str, str, Fault]]:
    """What is wrong with some rules and attributes of a catalog, each fault with the kind and the name of its file."""
    for name in rules:
        yield from (("rules", name, fault) for fault in check_rule(catalog.rules[name], catalog, own=own))
    for name in attributes:
        yield from (("attributes", name, fault) for fault in _check_attribute(catalog.attributes[name], catalog))
    for name, text in cycles(catalog.rules):
        if name in rules:
            yield "rules", name, Fault(("yields-to",), text)


def check_rule(rule: Rule, catalog: Catalog, *, own: bool) -> Iterator[Fault]:
    """What is wrong with a rule of the program's `own`, or of a user's."""
    yield from _check_texts(rule)
    for index, stronger in enumerate(rule.yields_to):
        if stronger.rule not in catalog.rules:
            yield Fault(("yields-to", index), messages.UNKNOWN_RULE.fill(rule=stronger.rule))
    if rule.scope == "template":
        if rule.fix and (wrong := _fix_fault(rule, rule.fix.kind)):
            yield Fault(("fix", "kind"), wrong)
        yield from faults_at(("match",), _check_match(rule, catalog))
    elif not own:
        yield Fault(("scope",), messages.SCOPE_OF_PROGRAM.fill(scope=rule.scope))
    elif rule.match != rule.scope:
        text = messages.UNKNOWN_KIND.fill(table="[match]", kind=rule.match, known=rule.scope)
        yield Fault(("match", "kind"), text)


def _fix_fault(rule: Rule, kind: str) -> Bilingual | None:
    """Why a rule cannot have a kind of fix; `code` needs a function for what its check finds."""
    if kind not in FIXES:
        return _unknown_kind("[fix]", kind, FIXES)
    if kind != "code":
        return None
    if rule.match in MATCHERS:
        return messages.CODE_NEEDS_CHECK.fill(kind=rule.match)
    return _missing_function("[fix]", kind, rule.match, "fix_") if rule.match in CHECKS else None


def _missing_function(table: str, kind: str, check: str, prefix: str = "") -> Bilingual | None:
    if has_function(check, prefix):
        return None
    name = prefix + check.replace("-", "_")
    return messages.NO_FUNCTION.fill(table=table, kind=kind, category=CHECKS[check].category, function=name)


def _check_texts(rule: Rule) -> Iterator[Fault]:
    """Both languages of a message must name the same values."""
    texts: list[tuple[Keys, Bilingual | None]] = [(("message",), rule.message)]
    texts += [(("variant", index, "message"), variant.message) for index, variant in enumerate(rule.variants)]
    texts += [(("fix", "title"), rule.fix.title if rule.fix else None)]
    for keys, text in texts:
        if text is None:
            continue
        try:
            english, chinese = _fields(text.en), _fields(text.zh)
        except ValueError as error:
            yield Fault(keys, messages.BAD_BRACES.fill(text=repr(text.en), error=error))
            continue
        if english != chinese:
            fields = tuple(sorted(english ^ chinese))
            yield Fault(keys, messages.OTHER_FIELDS.fill(text=repr(text.en), fields=fields))


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def _unknown_kind(table: str, kind: str, known: Collection[str], more: Collection[str] = ()) -> Bilingual:
    """What to do about a kind that is not known: use the nearest, or one of `known`."""
    if nearest := nearest_name(kind, (*sorted(known), *sorted(more))):
        return messages.UNKNOWN_KIND_NEAR.fill(table=table, kind=kind, nearest=nearest)
    return messages.UNKNOWN_KIND.fill(table=table, kind=kind, known=tuple(sorted(known)))


def _check_match(rule: Rule, catalog: Catalog) -> Iterator[Bilingual]:
    if rule.match not in MATCHERS and rule.match not in CHECKS:
        unlisted = rule.match == rule.id
        kind = rule.match
        yield messages.UNLISTED_CHECK.fill(kind=kind) if unlisted else _unknown_kind("[match]", kind, MATCHERS, CHECKS)
        return
    if rule.match in CHECKS and (absent := _missing_function("[match]", rule.match, rule.match)):
        yield absent
        return
    if wrong := [*filter(None, map(bad_pattern, _patterns_in(rule.options))), *_bad_terms(rule.options)]:
        yield from wrong
        return
    options = _Read(rule.options)
    try:
        CompiledRule(replace(rule, options=options), catalog.lexicon)
    except KeyError as error:
        missing = messages.NO_OPTION if error.args[0] in options.asked else messages.NO_WORD_TABLE
        yield messages.BAD_OPTIONS.fill(kind=rule.match, error=missing.fill(name=error.args[0]))
        return
    except (ValueError, TypeError, re.error) as error:
        yield messages.BAD_OPTIONS.fill(kind=rule.match, error=str(error))
        return
    for key in options.keys() - options.asked:
        known = tuple(sorted(options.asked - {"kind"})) or messages.NONE
        yield messages.UNKNOWN_OPTION.fill(kind=rule.match, key=key, known=known)


def _bad_terms(options: Mapping[str, Any]) -> Iterator[Bilingual]:
    for entry in options.get("terms", ()):
        if not isinstance(entry, str) and not {"term"} <= entry.keys() <= set(Term._fields):
            yield messages.BAD_TERM.fill(found=tuple(entry))


def never_found(rule: Rule, lexicon: Lexicon) -> Iterator[Fault]:
    """The literals of a rule's gate, such as its terms, that no normalized text can hold."""
    if rule.scope != "template":
        return
    gate, fold = CompiledRule(rule, lexicon).gate, lexicon.compiled(Folding).fold
    for literal in sorted(gate.literals_in(lexicon) | gate.searched):
        if (folded := fold(literal)) != literal:
            yield Fault(("match", "terms"), messages.NOT_FOLDED.fill(literal=literal, folded=folded))


def _patterns_in(options: Mapping[str, Any]) -> Iterator[str]:
    yield from (pattern for _, pattern in patterns_of(options))
    if "characters" in options:
        yield f"[{options['characters']}]+"


def _check_attribute(attribute: Attribute, catalog: Catalog) -> Iterator[Fault]:
    """What is wrong with an attribute."""
    unknown = list(_unknown_names(attribute, catalog))
    yield from unknown
    if unknown or "accepted" not in attribute.file:
        return
    try:
        _ = attribute.grammar
    except ExpressionError as error:
        yield Fault(("accepted",), messages.BAD_EXPRESSION.fill(error=error))
        return
    for index, sample in enumerate(attribute.file.get("samples", ())):
        yield from faults_at(("samples", index), _check_sample(sample, attribute, catalog))


def _unknown_names(attribute: Attribute, catalog: Catalog) -> Iterator[Fault]:
    file = attribute.file
    for key in ("successor", "nearest"):
        if file.get(key) and file[key] not in catalog.attributes:
            yield Fault((key,), messages.UNKNOWN_NAME.fill(key=key, name=file[key]))
    for name in file.get("layers", ()):
        if name not in LAYERS:
            yield Fault(("layers",), messages.UNKNOWN_NAME.fill(key="layers", name=name))
    for kind in ("risky", "note"):
        for index, entry in enumerate(file.get(kind, ())):
            if entry["reason"] not in catalog.reasons:
                yield Fault((kind, index), messages.UNKNOWN_NAME.fill(key=kind, name=entry["reason"]))


def _check_sample(sample: Mapping[str, Any], attribute: Attribute, catalog: Catalog) -> Iterator[Bilingual]:
    value = sample["value"]
    found = judge(value, attribute, catalog)
    reasons = list(dict.fromkeys(reason.id for reason in found.reasons))
    actual = {"verdict": found.verdict, "reasons": reasons, "suggestion": found.suggestion}
    expected = {"reasons": [], **{key: sample[key] for key in actual if key in sample}}
    for key, wanted in expected.items():
        if actual[key] != wanted:
            yield messages.JUDGED_OTHERWISE.fill(value=repr(value), key=key, expected=wanted, found=actual[key])
    marks = [value[reason.start : reason.end] for reason in found.reasons]
    if "marks" in sample and sample["marks"] not in marks:
        yield messages.JUDGED_OTHERWISE.fill(
            value=repr(value), key="marks", expected=sample["marks"], found=tuple(marks)
        )


def cycles(rules: Mapping[str, Rule]) -> Iterator[tuple[str, Bilingual]]:
    """The rules that yield to themselves by way of others, and so could never report anything."""
    for name, rule in rules.items():
        if name in with_stronger({other.rule for other in rule.yields_to} & rules.keys(), rules):
            yield name, messages.CYCLE.fill(rule=name)


def patterns_of(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """The patterns of a parsed file, with their places: the texts under keys that are called so."""
    if isinstance(value, str):
        key = next(str(each) for each in reversed(keys) if isinstance(each, str))
        if key == "pattern" or key.endswith("-pattern") or key in ("patterns", "unless"):
            yield keys, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("examples", "sources"):
                yield from patterns_of(inner, (*keys, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from patterns_of(inner, (*keys, index))


def wrong_class(pattern: str) -> str | None:
    """The first of `\\b \\w \\d \\s` and their opposites in a pattern: next to Han text they mean the wrong thing."""
    found = _WRONG_CLASS.match(pattern)
    return found[1] if found else None


def bad_pattern(pattern: str) -> Bilingual | None:
    """Why a pattern cannot be compiled, or takes too much memory for that; None where it can."""
    if len(pattern) > LONGEST_PATTERN:
        return messages.LONG_PATTERN.fill(length=len(pattern), limit=LONGEST_PATTERN)
    text = expand(pattern)
    if (length := written_out_length(text)) > MOST_WRITTEN_OUT:
        return messages.LARGE_PATTERN.fill(pattern=pattern, length=length, limit=MOST_WRITTEN_OUT)
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        return messages.BAD_PATTERN.fill(pattern=pattern, error=error)
    return None
