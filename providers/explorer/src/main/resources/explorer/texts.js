// The messages of the page, in the language that the server chose.

const texts = new Map();

/** Reads the messages that the page contains. */
export function readTexts(template) {
  for (const { value, textContent } of template.content.querySelectorAll("data")) {
    texts.set(value, textContent);
  }
}

/**
 * Returns a message.
 *
 * @param key its key; a key without a message is returned itself
 * @param values replace {0}, {1} and so on
 */
export function text(key, ...values) {
  return (texts.get(key) ?? key).replace(/\{(\d)\}/g, (place, number) => values[number] ?? place);
}
