"""Contribution of ``borradores`` to the other apps: the URL of the pulso."""

from aislamiento.addresses import describe
from base.sections import Section

SECTION = Section(addresses=describe("", "borradores_pulso"))
