import { showErrors } from "./field-errors.js";
import { validatePassword } from "./password-policy.js";

for (const list of document.querySelectorAll("[data-password-policies-for]")) {
  const field = document.getElementById(list.dataset.passwordPoliciesFor);
  const policies = Array.from(list.children, (item) => ({
    name: item.dataset.policy,
    policy: { value: Number(item.dataset.value), error: item.textContent },
  }));
  field.addEventListener("change", () => showErrors(field, ...validatePassword(field.value, policies)));
}
