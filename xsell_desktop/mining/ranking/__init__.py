"""Which scorer predicts a shop's later orders best, and with which settings."""
