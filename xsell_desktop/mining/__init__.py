"""What sells together, computed and never edited."""
