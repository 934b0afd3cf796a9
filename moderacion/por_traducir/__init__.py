"""What of each portal is translated, and what is to be done next in each language."""
