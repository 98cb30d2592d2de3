"""Gauges as they are read and drawn; screen, paper and pictures share them."""
