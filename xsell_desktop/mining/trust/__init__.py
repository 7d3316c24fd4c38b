"""How far a relationship can be trusted: later orders, seasons, customers, giant orders."""
