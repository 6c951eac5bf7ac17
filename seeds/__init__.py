"""Data only: sample articles, reference tables, curated corrections and judgements."""
