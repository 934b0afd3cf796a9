"""What the forms of images and documents have in common."""

from pathlib import PurePath


class TitleOfFileMixin:
    """Lets a refused file take its name along.

    The admin's scripts give a file without a title its name for one. It would stay, and be the
    title of the file that is sent in its place.
    """

    def clean(self):
        cleaned_data = super().clean()
        file = self.files.get(self.add_prefix("file"))
        title = self.add_prefix("title")
        if file and self.has_error("file") and self.data.get(title) == PurePath(file.name).stem:
            self.data = self.data.copy()
            self.data[title] = ""
        return cleaned_data
