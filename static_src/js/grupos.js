/* Groups of a user: the list shows the groups of one portal; a chosen group becomes a checkbox. */
(() => {
    const start = (field) => {
        const [portal, group] = field.querySelectorAll("select");
        if (!group) {
            return;
        }
        const chosen = field.querySelector(".grupos__elegidos");
        const sections = [...group.querySelectorAll("optgroup")];
        const show = () => {
            sections.forEach((section) => section.remove());
            group.append(sections[portal.selectedIndex]);
            group.value = "";
        };
        const add = () => {
            const option = group.selectedOptions[0];
            if (!option.value) {
                return;
            }
            const label = document.createElement("label");
            const box = Object.assign(document.createElement("input"), {
                type: "checkbox",
                name: group.name,
                value: option.value,
                checked: true,
            });
            label.append(box, ` ${option.label}`);
            chosen.querySelector("p").hidden = true;
            chosen.append(label);
            option.remove();
            group.value = "";
            box.dispatchEvent(new Event("change", { bubbles: true }));
        };
        portal.addEventListener("change", show);
        group.addEventListener("change", add);
        portal.parentElement.hidden = false;
        show();
    };
    document.addEventListener("DOMContentLoaded", () => {
        document.querySelectorAll("[data-grupos]").forEach(start);
    });
})();
