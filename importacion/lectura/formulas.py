"""Text that a spreadsheet program would take for a formula.

In a text file it is guarded by an apostrophe, which reading takes away again. A workbook
says of each cell that it is text and needs none.
"""

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def _would_run(text):
    return text.lstrip(_GUARD).startswith(_BEGINNINGS)


def with_guard(text):
    return f"{_GUARD}{text}" if _would_run(text) else text


def without_guard(text):
    return text[1:] if text.startswith(_GUARD) and _would_run(text) else text
