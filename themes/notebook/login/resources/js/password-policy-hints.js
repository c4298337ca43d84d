import { validatePassword } from "./password-policy.js";

for (const list of document.querySelectorAll("[data-password-policies-for]")) {
  const field = document.getElementById(list.dataset.passwordPoliciesFor);
  const errors = document.getElementById(`input-error-container-${field.id}`);
  const policies = Array.from(list.children, (item) => ({
    name: item.dataset.policy,
    policy: { value: Number(item.dataset.value), error: item.textContent },
  }));
  field.addEventListener("change", () => {
    errors.replaceChildren(
      ...validatePassword(field.value, policies).map((text) => {
        const line = document.createElement("p");
        line.className = "nb-field-error";
        line.role = "alert";
        line.textContent = text;
        return line;
      }),
    );
  });
}
