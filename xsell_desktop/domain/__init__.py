"""Plain values of the program: the plan and its edits. Standard library only."""
