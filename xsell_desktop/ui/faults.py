"""Where unforeseen failures go: the log file, and one calm message."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _

log = logging.getLogger(__name__)
LOG_BYTES, LOGS_KEPT = 500_000, 3
Caught = tuple[type[BaseException], BaseException, TracebackType | None]
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_path() -> Path:
    """The log file."""
    return user_log_path("xsell-desktop", appauthor=False) / "xsell-desktop.log"


def start_log(path: Path | None = None) -> logging.Handler:
    """Write the program's log to its rotating file; to nowhere if that cannot be written."""
    path = path or log_path()
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("xsell_desktop")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


class Faults(QObject):
    """Catches what nobody caught. `happened` carries a `UserError` to show."""

    happened = Signal(object)

    def install(self) -> None:
        """Take over Python's and Qt's last resorts."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(_log_qt)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("uncaught %s", kind.__name__, exc_info=(kind, error, trace))
        self.happened.emit(
            UserError(
                _("Something went wrong that nobody foresaw"),
                _("The open project is as it was before."),
                _("Save it under a new name to be safe. Help › Show log file has the details."),
            )
        )


class _Discreet(logging.Formatter):
    """Writes where an exception arose and its kind, never its message: that may quote a cell."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        own.exc_text = None  # another handler may have put its own words there
        return super().format(own)

    def formatException(self, ei: Caught | tuple[None, None, None]) -> str:
        kind, __, trace = ei
        frames = "".join(traceback.format_tb(trace)).replace(str(Path.home()), "~")
        return f"{frames}{kind.__name__ if kind else ''}"


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("xsell_desktop.qt").log(LEVELS.get(kind, logging.INFO), "%s", message)
