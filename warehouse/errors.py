"""What can go wrong with a warehouse, each as one line for the user."""

from __future__ import annotations


class WarehouseError(Exception):
    """The warehouse cannot be opened, read or written; the message is one line for the user."""


class WarehouseMemory(WarehouseError):  # noqa: N818  a state, not a fault
    """More memory is needed than the limit allows."""


class WarehouseLocked(WarehouseError):  # noqa: N818  a state, not a fault
    """Another process is writing the warehouse."""
