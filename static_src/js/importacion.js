/* Refreshes the progress while a file is processed. Without scripts, the page has a link. */
(() => {
    const SECONDS = 4;
    const look = async () => {
        try {
            const response = await fetch(window.location.href, { credentials: "same-origin" });
            const fresh = new DOMParser()
                .parseFromString(await response.text(), "text/html")
                .getElementById("avance");
            if (response.ok && !fresh) {
                window.location.reload();
                return;
            }
            if (fresh) {
                document.getElementById("avance").replaceWith(fresh);
            }
        } catch {
            // No connection now: try again. The server continues its work.
        }
        setTimeout(look, SECONDS * 1000);
    };
    document.addEventListener("DOMContentLoaded", () => {
        if (document.getElementById("avance")) {
            setTimeout(look, SECONDS * 1000);
        }
    });
})();
