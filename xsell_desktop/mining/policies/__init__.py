"""The user's business rules at work on the lists."""
