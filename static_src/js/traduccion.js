// What the editor of Wagtail Localize asks of its page: where its choosers are, before its own
// script runs. It names one of its buttons in English alone, for those who listen.
(() => {
    const { mas: words, ...choosers } = document.currentScript.dataset;
    window.chooserUrls ??= choosers;
    document.addEventListener("DOMContentLoaded", () => {
        const editor = document.querySelector(".js-translation-editor");
        const name = () => {
            for (const button of editor.querySelectorAll(".w-dropdown__toggle"))
                if (button.textContent === "More actions") button.setAttribute("aria-label", words);
        };
        new MutationObserver(name).observe(editor, { childList: true, subtree: true });
        name();
    });
})();
