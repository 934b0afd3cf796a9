// Shows the alternative text of the chosen cover as placeholder, or a warning if there is none.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
    const texto = document.getElementById("id_alt_portada");
    const elegida = document.getElementById("id_imagen_portada");
    const imagen = document.querySelector("#id_imagen_portada-chooser [data-chooser-image]");
    if (!texto || !elegida || !imagen) return;
    const { textos } = JSON.parse(document.getElementById("fotos").textContent);
    const dicho = document.createElement("p");
    dicho.className = "fotos__portada";
    dicho.setAttribute("role", "status");
    texto.after(dicho);

    const decir = () => {
        const suyo = (imagen.dataset.defaultAltText || "").trim();
        const falta = Boolean(elegida.value) && !texto.value.trim() && !suyo;
        dicho.textContent = falta ? textos.portada_sin_texto : "";
        texto.placeholder = elegida.value ? suyo : "";
    };
    // A new picture clears the text of the earlier one, unless it was typed since the last choice.
    let escrito = false;
    texto.addEventListener("input", () => {
        escrito = true;
        decir();
    });
    elegida.addEventListener("change", () => {
        if (!escrito) texto.value = "";
        escrito = false;
        decir();
    });
    new MutationObserver(decir).observe(imagen, { attributes: true, attributeFilter: ["data-default-alt-text", "src"] });
    decir();
});
