from servidor.caches.pages import is_for_everybody
from servidor.save_data import saves_data

from .ligera import ligera


class AhorroMiddleware:
    """Sends light pages to visitors who save data; behind the cache of pages, which keeps both.

    Forms of cases, private pages and the admin stay as they are: only what all get is changed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if saves_data(request) and is_page and is_for_everybody(response):
            response.content = ligera(response.content)
            response.headers["Content-Length"] = str(len(response.content))
            response.headers.pop("ETag", None)  # of the whole page
        return response
