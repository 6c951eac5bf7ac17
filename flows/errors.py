"""What goes wrong while readout is left running, each as one line for the operator."""

from __future__ import annotations


class OperationError(Exception):
    """Something outside the articles is wrong; the message is one line that says what and, where possible, what to do."""


class InboxError(OperationError):
    """The inbox cannot be used."""


class RunnerError(OperationError):
    """What READOUT_RUNNER names cannot be used."""


class IngestError(OperationError):
    """A run cannot be done whatever its files are."""
