"""Orchestration: Prefect flows, the command line, settings, file input and output."""
