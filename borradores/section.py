"""What stands in the browsers of those who write in the admin."""

from aislamiento.addresses import describe
from base.sections import Section

SECTION = Section(addresses=describe("", "borradores_pulso"))
