"""`dataclasses.dataclass`, made when it is needed: the same class at a tenth of its cost to a start.

The standard decorator generates and compiles six functions for a class, whether or not they are ever called: 0.43 ms
each for the hundred classes that a `check` of one small file imports, 50 ms of its processor time (tried on 3.11).
Here the fields are the standard library's, so that `fields`, `replace`, `asdict` and pydantic know them; `__init__` is
compiled when a class has proved to be of many instances, and everything else is shared. An instance is then made in
0.40 µs, not 0.70.

Read it as `dataclasses.dataclass`: type checkers do. Of its parameters it takes those that are used here.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, cast

_FEW = 16
"""How many instances of a class are made before its `__init__` is compiled."""


def _dataclass(
    cls: type[Any] | None = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> Any:
    def made(cls: type[Any]) -> type[Any]:
        own = set(vars(cls))
        done = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        for name, method in _methods(done, frozen, slots, eq, order).items():
            if name not in own:
                setattr(done, name, method)
        return done

    return made if cls is None else made(cls)


def _methods(cls: type[Any], frozen: bool, slots: bool, eq: bool, order: bool) -> dict[str, Any]:
    """The methods that the standard library would have generated."""
    methods: dict[str, Any] = {"__init__": _first_init(cls, frozen, slots), "__repr__": _repr}
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _restore}
    if eq:
        values = _values([field.name for field in dataclasses.fields(cls) if field.compare])
        methods["__eq__"] = _comparison(values, "__eq__")
        methods["__hash__"] = (lambda self: hash(values(self))) if frozen else None
        if order:
            methods |= {name: _comparison(values, name) for name in ("__lt__", "__le__", "__gt__", "__ge__")}
    return methods


def _first_init(cls: type[Any], frozen: bool, slots: bool) -> Callable[..., None]:
    """An `__init__` for the first few instances, which then puts the compiled one into its own place.

    Most classes of a `check` of one small file have one or two instances: at 3 µs each, not 85 for compiling, they take
    4 ms less of its start. The compiled one also says what is wrong with arguments that do not fit.
    """
    left = _FEW

    def init(self: object, /, *args: object, **named: object) -> None:
        nonlocal left
        left -= 1
        values = _fitting(cls, args, named) if left > 0 else None
        if values is None:
            cls.__init__ = compiled = _init(cls, frozen, slots)
            compiled(self, *args, **named)
            return
        for name, value in values.items():
            object.__setattr__(self, name, value)
        if hasattr(cls, "__post_init__"):
            self.__post_init__()  # type: ignore[attr-defined]

    return init


def _fitting(cls: type[Any], args: tuple[object, ...], named: dict[str, object]) -> dict[str, object] | None:
    """The values of all fields; None where the arguments do not fit them."""
    fields = dataclasses.fields(cls)
    values = dict(zip([field.name for field in fields if not field.kw_only], args, strict=False))
    if len(values) < len(args) or values.keys() & named.keys():
        return None
    values |= named
    for field in fields:
        if field.name not in values:
            if field.default_factory is not dataclasses.MISSING:
                values[field.name] = field.default_factory()
            elif field.default is not dataclasses.MISSING:
                values[field.name] = field.default
            else:
                return None
    return values if len(values) == len(fields) else None


def _init(cls: type[Any], frozen: bool, slots: bool) -> Callable[..., None]:
    """The `__init__` of a class; a slot's own setter is what a frozen class leaves open, and fastest."""
    ordered: list[str] = []
    named: list[str] = []
    body: list[str] = []
    scope: dict[str, Any] = {"_Missing": dataclasses.MISSING, "_set": object.__setattr__}
    for field in dataclasses.fields(cls):
        parameter = value = name = field.name
        if field.default is not dataclasses.MISSING:
            scope[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            scope[f"_factory_{name}"] = field.default_factory
            parameter = f"{name}=_Missing"
            value = f"_factory_{name}() if {name} is _Missing else {name}"
        (named if field.kw_only else ordered).append(parameter)
        if frozen and slots:
            scope[f"_set_{name}"] = getattr(cls, name).__set__
            body.append(f"_set_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join(["self", *ordered, *(["*", *named] if named else [])])
    exec(f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"]), scope)
    made = cast("Callable[..., None]", scope["__init__"])
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _values(names: list[str]) -> Callable[[Any], Any]:
    """What gives the values of an instance that its comparisons compare."""
    return operator.attrgetter(*names) if names else lambda _: ()


def _comparison(values: Callable[[Any], Any], name: str) -> Callable[[Any, object], Any]:
    """One of the six comparisons of instances of exactly one class."""
    compare = getattr(operator, name)

    def compared(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(values(self), values(other))

    return compared


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass
