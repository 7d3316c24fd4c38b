"""Pairs by kinds of orders: who, when, where, and where that differs from everyone."""
