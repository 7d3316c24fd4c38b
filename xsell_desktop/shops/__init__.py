"""One module a platform: how its exports look, how it takes links back."""
