"""Frames out: recommendation rows, pairs, bundles and figures to files."""
