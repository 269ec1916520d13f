"""`dataclasses.dataclass`, made when it is needed: the same class at a twentieth of its cost to a start.

The standard decorator generates and compiles six functions for a class, whether or not they are ever called: 0.43 ms
each for the hundred classes that a `check` of one small file imports, 50 ms of its processor time (tried on 3.11).
Here a class is made in 0.02 ms. The standard library is asked for its fields when `fields`, `replace`, `asdict` or
pydantic want them; `__init__` is compiled when the class has proved to be of many instances, and everything else is
shared. An instance is then made in 0.40 µs, not 0.70.

Read it as `dataclasses.dataclass`: type checkers do. Of its parameters it takes those that are used here, and classes
without bases.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from dataclasses import Field
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, cast

_FEW = 32
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
        body = dict(vars(cls))
        plan = _Plan(cls.__name__, body, kw_only)
        done = _methods(plan, frozen, slots, eq, order) | body
        if slots:
            done["__slots__"] = tuple(plan.names)
        else:
            done |= plan.defaults
        for own in ("__dict__", "__weakref__"):
            done.pop(own, None)
        new = cast("type[Any]", type(cls.__name__, cls.__bases__, done))
        new.__qualname__ = cls.__qualname__
        return new

    return made if cls is None else made(cls)


class _Plan:
    """What the body of a class says of its fields, which are taken out of it; and `__dataclass_fields__`."""

    def __init__(self, name: str, body: dict[str, Any], kw_only: bool) -> None:
        kinds = body.get("__annotations__", {})
        self.names = [name for name, kind in kinds.items() if not str(kind).startswith("ClassVar")]
        self.defaults = {name: body.pop(name) for name in self.names if name in body}
        self.factories: dict[str, Callable[[], object]] = {}
        self.compared = self.names
        self.kw_only = kw_only
        about = {"__module__": body["__module__"], "__doc__": name, "__annotations__": kinds}
        self._twin = name, about | self.defaults
        stated = {name: value for name, value in self.defaults.items() if isinstance(value, Field)}
        if stated:
            self._take(stated)

    def _take(self, stated: dict[str, Field[Any]]) -> None:
        """The fields that say more of themselves than their default."""
        self.compared = [name for name in self.names if name not in stated or stated[name].compare]
        for name, field in stated.items():
            del self.defaults[name]
            if field.default_factory is not dataclasses.MISSING:
                self.factories[name] = field.default_factory
            elif field.default is not dataclasses.MISSING:
                self.defaults[name] = field.default

    def __get__(self, instance: object, owner: type[Any]) -> dict[str, Field[Any]]:
        """The fields as the standard library knows them, made of a class with the same body."""
        name, body = self._twin
        twin: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(type(name, (), body))
        owner.__dataclass_fields__ = fields = twin.__dataclass_fields__
        return cast("dict[str, Field[Any]]", fields)

    def fitting(self, args: tuple[object, ...], named: dict[str, object]) -> dict[str, object] | None:
        """The values of all fields; None where the arguments do not fit them."""
        values = dict(zip(() if self.kw_only else self.names, args, strict=False))
        if len(values) < len(args) or values.keys() & named.keys():
            return None
        values |= named
        for name in self.names:
            if name not in values:
                if name in self.factories:
                    values[name] = self.factories[name]()
                elif name in self.defaults:
                    values[name] = self.defaults[name]
                else:
                    return None
        return values if len(values) == len(self.names) else None


def _methods(plan: _Plan, frozen: bool, slots: bool, eq: bool, order: bool) -> dict[str, Any]:
    """What the standard library would have put into a class."""
    methods: dict[str, Any] = {
        "__dataclass_fields__": plan,
        "__match_args__": () if plan.kw_only else tuple(plan.names),
        "__init__": _first_init(plan, frozen, slots),
        "__repr__": _repr,
    }
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        if slots:
            methods["__reduce__"] = _remade(plan)
    if eq:
        values = operator.attrgetter(*plan.compared) if plan.compared else lambda _: ()
        methods["__eq__"] = _comparison(values, "__eq__")
        methods["__hash__"] = (lambda self: hash(values(self))) if frozen else None
        if order:
            methods |= {name: _comparison(values, name) for name in ("__lt__", "__le__", "__gt__", "__ge__")}
    return methods


def _first_init(plan: _Plan, frozen: bool, slots: bool) -> Callable[..., None]:
    """An `__init__` for the first few instances, which then puts the compiled one into its own place.

    Most classes of a `check` of one small file have one or two instances: at 3 µs each, not 85 for compiling, they take
    4 ms less of its start. The compiled one also says what is wrong with arguments that do not fit.
    """
    left = _FEW

    def init(self: Any, /, *args: object, **named: object) -> None:
        nonlocal left
        left -= 1
        values = plan.fitting(args, named) if left > 0 else None
        if values is None:
            cls = self.__class__
            cls.__init__ = compiled = _init(cls, plan, frozen, slots)
            compiled(self, *args, **named)
            return
        for name, value in values.items():
            object.__setattr__(self, name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    return init


def _init(cls: type[Any], plan: _Plan, frozen: bool, slots: bool) -> Callable[..., None]:
    """The `__init__` of a class; a slot's own setter is what a frozen class leaves open, and fastest."""
    parameters = ["self", "*"] if plan.kw_only and plan.names else ["self"]
    body: list[str] = []
    scope: dict[str, Any] = {"_Missing": dataclasses.MISSING, "_set": object.__setattr__}
    for name in plan.names:
        parameter = value = name
        if name in plan.defaults:
            scope[f"_default_{name}"] = plan.defaults[name]
            parameter = f"{name}=_default_{name}"
        elif name in plan.factories:
            scope[f"_factory_{name}"] = plan.factories[name]
            parameter = f"{name}=_Missing"
            value = f"_factory_{name}() if {name} is _Missing else {name}"
        parameters.append(parameter)
        if frozen and slots:
            scope[f"_set_{name}"] = getattr(cls, name).__set__
            body.append(f"_set_{name}(self, {value})")
        else:
            body.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), scope)
    made = cast("Callable[..., None]", scope["__init__"])
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


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


def _remade(plan: _Plan) -> Callable[[Any], tuple[Any, ...]]:
    """How instances travel: as a call with all their values, a third of what setting each by its name takes."""
    several = operator.attrgetter(*plan.names) if len(plan.names) > 1 else None

    def reduced(self: Any) -> tuple[Any, ...]:
        values = several(self) if several else tuple(getattr(self, name) for name in plan.names)
        if plan.kw_only:
            return _named, (self.__class__, dict(zip(plan.names, values, strict=True)))
        return self.__class__, values

    return reduced


def _named(cls: type[Any], values: dict[str, Any]) -> Any:
    return cls(**values)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass
