"""What may be told to others of counts: small ones as bounds, and others hidden so that none follows from the rest."""
