"""The specimens of the outputs are drawn here."""

from tests.outputs.conftest import large, small

__all__ = ["large", "small"]
