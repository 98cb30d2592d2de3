"""Tests of support/process."""
