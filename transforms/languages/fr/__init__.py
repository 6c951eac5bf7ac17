"""All French: one file a linguistic concern."""
