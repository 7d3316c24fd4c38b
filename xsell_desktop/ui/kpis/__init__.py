"""The parts of the KPIs place."""
