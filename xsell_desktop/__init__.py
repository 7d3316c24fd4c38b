"""Cross-selling for small shops, from their own sales exports."""

__version__ = "0.1.0"
