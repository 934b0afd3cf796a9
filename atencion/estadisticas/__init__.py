"""Statistics on how cases are answered, without personal data."""
