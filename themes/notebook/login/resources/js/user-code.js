const LENGTH = 8;

const field = document.querySelector("input.nb-user-code");
field?.addEventListener("input", () => {
  // Only at the end of the text: whoever mends a letter in the middle keeps the cursor there.
  if (field.selectionStart !== field.value.length) {
    return;
  }
  const letters = field.value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "").slice(0, LENGTH);
  field.value = letters.length > LENGTH / 2 ? `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}` : letters;
});
