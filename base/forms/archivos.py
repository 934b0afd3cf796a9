"""Mixin for the forms of images and documents."""

from pathlib import PurePath


class TitleOfFileMixin:
    """Empties the title when the file is refused and the title is only the file's name.

    The admin's scripts fill an empty title with the name of the file. Otherwise that name would
    remain as the title of the file that the user sends next.
    """

    def clean(self):
        cleaned_data = super().clean()
        file = self.files.get(self.add_prefix("file"))
        title = self.add_prefix("title")
        if file and self.has_error("file") and self.data.get(title) == PurePath(file.name).stem:
            self.data = self.data.copy()
            self.data[title] = ""
        return cleaned_data
