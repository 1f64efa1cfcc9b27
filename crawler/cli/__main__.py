"""`python -m crawler.cli`: the program without its script."""

from crawler.cli.main import main

if __name__ == "__main__":  # worker processes import this module again
    main()
