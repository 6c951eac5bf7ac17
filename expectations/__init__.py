"""Row rules, Great Expectations suites and the quality report; knows frames, neither the database nor the flows."""
