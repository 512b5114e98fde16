"""How many different patients hold each condition: bits gathered patient by patient, in one part or in several."""
