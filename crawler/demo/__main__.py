"""`python -m crawler.demo`: serve the demo site until stopped, as it opened or as it went on."""

import argparse
import sys
from threading import Event

from crawler.demo.server import serve
from crawler.demo.site import DemoSite


def main() -> int:
    """Serve until Ctrl-C; 1 where the port cannot be had."""
    asked = _arguments()
    try:
        with serve(_site(asked), host=asked.host, port=asked.port) as serving:
            print(serving.url, flush=True)  # noqa: T201  the one line that whoever started it waits for
            Event().wait()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        print(f"{asked.host}:{asked.port}: {error.strerror}; give another --port", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _site(asked: argparse.Namespace) -> DemoSite:
    site = DemoSite(asked.count, seed=asked.seed)
    if asked.new:
        site.publish(asked.new)
    if asked.changed:
        site.change(range(min(asked.changed, asked.count)))
    if asked.removed:
        site.remove(range(max(0, asked.count - asked.removed), asked.count))
    return site


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m crawler.demo", description="Serve a small Arabic news site.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8642, help="0 takes a free one")
    parser.add_argument("--count", type=int, default=80, help="how many stories it opened with")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other composed stories")
    parser.add_argument("--new", type=int, default=0, help="how many it has published since")
    parser.add_argument("--changed", type=int, default=0, help="how many of the newest it has corrected since")
    parser.add_argument("--removed", type=int, default=0, help="how many of the oldest it has removed since")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
