"""Ctrl-C, TERM and HUP end the program at once, whatever it is doing, and leave nothing unfinished behind."""

import _signal as signal  # type: ignore[import-not-found]  # `signal` first makes enumerations, 0.6 % of a start
import os
import sys
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def end_at_signals() -> None:
    """From now on, signals end this process with 128 and their number, as shells count.

    Nothing is unwound: an exception in the middle of an import, of another one's handling or of the end of the
    interpreter would be lost or show a traceback. Workers end with this process. Signals that are ignored stay so.
    """
    process = os.getpid()

    def end(number: int, _frame: FrameType | None) -> None:
        try:
            if os.getpid() == process:  # and not a worker that has just been forked
                unfinished = sys.modules.get("smslint.io.unfinished")
                if unfinished is not None:
                    unfinished.remove_all()
                if os.isatty(2):
                    os.write(2, b"\r\x1b[K")  # the progress line
        finally:  # an error, as in a module that is just being imported, would be lost, and the program would go on
            os._exit(128 + number)

    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, end)


def leave_signals_to_parent() -> None:
    """From now on, what is typed or hung up in a terminal does not end this process, which ends with its parent."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_DFL if name == "SIGTERM" else signal.SIG_IGN)
