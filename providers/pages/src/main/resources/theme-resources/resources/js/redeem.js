// Shows how to redeem the code, if the response is for the request that sample-request.js has sent in this tab.
const section = document.getElementById("redeem");
const { state, verifier } = JSON.parse(sessionStorage.getItem("sampleRequest") ?? "{}");
if (section && state && state === document.getElementById("response-state")?.textContent) {
  document.getElementById("response-code_verifier").textContent = verifier;
  const command = document.getElementById("response-command");
  command.textContent = command.textContent.replace("CODE_VERIFIER", verifier);
  section.hidden = false;
  document.getElementById("notebook-steps").hidden = true;
}
