"""Additional checks in Wagtail's panel of checks, for the author of a page.

:mod:`.views` renders the page as typed and calls the other modules, each for one kind of check. No
finding prevents saving or publishing.
"""
