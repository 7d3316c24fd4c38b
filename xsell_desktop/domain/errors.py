"""Failures that were foreseen, told in words a shop owner can act on."""

from __future__ import annotations


class UserError(Exception):
    """A foreseen failure: what happened, the details, and what to do next.

    `title` is a short sentence without a full stop, `message` names the file or thing
    concerned, `next_step` tells the user what to do, with `copy_text`, such as a query, where
    the step needs one.
    """

    def __init__(
        self, title: str, message: str = "", next_step: str = "", copy_text: str = ""
    ) -> None:
        super().__init__(title, message, next_step)
        self.title = title
        self.message = message
        self.next_step = next_step
        self.copy_text = copy_text

    def __str__(self) -> str:
        parts = [self.title, self.message, self.next_step]
        return " ".join(part.rstrip(".") + "." for part in parts if part)


class Cancelled(Exception):
    """The user stopped a running job; nothing was changed."""
