"use strict";
// Tab moves the focus from a field to the next field. Wagtail puts a comment button, an anchor and
// the button that folds the next field between them: users who typed without looking lost a sentence
// there, or opened the comments with a space. Shift+Tab still stops at all of them.
(() => {
    const ENTRE = ".w-field__comment-button, [data-panel-anchor], [data-panel-toggle]";
    const ALCANZABLES = "a[href], button, input, select, textarea, iframe, summary, [tabindex], [contenteditable=true]";
    const alcanzable = (elemento) =>
        !elemento.disabled && elemento.tabIndex >= 0 && elemento.getClientRects().length > 0;

    document.addEventListener("keydown", (evento) => {
        const { target: campo, key, shiftKey, altKey, ctrlKey, metaKey, defaultPrevented } = evento;
        if (key !== "Tab" || shiftKey || altKey || ctrlKey || metaKey || defaultPrevented) return;
        if (!campo.matches("main [data-edit-form] [data-field] :is(input, select, textarea)")) return;
        const todos = [...campo.form.querySelectorAll(ALCANZABLES)].filter(alcanzable);
        const detras = todos.slice(todos.indexOf(campo) + 1);
        if (!detras[0]?.matches(ENTRE)) return;
        for (const siguiente of detras.filter((elemento) => !elemento.matches(ENTRE))) {
            // Only the browser knows which radio button of a group gets the focus.
            if (siguiente.type === "radio") return;
            siguiente.focus();
            if (document.activeElement !== siguiente) continue; // it cannot have the focus now
            evento.preventDefault();
            if (siguiente.matches("input")) siguiente.select();
            return;
        }
    });
})();
