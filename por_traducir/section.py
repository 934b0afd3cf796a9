"""What this app contributes to the other apps (see :mod:`base.sections`)."""

from aislamiento.addresses import TEXT, describe
from base.sections import Section

# The report filters by the scope of the user itself.
SECTION = Section(addresses=describe("traducciones", "index index_results", results_only=TEXT))
