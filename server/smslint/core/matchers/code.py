"""`kind = "code"`: a rule that no other kind can say, in the module of `core.rules` that bears its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake, stated_wake


class Code:
    """The module, which has `find(reading) -> Iterable[Match]`; it is imported when the rule first runs."""

    def __init__(self, module: str, wake: Wake) -> None:
        self.module = module
        self.wake = wake

    @cached_property
    def find(self) -> Callable[[Analysis], Iterable[Match]]:
        """What the module finds in a reading."""
        found: Callable[[Analysis], Iterable[Match]] = import_module(self.module).find
        return found


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> Code:
    return Code("smslint.core.rules." + rule.replace("-", "_"), stated_wake(raw, lexicon))


def _find(analysis: Analysis, options: Code) -> Iterable[Match]:
    return options.find(analysis)


CODE = Matcher(_options, _find, lambda options: options.wake)
