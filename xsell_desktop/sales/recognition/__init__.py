"""What a file is and which column plays which part."""
