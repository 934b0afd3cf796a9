"""Pastes in a browser what another program has copied."""

PASTE = """(place, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    place.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true})
    );
}"""
