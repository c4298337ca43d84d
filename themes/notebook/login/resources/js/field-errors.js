/** Shows these texts, and only these, as the errors of a field. */
export function showErrors(field, ...texts) {
  const lines = texts.map((text) => {
    const line = document.createElement("p");
    line.className = "nb-field-error";
    line.role = "alert";
    line.textContent = text;
    return line;
  });
  const container = document.getElementById(`input-error-container-${field.id}`);
  container.replaceChildren(...lines);
  const isWrong = lines.length > 0;
  field.parentElement.classList.toggle("pf-m-error", isWrong);
  field.ariaInvalid = isWrong ? "true" : null;
  const hints = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.startsWith("input-error-"));
  field.setAttribute("aria-describedby", [...(isWrong ? [container.id] : []), ...hints].join(" ").trim());
}
