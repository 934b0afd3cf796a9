"""Forms of records that belong to a site."""

from aislamiento.forms import SeenReferencesForm
from aislamiento.records import sites_for


class DelPortalForm(SeenReferencesForm):
    """Asks for the portal of a new record where there is a choice; it stays what it was."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sites = sites_for(type(self.instance), self.for_user, "add").order_by("site_name")
        self.fields["site"].queryset = sites
        if self.instance.pk:
            del self.fields["site"]
        elif len(sites) == 1:
            self.instance.site = sites[0]
            del self.fields["site"]
