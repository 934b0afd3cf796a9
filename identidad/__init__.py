"""The drawn look of a portal: colours, letters, skyline, icons and cards.

This app works with plain values only: it knows neither the settings of a portal nor any page. What
a portal has not chosen is drawn from its name, always the same, and must not look official:
initials are no coat of arms, and an abstract ridge is no real place.
"""
