"""Attributes of variables: what the vendor allows a variable to contain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from smslint.core.severity import Severity
from smslint.core.template import TYPES, TemplateType
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

if TYPE_CHECKING:
    from smslint.core.grammar.language import Grammar
    from smslint.core.lexicon import Lexicon

VerdictKind = Literal["accepted", "risky", "rejected"]
DEFAULT_VALUE_LENGTH = 35
"""How many characters the specification allows any value; a setting, since older accounts report 15, 20 and 25."""

LONGEST_VALUE = 35
"""The most characters that an attribute allows by itself; the setting `value-length` can allow more."""


@dataclass(frozen=True)
class Attribute:
    """One attribute of the catalog.

    `types` are the template types that may use it, `disputed_types` those on which the sources disagree.
    `successor` is set for legacy codes, `nearest` for codes that occur elsewhere but were never valid. `length` counts
    code points, with the default of the `value-length` setting; `limits` takes the setting into account. `within` names
    the attributes that accept every value of this one. `file` is the complete parsed file.
    """

    code: str
    title: Bilingual
    types: frozenset[TemplateType]
    disputed_types: frozenset[TemplateType]
    status: Literal["current", "legacy", "foreign"]
    successor: str | None
    length: tuple[int, int]
    suggested_names: Mapping[TemplateType, tuple[str, ...]]
    file: Mapping[str, Any]
    lexicon: Lexicon = field(repr=False, compare=False)
    nearest: str | None = None
    order: int = 0
    within: frozenset[str] = frozenset()
    _accepted_lengths: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def allowed(self) -> Bilingual:
        """What a value may contain, in a few words."""
        return Bilingual(**self.file["allowed"])

    @cached_property
    def grammar(self) -> Grammar:
        """The languages of the attribute, read from its file on first use. Raises `ExpressionError`."""
        from smslint.core.grammar.language import Grammar

        return Grammar(self.file, self.lexicon)

    def plainly_accepts(self, value: object, value_length: int = DEFAULT_VALUE_LENGTH) -> bool:
        """Whether a value is accepted by a grammar of its own that says all; if not, only `judge` can tell."""
        if type(value) is not str or "accepted" not in self.file or not self.grammar.simple:
            return False
        low, high = self.limits(value_length)
        return low <= len(value) <= high and bool(self.grammar.accepts(value))

    def is_told_by(self, values: Iterable[str]) -> bool:
        """Whether two thirds of the values speak for the attribute, and do not merely fit it as any text can.

        With `telling-words = false`, one of two or three characters that begins with a word does not (成功 is no name).
        """
        telling, different = self.file.get("telling-pattern"), set(values)
        if telling is None:
            return True
        speaking = [each for each in different if self.lexicon.pattern(telling).search(each)]
        if speaking and not self.file.get("telling-words", True):
            from smslint.core.recognise.word_edges import Vocabulary

            vocabulary = self.lexicon.compiled(Vocabulary)
            speaking = [each for each in speaking if len(each) > 3 or not vocabulary.begins(each)]
        return 0 < 2 * len(different) <= 3 * len(speaking)

    def limits(self, value_length: int = DEFAULT_VALUE_LENGTH) -> tuple[int, int]:
        """The fewest and the most characters of a value for a `value-length` setting."""
        low, high = self.length
        if self.file.get("length", {}).get("max", "value-length") == "value-length":
            return low, value_length
        return low, min(high, max(value_length, low))

    def accepted_lengths(self, value_length: int = DEFAULT_VALUE_LENGTH) -> tuple[int, int]:
        """The fewest and the most characters of an accepted value: the lengths of the grammar within the limits."""
        made = self._accepted_lengths.get(value_length)
        if made is None:
            from smslint.core.grammar.parse import accepted_lengths

            made = self._accepted_lengths[value_length] = accepted_lengths(self.file, *self.limits(value_length))
        return made


@dataclass(frozen=True, slots=True)
class ReasonKind:
    """An entry of the closed list of reasons; `message` has fields for the details."""

    id: str
    severity: Severity
    message: Bilingual
    predicts: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is not simply accepted: an id of the catalog's closed list, and the offending part of the value."""

    id: str
    severity: Severity
    message: Bilingual
    start: int
    end: int
    predicts: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What will happen to a value, with every reason; `suggestion` is a repaired value that is accepted."""

    verdict: VerdictKind
    reasons: tuple[Reason, ...] = ()
    suggestion: str | None = None


ACCEPTED: Final = Verdict("accepted")


def load_attributes(raw: Mapping[str, Mapping[str, Any]], lexicon: Lexicon) -> Mapping[str, Attribute]:
    """The attributes by code, in the catalog's order, from their parsed files; grammars are read on first use."""
    made = (_attribute(code, file, lexicon) for code, file in raw.items())
    return MappingProxyType({one.code: one for one in sorted(made, key=lambda one: (one.order, one.code))})


def load_reasons(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, ReasonKind]:
    """The reasons by id, from the parsed `rules/reasons.toml`."""
    return MappingProxyType(
        {
            reason: ReasonKind(reason, entry["severity"], Bilingual(**entry["message"]), entry.get("predicts"))
            for reason, entry in raw.items()
        }
    )


def _attribute(code: str, file: Mapping[str, Any], lexicon: Lexicon) -> Attribute:
    length = file.get("length", {})
    high = length.get("max", "value-length")
    names = file.get("suggested-names", {})
    return Attribute(
        code=code,
        title=Bilingual(**file["title"]),
        types=frozenset(file.get("types", ())),
        disputed_types=frozenset(file.get("disputed", ())),
        status=file.get("status", "current"),
        successor=file.get("successor"),
        length=(length.get("min", 1), DEFAULT_VALUE_LENGTH if high == "value-length" else high),
        suggested_names={kind: tuple(names[kind]) for kind in TYPES if kind in names},
        file=file,
        nearest=file.get("nearest"),
        order=file.get("order", 0),
        within=frozenset(file.get("within", ())),
        lexicon=lexicon,
    )
