"""How a portal looks, as far as it can be drawn: its colours, letters, skyline, icons and cards.

Everything here is made of plain values: nothing knows the settings of a portal, nor any page.
What a portal has not chosen itself is drawn from its name alone, always alike, and claims nothing:
initials are no coat of arms, and an abstract ridge is no place.
"""
