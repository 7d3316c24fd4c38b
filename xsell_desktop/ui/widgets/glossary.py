"""Puts a word's meaning one hover away."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QWidget

from xsell_desktop.ui.glossary import glossary


def explain(widget: QWidget, term: str) -> None:
    """Give a widget the meaning of a glossary word as its tooltip; raises KeyError if unknown."""
    widget.setToolTip(meaning_of(term))


def meaning_of(term: str) -> str:
    """A word's meaning as tooltip text that wraps."""
    entry = glossary()[term]
    return f"<p><b>{html.escape(entry.word)}</b><br>{html.escape(entry.meaning)}</p>"


def wrapped(text: str) -> str:
    """Plain text as tooltip text that wraps."""
    return f"<p>{html.escape(text)}</p>"
