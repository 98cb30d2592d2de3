"""zonetracker: annual targets and monthly actuals of a zone, from the report to the printed sheet."""

__version__ = "0.1.0"
