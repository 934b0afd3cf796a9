// What the picker of dates and hours cannot read stays as it was typed, and the form says what is
// wrong with it: the picker would put today, or now, in its place.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
