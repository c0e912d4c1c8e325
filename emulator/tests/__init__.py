"""Tests of the emulator, against a running server process."""
