// Shrinks pictures before every upload in the admin: over a slow connection a phone photo takes
// minutes, and no page shows it in full size. If the browser cannot do it, the server shrinks what
// arrives (servidor/imagenes.py).
"use strict";

(() => {
    const { lado, peso, puntos, textos } = JSON.parse(document.getElementById("fotos").textContent);
    // Without image-orientation, photos would lie on their side.
    const puede =
        typeof DataTransfer === "function" &&
        HTMLCanvasElement.prototype.toBlob &&
        window.CSS?.supports("image-orientation", "from-image");
    if (!puede) return;

    const CALIDAD = 0.82;
    // Below this size, shrinking gains too little.
    const BASTANTE_PEQUENA = 300 * 1024;

    class FotoRechazada extends Error {}

    function decir(texto, datos = {}) {
        return texto.replace(/\{(\w+)\}/g, (todo, nombre) => datos[nombre] ?? todo);
    }

    function tamano(bytes) {
        const [cuanto, unidad] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
        const numero = new Intl.NumberFormat(document.documentElement.lang.split("-")[0], {
            maximumFractionDigits: unidad === "MB" ? 1 : 0,
        });
        return `${numero.format(Math.max(cuanto, unidad === "KB" ? 1 : 0))} ${unidad}`;
    }

    async function clase(archivo) {
        // Some browsers used here lack Blob.arrayBuffer.
        const bytes = new Uint8Array(await new Response(archivo.slice(0, 32)).arrayBuffer());
        const letras = String.fromCharCode(...bytes);
        if (letras.startsWith("GIF8")) return "gif";
        if (letras.slice(4, 8) === "ftyp") return "iso"; // HEIC, AVIF
        if (letras.slice(8, 16) === "WEBPVP8X" && bytes[20] & 2) return "gif"; // animated
        return letras.startsWith("\x89PNG") || letras.slice(8, 12) === "WEBP" ? "dibujo" : "foto";
    }

    function cargar(url) {
        return new Promise((listo, fallo) => {
            const imagen = new Image();
            imagen.onload = () => listo(imagen);
            imagen.onerror = fallo;
            imagen.src = url;
        });
    }

    function codificar(lienzo, tipo) {
        return new Promise((listo) => {
            lienzo.toBlob((blob) => listo(blob?.type === tipo ? blob : null), tipo, CALIDAD);
        });
    }

    function esTransparente(lienzo) {
        const { data } = lienzo.getContext("2d").getImageData(0, 0, lienzo.width, lienzo.height);
        for (let i = 3; i < data.length; i += 4) if (data[i] < 255) return true;
        return false;
    }

    // One picture: the chosen file, the changes to make, and the file to upload.
    class Foto {
        constructor(archivo) {
            this.original = archivo;
            this.hecha = archivo;
            this.giro = 0; // quarter turns clockwise
            this.recorte = null; // fractions of the rotated picture: {x, y, ancho, alto}
        }

        get editable() {
            return Boolean(this.imagen) && this.clase !== "gif";
        }

        async abrir() {
            this.clase = await clase(this.original);
            this.url = URL.createObjectURL(this.original);
            const datos = { nombre: this.original.name, peso: tamano(this.original.size), limite: tamano(peso) };
            try {
                this.imagen = await cargar(this.url);
            } catch {
                if (this.clase !== "iso") throw new FotoRechazada(decir(textos.ninguna, datos));
            }
            const { naturalWidth: ancho = 0, naturalHeight: alto = 0 } = this.imagen || {};
            if (ancho * alto > puntos) {
                datos.millones = Math.round((ancho * alto) / 1e6);
                throw new FotoRechazada(decir(textos.enorme, datos));
            }
            if (!this.editable && this.original.size > peso) {
                throw new FotoRechazada(decir(this.clase === "iso" ? textos.heic_grande : textos.pesada, datos));
            }
        }

        // Width and height of the rotated picture, before the crop.
        get medidas() {
            const { naturalWidth: ancho, naturalHeight: alto } = this.imagen;
            return this.giro % 2 ? [alto, ancho] : [ancho, alto];
        }

        girar(cuartos) {
            this.giro = (this.giro + cuartos + 4) % 4;
            if (!this.recorte) return;
            const { x, y, ancho, alto } = this.recorte;
            this.recorte =
                cuartos > 0
                    ? { x: 1 - y - alto, y: x, ancho: alto, alto: ancho }
                    : { x: y, y: 1 - x - ancho, ancho: alto, alto: ancho };
        }

        pintar(lienzo, mayor, recorte = this.recorte) {
            const [todo, entero] = this.medidas;
            const parte = recorte || { x: 0, y: 0, ancho: 1, alto: 1 };
            const [ancho, alto] = [todo * parte.ancho, entero * parte.alto];
            const escala = Math.min(1, mayor / Math.max(ancho, alto));
            lienzo.width = Math.max(1, Math.round(ancho * escala));
            lienzo.height = Math.max(1, Math.round(alto * escala));
            const pincel = lienzo.getContext("2d");
            pincel.imageSmoothingQuality = "high";
            pincel.scale(escala, escala);
            pincel.translate(todo / 2 - todo * parte.x, entero / 2 - entero * parte.y);
            pincel.rotate((this.giro * Math.PI) / 2);
            pincel.drawImage(this.imagen, -this.imagen.naturalWidth / 2, -this.imagen.naturalHeight / 2);
        }

        async hacer() {
            if (!this.editable) return;
            const lienzo = document.createElement("canvas");
            const { naturalWidth, naturalHeight } = this.imagen;
            const esComoVino = !this.giro && !this.recorte;
            let mejor = null;
            let extension;
            try {
                this.pintar(lienzo, lado);
                const transparente = this.clase !== "foto" && esTransparente(lienzo);
                const tipos = transparente ? ["webp", "png"] : this.clase === "dibujo" ? ["jpeg", "png"] : ["jpeg"];
                for (const tipo of tipos) {
                    const blob = await codificar(lienzo, `image/${tipo}`);
                    if (blob && (!mejor || blob.size < mejor.size)) [mejor, extension] = [blob, tipo];
                }
            } catch {
                mejor = null; // this device has too little memory for it
            }
            this.tamano = [lienzo.width, lienzo.height];
            const cabia = Math.max(naturalWidth, naturalHeight) <= lado;
            const noGana = !mejor || mejor.size >= this.original.size || this.original.size < BASTANTE_PEQUENA;
            const { name: nombre, size: antes } = this.original;
            if (esComoVino && antes <= peso && (!mejor || (cabia && noGana))) {
                this.hecha = this.original;
                return;
            }
            if (!mejor) throw new FotoRechazada(decir(textos.sin_memoria, { nombre }));
            const raiz = nombre.replace(/\.[^.]*$/, "");
            const archivo = `${raiz}.${extension === "jpeg" ? "jpg" : extension}`;
            this.hecha = new File([mejor], archivo, { type: mejor.type });
        }

        // Text for the user: sizes before and after.
        get cuenta() {
            const datos = { antes: tamano(this.original.size), despues: tamano(this.hecha.size) };
            if (!this.imagen) return decir(textos.heic, datos);
            if (!this.editable) return decir(textos.como_esta, datos);
            [datos.ancho, datos.alto] = this.tamano;
            return decir(this.hecha === this.original ? textos.igual : textos.reducida, datos);
        }

        cerrar() {
            if (this.url) URL.revokeObjectURL(this.url);
        }
    }

    window.fotos = { Foto, FotoRechazada, decir, textos };
})();
