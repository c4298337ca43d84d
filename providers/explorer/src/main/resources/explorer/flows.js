// The flows that can be tried, in the order in which they are offered.
import { clientCredentials } from "./flow-client-credentials.js";
import { code } from "./flow-code.js";
import { device } from "./flow-device.js";
import { dpop } from "./flow-dpop.js";
import { exchangeFlow } from "./flow-exchange.js";
import { par } from "./flow-par.js";

export const FLOWS = [code, clientCredentials, device, exchangeFlow, par, dpop];

/** Returns the keys of all messages of the flows, for the test that compares them with the messages. */
export function flowKeys() {
  return FLOWS.flatMap(({ id, steps }) => [
    `explorerDrive.${id}`,
    ...steps().flatMap((step) => [
      `explorerStep.${step.id}`,
      `explorerStep.${step.id}.why`,
      ...(step.variants ?? []).map((variant) => `explorerVariant.${variant.id}`),
      ...step.mistakes.flatMap((mistake) => [`explorerBreak.${mistake.id}`, `explorerBreak.${mistake.id}.why`]),
    ]),
  ]);
}
