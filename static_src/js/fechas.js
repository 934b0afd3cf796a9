// Keep text that the date and time picker cannot read, so that the form shows its error: by default
// the picker replaces it with today or now.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

// It opens a moment after its field was entered: not for whoever has gone on meanwhile.
jQuery.fn.datetimepicker.defaults.onShow = (_momento, campo) => campo.is(":focus");

// Tab and Escape close the picker, which would cover the next field.
document.addEventListener("keydown", ({ key, target }) => {
    const campo = jQuery(target);
    if ((key === "Tab" || key === "Escape") && campo.data("xdsoft_datetimepicker")) campo.datetimepicker("hide");
});
