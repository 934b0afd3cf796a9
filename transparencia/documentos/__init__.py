"""The documents that a portal publishes: their list, their file, what was withdrawn."""
