"""Uploaded files of older portals, which hold personal data and are kept for a limited time.

A dump holds accounts, mail addresses and passwords. Files that an operator put into the folder of
older portals are not deleted here: the operator must do it.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.text import slugify
from django.utils.timezone import localdate

from mudanza.models import Mudanza


def _folder():
    # The name begins with a dot, so ``origen.entries`` does not offer it as a source.
    return settings.MUDANZA_DIR / ".subidos"


def keep(sent):
    """Save an uploaded file and return its path."""
    stem, _dot, ending = sent.name.lower().partition(".")
    name = f"{slugify(stem)[:60] or 'archivo'}-{token_hex(4)}.{ending}"
    storage = FileSystemStorage(
        location=_folder(), file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
    return _folder() / storage.save(name, sent)


def last_day(mudanza):
    """Return the day on which the file of a mudanza is deleted; None if it is not to be deleted."""
    path = Path(mudanza.archivo)
    if path.parent != _folder() or not path.exists() or mudanza.is_working:
        return None
    return _last_day(path, mudanza)


def forget(mudanza):
    """Delete the uploaded file of a mudanza, unless it is at work; return whether it did."""
    if last_day(mudanza) is None:
        return False
    Path(mudanza.archivo).unlink(missing_ok=True)
    return True


def purge():
    """Delete files ``MUDANZA_DIAS`` after their upload or the end of their run; return how many."""
    if not _folder().exists():
        return 0
    moves = {mudanza.archivo: mudanza for mudanza in Mudanza.objects.all()}
    over = []
    for path in _folder().iterdir():
        mudanza = moves.get(str(path))
        is_needed = mudanza is not None and mudanza.is_working
        if not is_needed and _last_day(path, mudanza) <= localdate():
            over.append(path)
    for path in over:
        path.unlink(missing_ok=True)
    return len(over)


def _last_day(path, mudanza):
    """Return the day on which to delete a file; ``mudanza`` is None if it has another file now."""
    since = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    if mudanza is not None and mudanza.terminada:
        since = max(since, mudanza.terminada)
    return localdate(since + timedelta(days=settings.MUDANZA_DIAS))
