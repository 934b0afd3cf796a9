"""Index of presencia of entidades and portals, made of components that sections register.

The report of missing data in each page, which feeds one component, is in :mod:`.faltantes`.
"""
