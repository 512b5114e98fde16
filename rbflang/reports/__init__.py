"""What to say: one report a file, each a document of headings, paragraphs and tables."""
