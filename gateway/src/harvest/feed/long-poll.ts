import type { HarvestSettings } from "../../config/config.js";
import { type PartnerClient, PartnerFailure } from "../../partners/partner-client.js";
import { pause } from "./pause.js";

/**
 * Asks a partner something that it may hold open for long, and meanwhile, now and then, whether it is still there: one that hangs
 * would else be found out only when the long question's time is over.
 * @throws PartnerFailure of the question, or of the partner's silence
 */
export async function longPoll<T>(
  client: PartnerClient,
  settings: Pick<HarvestSettings, "probeMs" | "probeTimeoutMs">,
  signal: AbortSignal,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  let silence: PartnerFailure | undefined;

  async function probe(): Promise<void> {
    for (;;) {
      await pause(settings.probeMs, either);
      if (either.aborted) return;
      try {
        await client.send(
          { query: "{ __typename }" },
          { timeoutMs: settings.probeTimeoutMs, maxResponseBytes: 65_536, signal: either },
        );
      } catch (error) {
        if (either.aborted) return;
        // A partner that answers anything at all is there; what it says is for the question itself to judge.
        if (!(error instanceof PartnerFailure) || (error.reason !== "TIMEOUT" && error.reason !== "UNREACHABLE"))
          continue;
        silence = error;
        over.abort();
        return;
      }
    }
  }

  const probing = probe();
  try {
    return await question(either);
  } catch (error) {
    throw silence ?? error;
  } finally {
    over.abort();
    await probing;
  }
}
