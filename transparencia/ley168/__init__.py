"""What Ley 168 has the Government and its entities publish, and what is there of it."""
