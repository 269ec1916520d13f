"""Work on several batches at once: most of it is done by Polars, which lets other threads run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

from smslint.values.tables.batch import Batch

T = TypeVar("T")

_THREADS: Final = 2
"""More would wait for Python's lock."""


def in_order(work: Callable[[Batch], T], batches: Iterable[Batch]) -> Iterator[T]:
    """The results of some work on each batch, in the order of the batches; one more waits than is worked on."""
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting: deque[Future[T]] = deque()
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > _THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
