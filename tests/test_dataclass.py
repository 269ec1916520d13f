"""The program's `dataclass` behaves like the one of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from smslint.core.finding import Match, Related
from smslint.core.place import CONTENT, Place, Span
from smslint.dataclass import dataclass
from smslint.messages import Bilingual


def classes(decorator: Callable[..., Any], **options: bool) -> type[Any]:
    """A class with every kind of field in use, decorated with the given decorator."""

    class Value:
        """A value."""

        first: str
        second: tuple[int, ...] = ()
        third: dict[str, int] = field(default_factory=dict, compare=False)
        hidden: Any = field(default=None, repr=False, compare=False)

    made: type[Any] = decorator(**options)(Value)
    return made


CASES = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True, "slots": True, "kw_only": True},
]


def outcome(work: Callable[[], object]) -> object:
    """The result of a function, or the type and text of its exception."""
    try:
        return work()
    except Exception as failure:  # our class must raise whatever the standard one raises
        return type(failure), str(failure)


@pytest.mark.parametrize("options", CASES, ids=str)
def test_like_the_standard_one(options: dict[str, bool]) -> None:
    def probe(decorator: Callable[..., Any]) -> list[object]:
        made = classes(decorator, **options)
        one, same, other = made(first="a"), made(first="a", third={"x": 1}), made(first="b", second=(1,))
        return [
            repr(other),
            (one == same, one == other, one != other, one == "a"),
            outcome(lambda: hash(one) == hash(same)),
            outcome(lambda: one < other),
            outcome(lambda: setattr(one, "first", "z")),
            outcome(lambda: delattr(other, "second")),
            one.first,
            outcome(made),
            outcome(lambda: made("a", (), {}, None, 5)),
            outcome(lambda: made("a", first="b")),
            outcome(lambda: made(fourth=1)),
            [(found.name, found.compare, found.repr) for found in dataclasses.fields(made)],
            made.__match_args__,
            dataclasses.replace(one, second=(2,)).second,
            dataclasses.asdict(one),
            repr(copy.deepcopy(one)),
            one.third is made(first="a").third,
            hasattr(one, "__dict__"),
        ]

    assert probe(dataclass) == probe(dataclasses.dataclass)


def test_instances_made_before_and_after_compiling_are_alike() -> None:
    made = classes(dataclass, frozen=True, slots=True)
    ones = [made("a", third={"x": 1}) for _ in range(80)]
    assert set(map(repr, ones)) == {repr(ones[0])}
    assert all(one == ones[0] and one.third is not ones[0].third for one in ones[1:])


def test_a_factory_may_import() -> None:
    @dataclass(frozen=True)
    class Day:
        """A day, whose factory is a C function that imports `time`."""

        date: date = field(default_factory=date.today)

    assert isinstance(Day().date, date)


def test_values_survive_pickling() -> None:
    match = Match(Span(CONTENT, 1, 2), {"limit": 70}, (Related(Span(Place(("name",)), 0, 0), Bilingual("a", "b")),))
    assert pickle.loads(pickle.dumps(match)) == match


def test_what_a_class_defines_itself_is_kept() -> None:
    @dataclass
    class Own:
        """A class with its own `__eq__`, `__repr__` and `__post_init__`."""

        name: str

        def __post_init__(self) -> None:
            self.name = self.name.upper()

        def __eq__(self, other: object) -> bool:
            return True

        def __repr__(self) -> str:
            return "own"

    assert (Own("a").name, Own("a") == 3, repr(Own("a"))) == ("A", True, "own")


def test_pydantic_knows_the_fields() -> None:
    adapter = TypeAdapter(Span)
    assert adapter.validate_python({"place": {"path": ["content"]}, "start": 1, "end": 2}) == Span(CONTENT, 1, 2)
