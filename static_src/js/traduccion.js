// What the editor of Wagtail Localize asks of its page: where its choosers are, before its own
// script runs. It names one of its buttons in English alone, for those who listen; it does not tell
// how far the translation has come, nor open what lacks; on a telephone it begins with its files.
(() => {
    const { mas: words, ...choosers } = document.currentScript.dataset;
    window.chooserUrls ??= choosers;
    document.addEventListener("DOMContentLoaded", () => {
        const editor = document.querySelector(".js-translation-editor");
        const name = () => {
            for (const button of editor.querySelectorAll(".w-dropdown__toggle"))
                if (button.textContent === "More actions") button.setAttribute("aria-label", words);
        };
        // What its signs mean stands before the texts, below the header that is of one piece with them.
        const signs = document.querySelector(".traduccion-signos");
        if (signs) editor.before(signs);
        const said = document.querySelector("[data-avance]");
        const count = () => {
            if (!said) return;
            const total = editor.querySelectorAll("li:is(.complete, .incomplete, .errored)").length;
            if (!total) return;
            const done = editor.querySelectorAll("li.complete").length;
            const words = said.dataset.avance.replace("[hechos]", done);
            const text = words.replace("[total]", total);
            if (said.textContent !== text) said.textContent = text;
        };
        // «Seguir traduciendo» leads to the first text that lacks, which may be in another tab.
        let goes = location.hash === "#falta";
        const go = () => {
            const text = goes && editor.querySelector("li:is(.incomplete, .errored)");
            if (!text) return;
            goes = false;
            const tab = text.closest("section[hidden]");
            if (tab) editor.querySelector(`[role=tab][href="#${tab.id}"]`).click();
            requestAnimationFrame(() => {
                text.scrollIntoView({ block: "center" });
                text.querySelector("button")?.focus({ preventScroll: true });
            });
        };
        // The files of the translation come after its texts, where there is no room for both.
        const narrow = matchMedia("(max-width: 50rem)").matches;
        if (signs) signs.open = !narrow;
        const order = () => {
            if (!narrow) return;
            for (const link of editor.querySelectorAll("a[download]")) {
                const tools = link.parentElement.parentElement;
                if (tools.nextElementSibling) tools.parentElement.append(tools);
            }
        };
        const look = () => {
            name();
            count();
            order();
            go();
        };
        const what = { childList: true, subtree: true, attributeFilter: ["class"] };
        new MutationObserver(look).observe(editor, what);
        look();
    });
})();
