"""Local AWS for tests: moto, request validation, the operations moto lacks, and log delivery."""
