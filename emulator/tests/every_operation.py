"""No operation of our own is without a test: what the tests called, once they have all run."""

import unittest

from emulator import operations
from emulator.tests.server import SUCCEEDED

REFUSED: dict[tuple[str, str], str] = {
    ("autoscaling", "CancelInstanceRefresh"): "a refresh is over as soon as it has begun, and so cannot be cancelled",
}
"""Operations that never succeed, and why; a test sees them refuse."""


class EveryOperation(unittest.TestCase):
    maxDiff = None

    def test_each_operation_of_our_own_was_called_with_success_by_a_test(self) -> None:
        operations.install()
        self.assertEqual(sorted(operations.registered() - SUCCEEDED - set(REFUSED)), [])

    def test_each_operation_that_never_succeeds_is_ours_and_did_not(self) -> None:
        operations.install()
        self.assertEqual(set(REFUSED) - operations.registered(), set())
        self.assertEqual(set(REFUSED) & SUCCEEDED, set())
