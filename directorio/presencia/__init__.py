"""How present entities and portals are: one index, made of components that sections register.

What is missing in each page, which makes a part of it, stands in :mod:`.faltantes`.
"""
