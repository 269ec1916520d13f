"""`dataclasses.dataclass` for a quick start of the program: it makes the same class in a twentieth of the time.

The standard decorator generates and compiles six functions for every class, whether they are called or not. For the
hundred classes that a `check` of one small file imports, this takes 50 ms of processor time (measured on Python 3.11).
Here `__init__` is compiled when the first instance is made, and all other methods are shared. The standard library
computes the fields when `fields`, `replace`, `asdict` or pydantic ask for them.

Type checkers treat it as `dataclasses.dataclass`. It supports the parameters that are used here, and only classes
without base classes.
"""

from __future__ import annotations

import builtins
import dataclasses
import operator
from collections.abc import Callable
from dataclasses import Field
from functools import cache
from reprlib import recursive_repr
from types import CodeType, FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, cast


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
    """The fields in the body of a class, which are taken out of it. It also stands for `__dataclass_fields__`."""

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
        """Reads the fields that are given by `dataclasses.field`."""
        self.compared = [name for name in self.names if name not in stated or stated[name].compare]
        for name, field in stated.items():
            del self.defaults[name]
            if field.default_factory is not dataclasses.MISSING:
                self.factories[name] = field.default_factory
            elif field.default is not dataclasses.MISSING:
                self.defaults[name] = field.default

    def __get__(self, instance: object, owner: type[Any]) -> dict[str, Field[Any]]:
        """The fields as the standard library makes them, from a class with the same body."""
        name, body = self._twin
        twin: Any = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(type(name, (), body))
        owner.__dataclass_fields__ = fields = twin.__dataclass_fields__
        return cast("dict[str, Field[Any]]", fields)


def _methods(plan: _Plan, frozen: bool, slots: bool, eq: bool, order: bool) -> dict[str, Any]:
    """The methods that the standard library would add to a class."""
    methods: dict[str, Any] = {
        "__dataclass_fields__": plan,
        "__match_args__": () if plan.kw_only else tuple(plan.names),
        "__init__": _init_on_first_use(plan, frozen),
        "__repr__": _repr,
    }
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        if slots:
            methods["__reduce__"] = _reduce_method(plan)
    if eq:
        values = operator.attrgetter(*plan.compared) if plan.compared else lambda _: ()
        methods["__eq__"] = _comparison(values, "__eq__")
        methods["__hash__"] = (lambda self: hash(values(self))) if frozen else None
        if order:
            methods |= {name: _comparison(values, name) for name in ("__lt__", "__le__", "__gt__", "__ge__")}
    return methods


def _init_on_first_use(plan: _Plan, frozen: bool) -> Callable[..., None]:
    """An `__init__` that compiles the real one when the first instance is made, and puts it into its own place."""

    def init(self: Any, /, *args: object, **named: object) -> None:
        cls = self.__class__
        cls.__init__ = compiled = _init(cls, plan, frozen)
        compiled(self, *args, **named)

    return init


def _init(cls: type[Any], plan: _Plan, frozen: bool) -> Callable[..., None]:
    """The real `__init__` of a class: the code for fields like these, with their own names in it.

    Compiling takes a hundred times as long as renaming, and most classes have fields like those of another one.
    """
    made_here = tuple(number for number, name in enumerate(plan.names) if name in plan.factories)
    code = _init_code(len(plan.names), made_here, frozen, plan.kw_only, hasattr(cls, "__post_init__"))
    names = {f"field_{number}": name for number, name in enumerate(plan.names)}
    local, others = (tuple(names.get(name, name) for name in each) for each in (code.co_varnames, code.co_names))
    scope: dict[str, Any] = {"missing": dataclasses.MISSING, "__builtins__": builtins}  # a factory may import
    for number, name in enumerate(plan.names):
        if frozen:
            scope[f"set_{number}"] = _setter(cls, name)
        if name in plan.factories:
            scope[f"make_{number}"] = plan.factories[name]
    made = FunctionType(code.replace(co_varnames=local, co_names=others), scope, "__init__")
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    defaults = plan.defaults | dict.fromkeys(plan.factories, dataclasses.MISSING)
    if plan.kw_only:
        made.__kwdefaults__ = defaults
    else:
        made.__defaults__ = tuple(defaults[name] for name in plan.names if name in defaults)
    return made


@cache
def _init_code(count: int, made_here: tuple[int, ...], frozen: bool, kw_only: bool, post_init: bool) -> CodeType:
    """The code of an `__init__` with some fields; those of the numbers `made_here` have a factory."""
    fields = [f"field_{number}" for number in range(count)]
    body: list[str] = []
    for number, field in enumerate(fields):
        value = f"make_{number}() if {field} is missing else {field}" if number in made_here else field
        body.append(f"set_{number}(self, {value})" if frozen else f"self.{field} = {value}")
    if post_init:
        body.append("self.__post_init__()")
    parameters = ["self", "*"] if kw_only and count else ["self"]
    scope: dict[str, Any] = {}
    exec(f"def __init__({', '.join(parameters + fields)}):\n " + "\n ".join(body or ["pass"]), scope)
    return cast("CodeType", scope["__init__"].__code__)


def _setter(cls: type[Any], name: str) -> Callable[[Any, Any], None]:
    """Sets a field of a new frozen instance. The setter of a slot is the fastest way."""
    slot = vars(cls).get(name)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__
    return lambda self, value: object.__setattr__(self, name, value)


def _comparison(values: Callable[[Any], Any], name: str) -> Callable[[Any, object], Any]:
    """One of the six comparison methods, for instances of exactly the same class."""
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


def _reduce_method(plan: _Plan) -> Callable[[Any], tuple[Any, ...]]:
    """`__reduce__` as a call with all values, which unpickles three times as fast as setting each by name."""
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
