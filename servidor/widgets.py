from wagtail.admin.rich_text import DraftailRichTextArea

from .texto_enriquecido import RefusedText, refusal


class RichTextArea(DraftailRichTextArea):
    """Wagtail's rich text editor, with limits for the size of the text.

    A refused text is :class:`RefusedText` in the form, which shows it again as it was typed.
    """

    def value_from_datadict(self, data, files, name):
        sent = data.get(name)
        if sent is not None and (refused := refusal(sent)):
            return refused
        return super().value_from_datadict(data, files, name)

    def format_value(self, value):
        return value.sent if isinstance(value, RefusedText) else super().format_value(value)
