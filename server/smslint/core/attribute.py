"""Variable attributes: what the vendor lets a variable carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from smslint.core.finding import Severity
from smslint.core.template import TemplateType
from smslint.language import Bilingual

VerdictKind = Literal["accepted", "risky", "rejected"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of the catalog.

    `types` are the template types that may use it, `disputed_types` those of which the sources disagree.
    `successor` is set on legacy codes, `nearest` on codes that are met elsewhere and were never valid. `length`
    counts code points. `file` is the whole parsed file.
    """

    code: str
    title: Bilingual
    types: frozenset[TemplateType]
    disputed_types: frozenset[TemplateType]
    status: Literal["current", "legacy", "foreign"]
    successor: str | None
    length: tuple[int, int]
    suggested_names: Mapping[TemplateType, tuple[str, ...]]
    file: Mapping[str, object]


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
    """What will happen to a value, with every reason; `suggestion` is a repaired value that is itself accepted."""

    verdict: VerdictKind
    reasons: tuple[Reason, ...] = ()
    suggestion: str | None = None
