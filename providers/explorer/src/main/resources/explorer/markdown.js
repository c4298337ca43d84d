// Texts in Markdown.

/** Returns a text that stays in its line and is shown as it is, whatever it contains. */
export function escaped(text) {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ")
    .replace(/[&<>"'`*_~\\[\]#!$|{}]/g, (char) => `&#${char.charCodeAt(0)};`);
}
