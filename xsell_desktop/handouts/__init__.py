"""Printed things: reports, cards, quiz."""
