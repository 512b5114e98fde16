"""The report of `report`: one page with all that is told of an allocation."""
