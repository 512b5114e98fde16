"""What a text holds, listed for whoever looks it through: names, citations, calls, cells that are needed."""
