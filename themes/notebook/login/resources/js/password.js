for (const button of document.querySelectorAll(".nb-reveal")) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", () => {
    const reveal = field.type === "password";
    field.type = reveal ? "text" : "password";
    button.setAttribute("aria-pressed", String(reveal));
  });
  // What is sent is a password again, so that password managers offer to keep it.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
}

for (const field of document.querySelectorAll("input[type=password]")) {
  const hint = document.querySelector(`#${CSS.escape(field.id)}-caps-lock > span`);
  const update = (event) => {
    if (hint && event.getModifierState) {
      hint.hidden = !event.getModifierState("CapsLock");
    }
  };
  field.addEventListener("keydown", update);
  field.addEventListener("keyup", update);
}
