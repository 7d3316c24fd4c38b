"""Bundles: candidates from itemsets, and what one would earn."""
