"""Recommendations for scripts: what goes with a product, what completes a basket, a back-test."""
