"""What Wagtail's panel of checks tells whoever writes a page, beside what Wagtail finds itself.

:mod:`.views` draws the page as it was typed and asks the other modules about it, each about one
thing. Nothing that they find stops anybody.
"""
