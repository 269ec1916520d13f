"""`kind = "code"`: a rule that no other kind can say, in the module of `core.rules` that bears its name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake, stated_wake
from smslint.core.reading import Reading
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """The module, which has `find(reading) -> Iterable[Match]`; it is imported when the rule first runs."""

    module: str
    wake: Wake


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> Code:
    return Code("smslint.core.rules." + rule.replace("-", "_"), stated_wake(raw, lexicon))


def _find(reading: Reading, options: Code) -> Iterable[Match]:
    module = sys.modules.get(options.module) or import_module(options.module)
    found: Iterable[Match] = module.find(reading)
    return found


CODE = Matcher(_options, _find, lambda options: options.wake)
