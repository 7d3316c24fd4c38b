"""Baskets, pairs of products counted and tested, and the words of evidence."""
