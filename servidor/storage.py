"""A file storage that leaves no incomplete files."""

import os

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Django's storage, but a file that cannot be written completely is deleted.

    A file is on the disk before a row refers to it: after a power cut no row names an empty file.
    """

    def _save(self, name, content):
        name = super()._save(name, ContentFile(b""))  # reserves the name
        try:
            with self.open(name, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk if isinstance(chunk, bytes) else chunk.encode())
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            self.delete(name)
            raise
        return name
