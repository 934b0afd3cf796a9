from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """The form of every page type.

    Django compares a field whose default is computed to a hidden copy of itself, which
    the admin does not render: an untouched page would count as edited, and whoever
    approves it as its last editor.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False
