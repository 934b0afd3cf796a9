"""From the day on which a portal is made to the day on which it opens, and its end."""
