import { showErrors } from "./field-errors.js";

const LENGTH = 8;

const field = document.querySelector("input.nb-user-code");
if (field) {
  // The message below the field replaces the browser's own.
  field.form.noValidate = true;
  // A wrong code is most often corrected at its end.
  field.setSelectionRange(field.value.length, field.value.length);

  field.addEventListener("input", () => {
    showErrors(field);
    // Only at the end of the text: whoever mends a letter in the middle keeps the cursor there.
    if (field.selectionStart !== field.value.length) {
      return;
    }
    const code = letters().slice(0, LENGTH);
    field.value = code.length > LENGTH / 2 ? `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}` : code;
  });

  field.form.addEventListener("submit", (event) => {
    if (letters().length < LENGTH) {
      event.preventDefault();
      showErrors(field, document.getElementById("user-code-incomplete").textContent);
      field.focus();
    }
  });
}

function letters() {
  return field.value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}
