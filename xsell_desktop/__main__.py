"""Where the program starts: dispatches to the window or the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

COMMANDS = (
    "inspect", "run", "export", "backtest", "self-test", "--version", "--help", "-h",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # before numpy is loaded: our products are small, and idle BLAS threads spin
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _speak_utf8()
    if given[:1] == ["--read-workbook"]:
        from xsell_desktop.sales.files import workbook_child

        return workbook_child.main(given[1:])
    if given and given[0] in COMMANDS:
        from xsell_desktop import cli

        code = cli.main(given)
        return _check_window() if code == 0 and given[0] == "self-test" else code
    return _open_window(given)


def _open_window(given: list[str]) -> int:
    if sys.platform.startswith("linux") and not _has_screen():
        print(
            "error: There is no screen for a window. "
            "Use `xsell-desktop run EXPORT --out DIR` on a machine without one.",
            file=sys.stderr,
        )
        return 3
    try:
        from xsell_desktop import app
    except ImportError as error:
        print(
            f"error: The window's libraries are missing. {error}. "
            "README.md names the packages a bare server lacks; `run` works without them.",
            file=sys.stderr,
        )
        return 3
    return app.main(given)


def _check_window() -> int:
    """The second half of `self-test`: the window opens, unseen, on the sample shop."""
    try:
        from xsell_desktop import app
    except ImportError as error:
        print(f"window not checked: {error}", file=sys.stderr)
        return 1 if getattr(sys, "frozen", False) else 0
    return app.self_test()


def _has_screen() -> bool:
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _speak_utf8() -> None:
    """Windows consoles and bare C locales otherwise fail on `–` and `×`."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
