"""`python -m smslint`, and the `smslint` command."""

from smslint.cli import main

if __name__ == "__main__":
    main()
