// Selects all languages, or none.
document.addEventListener("DOMContentLoaded", () => {
    const todos = document.querySelector("[name=select_all]");
    todos?.addEventListener("change", () => {
        for (const idioma of document.querySelectorAll("[name=locales]")) idioma.checked = todos.checked;
    });
});
