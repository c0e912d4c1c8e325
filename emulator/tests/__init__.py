"""Tests of the emulator, which start one as Terraform would find it.

Run as a whole, they end with a look at what none of them called.
"""

import unittest
from pathlib import Path

_EVERY_TEST = "test*.py"
"""What the loader looks for when it is not told to look for less."""


def load_tests(loader: unittest.TestLoader, tests: unittest.TestSuite, pattern: str | None) -> unittest.TestSuite:
    """All tests, and after them what can only be known then."""
    here = str(Path(__file__).parent)
    tests.addTests(loader.discover(here, pattern or _EVERY_TEST))
    if pattern == _EVERY_TEST and not loader.testNamePatterns:
        tests.addTests(loader.loadTestsFromName("emulator.tests.every_operation"))
    return tests
