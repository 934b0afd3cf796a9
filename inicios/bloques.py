"""Block of a front page that shows the content of a section."""

from wagtail import blocks


class SeccionBlock(blocks.StaticBlock):
    """Block that shows content of the portal automatically; it has no fields."""

    class Meta:
        preview_template = "inicios/vista.html"

    def get_contents(self, request, context):
        """Return the context for the template, which shows nothing without it."""
        raise NotImplementedError

    def get_example(self):
        """Return the same context with examples, for the preview in the editor."""
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        if context.get("es_ejemplo"):
            return context | self.get_example()
        return context | self.get_contents(context["request"], context)

    def get_preview_context(self, value, parent_context=None):
        return super().get_preview_context(value, parent_context) | {"es_ejemplo": True}

    def render_basic(self, value, context=None):
        """Return the label, for the comparison of revisions."""
        return self.label
