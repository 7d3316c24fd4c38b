"""The app's verbs, composed from below: what the command line, the window and tests call.

Imports of pandas, scipy, networkx and matplotlib happen inside the functions, so that the
window can paint before any of them is loaded.
"""
