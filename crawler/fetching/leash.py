"""Ends a browser whose Khabar is no more, however that ended: a process of its own, which waits for just that.

Run as a program, with the browser's process id; it knows nothing of Khabar and imports nothing of it.
"""

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress

EVERY = 1.0  # seconds between two looks at who the parent is, for where a child of Khabar holds the pipe open


def hold(browser: int) -> subprocess.Popen[bytes]:
    """Start the process that ends a browser with this one; release() lets go of it."""
    command = [sys.executable, "-I", "-S", __file__, str(browser), str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603  our own


def release(leash: subprocess.Popen[bytes]) -> None:
    """End that process; the browser stays, or has ended by itself."""
    leash.kill()
    leash.wait()
    if leash.stdin:
        leash.stdin.close()


def end(browser: int) -> None:
    """End a browser and the processes that it started at once."""
    with suppress(ProcessLookupError, PermissionError):
        group = os.getpgid(browser)
        # Playwright starts it as the leader of a group; where it does not, the group is Khabar's own.
        os.killpg(group, signal.SIGKILL) if group == browser else os.kill(browser, signal.SIGKILL)


def main() -> None:
    """Wait until the parent is gone, then end the browser."""
    browser, parent = map(int, sys.argv[1:3])
    while os.getppid() == parent:
        heard, _, _ = select.select([sys.stdin.fileno()], [], [], EVERY)
        if heard and not os.read(sys.stdin.fileno(), 1):
            break
    end(browser)


if __name__ == "__main__":
    main()
