"""The window."""

from zonetracker.ui.overrides import guard_overrides

guard_overrides()
