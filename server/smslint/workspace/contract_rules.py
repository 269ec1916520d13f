"""The rules of the category `contract`: what a site passes against what its template needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.core.change import EditSource
from smslint.core.finding import RuleMatch, Value, in_source
from smslint.core.nearest import nearest_name
from smslint.core.place import Place
from smslint.core.template import Template
from smslint.core.verdict import judge
from smslint.dataclass import dataclass
from smslint.documents.code.site import CodeFacts, Ignore, Key, SendSite
from smslint.documents.schemas import OBSOLETE
from smslint.messages import Bilingual
from smslint.messages import code as messages
from smslint.workspace.cross_file import RunDocument
from smslint.workspace.known_templates import KnownTemplate

if TYPE_CHECKING:
    from smslint.workspace.rule_resolver import FileRules

MISSING: Final = "parameter-missing"
UNKNOWN: Final = "parameter-unknown"
NOT_STRING: Final = "parameter-not-string"
NOT_ESCAPED: Final = "parameter-not-escaped"
_ACCOUNT: Final = {
    "template-code-unknown", "template-not-approved", "unknown-signature", "signature-not-approved",
    "signature-test-pair",
}  # fmt: skip
_SIGNATURE: Final = Place(("signature",))
_PREDICTS: Final = {MISSING: "isv.TEMPLATE_MISSING_PARAMETERS", NOT_STRING: "isv.INVALID_JSON_PARAM"}


FoundMatch: TypeAlias = "tuple[RuleMatch, tuple[Ignore, ...]]"
"""A match in a file of source code, with the suppressions at it."""


@dataclass(frozen=True, slots=True)
class ResolvedSite:
    """A site of a run: the codes that it may send, and the templates that are known of them."""

    document: RunDocument
    site: SendSite
    codes: tuple[str, ...]
    templates: tuple[KnownTemplate, ...]

    @property
    def is_certain(self) -> bool:
        """Whether keys, codes and templates are known."""
        return self.site.keys is not None and bool(self.codes) and len(self.templates) == len(self.codes)

    @property
    def kind(self) -> str:
        """How much is known: "certain", "keys", "pass-through" or "computed"."""
        if self.site.keys is None:
            return "pass-through" if self.site.keys_reason == "pass-through" else "computed"
        return "certain" if self.is_certain and not any(key.sometimes for key in self.site.keys) else "keys"


class ContractRules:
    """The matches of a run's sites. `nearest` gives the template whose variables are most like some keys."""

    def __init__(self, nearest: Callable[[set[str], FileRules], KnownTemplate | None]) -> None:
        self._nearest = nearest

    def of_document(self, sites: Sequence[ResolvedSite], facts: CodeFacts) -> Iterator[FoundMatch]:
        """The matches in one document."""
        escaped = lenient = False
        for each in sites:
            for match in self._of_site(each):
                yield match, each.site.ignores
            keys = each.site.keys or ()
            joined = next((key for key in keys if key.kind == "joined"), None)
            if joined is not None and not escaped:
                escaped = True
                values: dict[str, Value] = {"key": joined.name}
                yield _match(NOT_ESCAPED, joined.value_start, joined.value_end, values), each.site.ignores
            if each.site.keys and not each.site.is_json and not lenient:
                lenient = True
                values = {"key": keys[0].name}
                yield _match(NOT_STRING, each.site.start, each.site.end, values, "not-json"), each.site.ignores
        for call in facts.obsolete:
            values = {"call": call.call, "successor": OBSOLETE[call.call]}
            yield _match("obsolete-api", call.start, call.end, values), call.ignores

    def _of_site(self, found: ResolvedSite) -> Iterator[RuleMatch]:
        site = found.site
        if site.bare:
            yield _match(NOT_STRING, site.start, site.end, {"key": "TemplateParam"}, "bare")
        yield from self._of_account(found)
        if site.keys is None:
            return
        yield from _kinds(
            [key for key in site.keys if site.is_json or key.kind != "hole"],
            found.templates[0] if len(found.templates) == 1 else None,
            found.document,
        )
        if found.is_certain:
            misses = [set(each.variables) - {key.name for key in site.keys} for each in found.templates]
            fitting = [each for each, missing in zip(found.templates, misses, strict=True) if not missing]
            for template in fitting[:1] or found.templates[:1]:
                yield from self._against(found, template)
            for template, missing in zip(found.templates[1:], misses[1:], strict=True) if not fitting else ():
                yield _missing(site, template, [name for name in template.variables if name in missing])
        elif site.keys and not found.codes and not any(key.sometimes for key in site.keys):
            yield from self._anywhere(found, {key.name for key in site.keys})

    def _against(self, found: ResolvedSite, template: KnownTemplate) -> Iterator[RuleMatch]:
        site = found.site
        assert site.keys is not None
        names = [key.name for key in site.keys]
        missing = [name for name in template.variables if name not in names]
        if missing:
            yield _missing(site, template, missing, self._added(found, template, missing))
        for key in site.keys:
            if key.name in template.variables:
                yield from _value(key, template, found.document.file_rules)
                continue
            nearest = _nearest(key.name, missing, len(names) - len(template.variables) + len(missing))
            hint = messages.NEAREST.fill(name=nearest) if nearest else messages.NO_NEAREST
            values: dict[str, Value] = {"code": template.code, "key": key.name, "nearest": hint, "to": nearest or ""}
            start, end = (key.start, key.end) if key.end > key.start else (key.value_start, key.value_end)
            changes: tuple[EditSource, ...] = ()
            if nearest and key.end > key.start:
                both = (key.start, key.end) == (key.value_start, key.value_end)
                between = " = " if found.document.display_path.endswith(".cs") else ": "
                changes = (EditSource(start, end, f"{nearest}{between}{key.name}" if both else nearest),)
            yield _match(UNKNOWN, start, end, values, changes=changes)

    def _added(self, found: ResolvedSite, template: KnownTemplate, missing: Sequence[str]) -> tuple[EditSource, ...]:
        """What adds the missing keys, unless one of them is there under another name."""
        text = found.document.reopen().text
        if text is None or any(key.name not in template.variables for key in found.site.keys or ()):
            return ()
        from smslint.workspace.contract_fixes import added_keys

        added = added_keys(text.value, found.site, missing)
        return (added,) if added is not None else ()

    def _anywhere(self, found: ResolvedSite, keys: set[str]) -> Iterator[RuleMatch]:
        """A site whose code is not known, and whose keys fit no template at all."""
        nearest = self._nearest(keys, found.document.file_rules)
        if nearest is None:
            return
        takes = "、".join(nearest.variables), ", ".join(nearest.variables)
        named = Bilingual(f"{nearest.code} ({takes[1]})", f"{nearest.code}（{takes[0]}）")
        values: dict[str, Value] = {"keys": tuple(sorted(keys)), "nearest": named}
        yield _match("parameter-mismatch-anywhere", found.site.start, found.site.end, values)

    def _of_account(self, found: ResolvedSite) -> Iterator[RuleMatch]:
        """What the account says of a literal code and a literal signature."""
        site, linter = found.site, found.document.file_rules.linter
        literal = site.codes[0].value if len(site.codes) == 1 and site.codes[0].kind == "literal" else None
        if linter.account is None or (literal is None and site.signature is None):
            return
        record = linter.account.templates.get(literal or "")
        content = (record.content if record is not None else None) or ""
        carried = frozenset({"content", *(("code",) if literal else ()), *(("signature",) if site.signature else ())})
        kind = record.type if record is not None else None
        template = Template(content, code=literal, signature=site.signature, type=kind, carries=carried)
        for finding in linter.lint(linter.read(template)):
            if finding.rule.id not in _ACCOUNT:
                continue
            at_sign = finding.span.place == _SIGNATURE
            start, end = (site.signature_start, site.signature_end) if at_sign else (site.code_start, site.code_end)
            variant = finding.variant.name if finding.variant is not None else None
            yield RuleMatch(finding.rule.id, in_source(start, end, finding.match.values, variant=variant))


def _missing(
    site: SendSite, template: KnownTemplate, names: Sequence[str], changes: tuple[EditSource, ...] = ()
) -> RuleMatch:
    """Variables of a template that a site never sends."""
    variables = tuple(f"${{{name}}}" for name in names)
    return _match(MISSING, site.start, site.end, {"code": template.code, "variables": variables}, changes=changes)


def _match(
    rule: str,
    start: int,
    end: int,
    values: dict[str, Value],
    variant: str | None = None,
    changes: tuple[EditSource, ...] = (),
) -> RuleMatch:
    match = in_source(start, end, values, changes=changes, variant=variant)
    return RuleMatch(rule, replace(match, predicts=_PREDICTS.get(rule)) if rule in _PREDICTS else match)


def _nearest(key: str, missing: Sequence[str], unknown: int) -> str | None:
    """The variable that a wrong key means: the only one that is left, or the one that resembles it."""
    plain = {_folded(name): name for name in missing}
    found = plain.get(_folded(key)) or nearest_name(key, missing, 0.5)
    return found or (missing[0] if len(missing) == 1 and unknown == 1 else None)


def _folded(name: str) -> str:
    return name.replace("_", "").lower().removesuffix("s")


def _kinds(keys: Sequence[Key], template: KnownTemplate | None, document: RunDocument) -> Iterator[RuleMatch]:
    """Values that are no strings."""
    for key in keys:
        if key.kind not in ("number", "hole", "null", "boolean", "list", "object"):
            continue
        variant: str | None = None
        if key.kind in ("number", "hole"):
            attribute = template.variables.get(key.name) if template is not None else None
            variant = "numeric" if attribute and _is_numeric(attribute, document.file_rules) else "number"
        start, end = (key.value_start, key.value_end) if key.value_end > key.value_start else (key.start, key.end)
        yield _match(NOT_STRING, start, end, {"key": key.name, "kind": messages.VALUE_KINDS[key.kind]}, variant)


def _is_numeric(code: str, file_rules: FileRules) -> bool:
    """Whether an attribute takes digits and no letters."""
    attribute = file_rules.catalog.attributes.get(code)
    if attribute is None or attribute.status == "foreign":
        return False
    takes = [judge(value, attribute, file_rules.catalog).verdict for value in ("1234", "12", "abcd")]
    return takes[2] == "rejected" and "accepted" in takes[:2]


def _value(key: Key, template: KnownTemplate, file_rules: FileRules) -> Iterator[RuleMatch]:
    """A literal value that its attribute does not take."""
    attribute = file_rules.catalog.attributes.get(template.variables[key.name] or "")
    if key.kind != "text" or attribute is None or attribute.status == "foreign":
        return
    length = file_rules.linter.value_length
    verdict = judge(key.value, attribute, file_rules.catalog, value_length=length)
    if verdict.verdict == "rejected" and verdict.reasons:
        reason = verdict.reasons[0]
        values: dict[str, Value] = {"key": key.name, "value": key.value, "reason": reason.message}
        start, end = (key.value_start, key.value_end) if key.value_end > key.value_start else (key.start, key.end)
        match = _match("parameter-value", start, end, values)
        yield RuleMatch(match.rule, replace(match.match, predicts=reason.predicts))
