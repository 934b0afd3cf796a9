from wagtail.admin.rich_text import DraftailRichTextArea

from .texto_enriquecido import RefusedText, refusal


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor of texts, which takes no more than somebody writes.

    What is refused is :class:`RefusedText` in the form, and is shown again as it was typed.
    """

    def value_from_datadict(self, data, files, name):
        sent = data.get(name)
        if sent is not None and (refused := refusal(sent)):
            return refused
        return super().value_from_datadict(data, files, name)

    def format_value(self, value):
        return value.sent if isinstance(value, RefusedText) else super().format_value(value)
