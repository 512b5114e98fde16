"""Why: reads what the evaluator wrote down, and never computes."""
