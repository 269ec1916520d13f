"""The contract between code and templates: what each place that sends passes, and what its template needs.

Files tell facts one by one. What they mean is known only at the end of a run: which constants, settings and wrappers
there are, and which templates. What stays unknown is counted, and never a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from smslint.core.finding import Match, RuleMatch
from smslint.core.patterns import lazy_pattern
from smslint.core.place import CODE, Span
from smslint.dataclass import dataclass
from smslint.documents.code.site import CodeFacts, Key, PossibleCall, SendSite, SendWrapper
from smslint.workspace.check import Checked
from smslint.workspace.contract_rules import ContractRules, FoundMatch, ResolvedSite
from smslint.workspace.cross_file import RunDocument, RunFindings
from smslint.workspace.diagnostic import AppliedSuppression, Diagnostic
from smslint.workspace.diagnostic_builder import DiagnosticBuilder, start_of
from smslint.workspace.known_templates import KnownTemplate

if TYPE_CHECKING:
    from smslint.documents.document import Document
    from smslint.workspace.project_context import ProjectContext
    from smslint.workspace.rule_resolver import FileRules
_NEVER_SENT: Final = "template-never-sent"
_SETTING: Final = lazy_pattern(r"[A-Z][A-Z0-9_]{3,}|(?i:\w*(?:sms|tpl|template)\w+)")


class ContractPart(NamedTuple):
    """What one document adds to a contract, as it travels between processes."""

    facts: CodeFacts | None
    templates: tuple[tuple[int, KnownTemplate], ...]


@dataclass
class Contract:
    """Collects the facts of a run. `context` finds what the run itself does not have: manifests and configuration."""

    builder: Callable[[Document, str, FileRules], DiagnosticBuilder]
    context: ProjectContext
    parts: list[ContractPart] = field(default_factory=list)
    _facts: list[tuple[RunDocument, CodeFacts]] = field(default_factory=list)
    _templates: dict[str, tuple[KnownTemplate, RunDocument, int]] = field(default_factory=dict)
    _paths: set[str] = field(default_factory=set)
    _resolver: _Resolver | None = None
    _resolved: dict[int, list[ResolvedSite]] = field(default_factory=dict)

    def add(self, document: RunDocument, part: ContractPart) -> None:
        """Add a document of the run: what it tells about sending, and its templates with codes by their indexes.

        Manifests count before templates in code.
        """
        self.parts.append(part)
        self._resolver = None
        self._resolved.clear()
        self._paths.add(document.display_path)
        if part.facts is not None and any(part.facts):
            self._facts.append((document, part.facts))
        for index, found in part.templates:
            before = self._templates.get(found.code)
            if before is None or (before[0].in_code and not found.in_code):
                self._templates[found.code] = found, document, index

    def template(self, code: str) -> tuple[KnownTemplate, RunDocument, int] | None:
        """The template of the run with a code, its document and its index there."""
        return self._templates.get(code)

    @property
    def templates(self) -> list[KnownTemplate]:
        """The templates of the run that have a code."""
        return [each for each, _, _ in self._templates.values()]

    def in_manifests(self) -> Iterator[tuple[KnownTemplate, RunDocument, int]]:
        """The templates of the run's manifests, each with its document and its index there."""
        return (each for each in self._templates.values() if not each[0].in_code)

    @property
    def wrappers(self) -> list[SendWrapper]:
        """The functions of the run that send what they are given."""
        return [each for _, facts in self._facts for each in facts.wrappers]

    @property
    def sites(self) -> list[ResolvedSite]:
        """All sites of the run, in its order, as far as they can be resolved."""
        return [each for document, facts in self._facts for each in self._sites_in(document, facts)]

    def _sites_in(self, document: RunDocument, facts: CodeFacts) -> list[ResolvedSite]:
        found = self._resolved.get(id(document))
        if found is None:
            resolver = self._resolver = self._resolver or _Resolver([each for _, each in self._facts], self.context)
            found = self._resolved[id(document)] = []
            sites = [(site, True) for site in facts.sites]
            sites += [(site, each.own) for each in facts.calls if (site := resolver.as_site(each)) is not None]
            for site, is_certain in sorted(sites, key=lambda each: each[0].start):
                codes = resolver.codes(site, document)
                if not codes and not is_certain:
                    continue
                known = tuple(each for code in codes if (each := self.known(code, document)) is not None)
                found.append(ResolvedSite(document, site, codes, known))
        return found

    def sites_in(self, document: RunDocument) -> list[ResolvedSite]:
        """The sites of one document of the run."""
        return [site for each, facts in self._facts if each is document for site in self._sites_in(each, facts)]

    def known(self, code: str, document: RunDocument) -> KnownTemplate | None:
        """A template by its code: as approved in the lock, of the run, or of the other manifests of the project."""
        locked = self.context.locked(code, document.file_rules)
        if locked is not None and locked.approved:
            return locked
        own = self._templates.get(code)
        if own is not None and not own[0].in_code:
            return own[0]
        other = self.context.manifests(document.file_rules, self._paths).get(code)
        return other or locked or (own[0] if own is not None else None)

    def nearest(self, keys: set[str], file_rules: FileRules) -> KnownTemplate | None:
        """The template whose variables are most like some keys; None if there are none, or if one takes just them."""
        known = [*self.templates, *self.context.locked_templates(file_rules)]
        known += self.context.manifests(file_rules, self._paths).values()
        if any(set(each.variables) == keys for each in known):
            return None
        return min(known, key=lambda each: (len(keys ^ set(each.variables)), each.code), default=None)

    def findings(self, whole: bool) -> Iterator[RunFindings]:
        """The findings of each document; `whole` says that all files of the project are known."""
        for document, facts in self._facts:
            if document.reported:
                yield from self._findings_in(document, facts)
        if whole:
            yield from self._never_sent()

    def findings_in(self, document: RunDocument) -> Iterator[RunFindings]:
        """The findings of one document of the run."""
        for each, facts in self._facts:
            if each is document:
                yield from self._findings_in(each, facts)

    def _findings_in(self, document: RunDocument, facts: CodeFacts) -> Iterator[RunFindings]:
        matches = list(ContractRules(self.nearest).of_document(self._sites_in(document, facts), facts))
        if matches:
            yield self._reported(document, matches)

    def _never_sent(self) -> Iterator[RunFindings]:
        """The approved templates of manifests that no site names, if the codes of all sites are known."""
        sites = self.sites
        if not sites or not all(each.codes for each in sites):
            return
        sent = {code for each in sites for code in each.codes}
        for known, document, index in self.in_manifests():
            file_rules = document.file_rules
            locked = self.context.locked(known.code, file_rules)
            if known.code in sent or _NEVER_SENT not in file_rules.wanted or locked is None or not locked.approved:
                continue
            opened = document.reopen()
            entry = opened.entry(index)
            builder = self.builder(opened, document.display_path, file_rules)
            match = Match(Span(CODE, 0, len(known.code)), {"code": known.code})
            analysis = file_rules.linter.read(entry.template) if entry.template is not None else None
            checked = Checked(analysis, (file_rules.finding(RuleMatch(_NEVER_SENT, match)),))
            yield RunFindings(file_rules, builder.of_template(entry, checked), [])

    def _reported(self, run_document: RunDocument, matches: Sequence[FoundMatch]) -> RunFindings:
        file_rules = run_document.file_rules
        builder = self.builder(run_document.reopen(), run_document.display_path, file_rules)
        wanted = [(match, ignores) for match, ignores in matches if match.rule in file_rules.wanted]
        found = builder.of_document([file_rules.finding(match) for match, _ in wanted])
        kept: list[Diagnostic] = []
        hidden: list[Diagnostic] = []
        accepted: set[int] = set()
        for diagnostic, (match, ignores) in zip(found, wanted, strict=True):
            own = next((each for each in ignores if each.rule == match.rule), None)
            given = [each for each in file_rules.accepted_by_rule.get(match.rule, ()) if each[1].template is None]
            accepted.update(index for index, _ in given)
            if own is not None and file_rules.resolved.suppressions:
                hidden.append(replace(diagnostic, suppression=AppliedSuppression(True, own.reason)))
            elif given:
                hidden.append(replace(diagnostic, suppression=AppliedSuppression(False, given[0][1].reason)))
            else:
                kept.append(diagnostic)
        return RunFindings(file_rules, sorted(kept, key=start_of), hidden, frozenset(accepted))

    def counts(self) -> Counter[str]:
        """How many sites there are by how much is known of them."""
        return Counter(each.kind for each in self.sites) if self._facts else Counter()


class _Resolver:
    """What constants, settings and wrappers of a run mean."""

    def __init__(self, facts: Sequence[CodeFacts], context: ProjectContext) -> None:
        self._context = context
        self._constants: dict[str, set[str]] = {}
        for constant in (each for one in facts for each in one.constants):
            for name in {constant.name, f"{constant.owner}.{constant.name}"}:
                self._constants.setdefault(name, set()).add(constant.code)
        self._wrappers: dict[str, list[SendWrapper]] = {}
        for each in (each for one in facts for each in one.wrappers):
            same = self._wrappers.setdefault(each.function, [])
            if each not in same:
                same.append(each)

    def codes(self, site: SendSite, document: RunDocument) -> tuple[str, ...]:
        """The codes that a site may send; none if one of them is not known."""
        found: list[str] = []
        default: list[str] = []
        for kind, value in site.codes:
            if kind == "literal":
                found.append(value)
            elif kind == "default":
                default.append(value)
            elif kind == "constant":
                last = value.rpartition(".")[2]
                known = self._constants.get(value) or self._constants.get(last, set())
                if not known and ("." in value or _SETTING.fullmatch(value)):  # settings as an object or a module
                    known = set(self._context.configured(last, document.file_rules))
                if len(known) != 1 and not default:
                    return ()
                found += known if len(known) == 1 else ()
            else:
                found += self._context.configured(value, document.file_rules)
        if any(kind == "config" for kind, _ in site.codes) and not found:
            return tuple(dict.fromkeys(default))
        return tuple(dict.fromkeys(found or default))

    def as_site(self, made: PossibleCall) -> SendSite | None:
        """A call as a site, if a wrapper of the project is what it calls."""
        wrapper = self._wrapper(made)
        if wrapper is None:
            return None
        code = _given(made, wrapper, wrapper.code, wrapper.code_key)
        codes = code.codes if code is not None else wrapper.codes
        if not codes and not made.own:
            return None
        site = SendSite(
            made.start, made.end, codes, made.start, made.end, wrapper.keys, ignores=made.arguments[0].ignores
        )
        if wrapper.rest:
            site = site._replace(keys=(*wrapper.keys, *_named(made, wrapper)))
        elif wrapper.params is not None:
            params = _given(made, wrapper, wrapper.params, wrapper.params_key)
            if params is None:
                site = site._replace(keys=None, keys_reason="computed")
            else:
                known = params.keys
                own = {key.name for key in wrapper.keys}
                keys = None if known is None else (*wrapper.keys, *(key for key in known if key.name not in own))
                site = params._replace(codes=codes, keys=keys)
        elif code is not None:
            site = code._replace(codes=codes, keys=wrapper.keys)
        place = code if code is not None else site
        return site._replace(code_start=place.start, code_end=place.end)

    def _wrapper(self, made: PossibleCall) -> SendWrapper | None:
        """The wrapper that a call runs: by its name, and by its class if several have that name."""
        found = self._wrappers.get(made.function, [])
        if len(found) > 1:
            receiver = made.receiver.lower()
            found = [each for each in found if each.owner and each.owner.lower() == receiver]
        return found[0] if len(found) == 1 else None


def _given(made: PossibleCall, wrapper: SendWrapper, number: int | None, key: str) -> SendSite | None:
    """What a call gives for a parameter of a wrapper; None if nothing."""
    if number is None:
        return None
    if key:
        return next((each.value for each in made.fields if each.number == number and each.key == key), None)
    name = wrapper.names[number] if number < len(wrapper.names) else ""
    named = next((at for at, given in enumerate(made.names) if given and given == name), None)
    if named is not None:
        return made.arguments[named]
    return made.arguments[number] if number < len(made.arguments) and not any(made.names[: number + 1]) else None


def _named(made: PossibleCall, wrapper: SendWrapper) -> Iterator[Key]:
    """The named arguments that are no parameters of a wrapper: `send(phone, code=code)`."""
    for name, each in zip(made.names, made.arguments, strict=False):
        if name and name not in wrapper.names:
            yield Key(name, each.start, each.start, "expression", "", each.start, each.end)
