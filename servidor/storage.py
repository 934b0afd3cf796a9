"""Files of which nothing is left where the disk did not take all."""

import os

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Django's storage, which leaves nothing of a file that the disk did not take to its end.

    What is kept is on the disk before a row tells of it: after a power cut none names an empty one.
    """

    def _save(self, name, content):
        name = super()._save(name, ContentFile(b""))  # from here on the name is ours
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
