// What the picker of dates and hours cannot read stays as it was typed, and the form says what is
// wrong with it: the picker would put today, or now, in its place.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

// Who goes on to the next field, or wants it away, is not covered by it any more.
document.addEventListener("keydown", ({ key, target }) => {
    const campo = jQuery(target);
    if ((key === "Tab" || key === "Escape") && campo.data("xdsoft_datetimepicker")) campo.datetimepicker("hide");
});
