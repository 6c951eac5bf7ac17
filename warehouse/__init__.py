"""The DuckDB warehouse: opening, migrating, loading and reading it."""
