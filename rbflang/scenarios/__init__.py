"""Questions that run the evaluator again with one thing changed."""
