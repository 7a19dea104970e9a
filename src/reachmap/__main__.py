"""`python -m reachmap`: the command line, where its own name is not on the path."""

from reachmap.cli import main

if __name__ == "__main__":
    main()
