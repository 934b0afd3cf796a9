// Wagtail Localize names one button of its editor in English alone, for those who listen.
(() => {
    const words = document.currentScript.dataset.mas;
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
