"""Things worked out on first use: a `check` of one small file needs few of them, and each costs its start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):
    """A method without arguments whose result is kept in the instance under the method's name.

    `functools.cached_property` does the same, but takes a lock each time until Python 3.12 (1 µs each, tried on 3.11),
    and a reading has a dozen of them a template. Delete this when 3.11 is no longer served.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> lazy[T] | T:
        if instance is None:
            return self
        value = self._work(instance)
        instance.__dict__[self._name] = value
        return value
