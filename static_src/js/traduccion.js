// Gives the editor of Wagtail Localize the URLs of its choosers, before its own script runs. Then adds
// what the editor lacks: a translated label of a button for screen readers, the progress of the
// translation, a jump to the first missing text, and, on a phone, the texts before the files.
(() => {
    const { mas: words, ...choosers } = document.currentScript.dataset;
    window.chooserUrls ??= choosers;
    document.addEventListener("DOMContentLoaded", () => {
        const editor = document.querySelector(".js-translation-editor");
        const name = () => {
            for (const button of editor.querySelectorAll(".w-dropdown__toggle"))
                if (button.textContent === "More actions") button.setAttribute("aria-label", words);
        };
        // Move the explanation of the signs between header and texts, which are in one template block.
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
        // «Seguir traduciendo» leads to the first untranslated text, which may be in another tab.
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
        // On narrow screens, the files of the translation come after its texts.
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
