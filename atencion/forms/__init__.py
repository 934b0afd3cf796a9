"""The forms that citizens fill in to send a case."""
