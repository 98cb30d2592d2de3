"""The command line: the second front, without a window. Exit status 0 done, 1 could not, 2 wrong call."""

from zonetracker.commands.call import parse, run
from zonetracker.services.qt_side import QtSide

__all__ = ["QtSide", "parse", "run"]
