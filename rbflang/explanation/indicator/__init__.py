"""What each indicator gave those who are paid: results, steps, requirements, parts, points and columns."""
