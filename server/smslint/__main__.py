"""`python -m smslint`, and the `smslint` command."""

import gc
import sys
from os.path import dirname


def main() -> None:
    """Runs the command line and ends the process with its exit code.

    What a start imports and loads is not garbage. Collecting every 700 objects took 7 ms of a start, and once more
    at the end, when the system takes all memory back anyway, 25 ms. So the threshold is set before even the command
    line is imported.
    """
    gc.set_threshold(50_000, 20, 20)

    try:
        from smslint.io.signals import end_at_signals

        end_at_signals()
    except KeyboardInterrupt:
        sys.exit(130)

    from smslint.late_import import import_late

    import_late()
    from smslint.cli import command
    from smslint.cli.terminal import run_command

    code = run_command(command)
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    # `python -m` looks for modules in the working directory first, which may be a stranger's.
    if not sys.flags.safe_path and sys.path[0] != dirname(dirname(__file__)):
        del sys.path[0]
    main()
