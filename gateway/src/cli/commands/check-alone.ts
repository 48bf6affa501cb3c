import { isPartnerCode, typePrefix } from "@segpol/schema";
import { CompositionError } from "../../composition/projection/composition-error.js";
import { prepareGraph } from "../../planning/prepare-graph.js";
import type { CompositionFinding } from "../../composition/projection/types.js";
import { checkFeed } from "../../harvest/feed/check-feed.js";
import { FetchError, fetchSdl } from "../../partners/fetch-sdl.js";
import { UsageError } from "../base/command.js";
import type { ChangeResult } from "../../registry/change/change-requests.js";

const TIMEOUT_MS = 10_000;

/** What the contract wants of the server at an address, and whether it composes, without any hub. */
export async function checkAlone({
  code,
  url,
}: {
  readonly code: string;
  readonly url: string;
}): Promise<ChangeResult> {
  if (!isPartnerCode(code)) {
    throw new UsageError(
      `Expected --code to be of capitals and digits, words joined by an underscore, such as CC_GPI; got ${JSON.stringify(code)}.`,
    );
  }
  const refused = (findings: readonly CompositionFinding[]): ChangeResult => ({
    accepted: false,
    version: 0,
    findings,
    changes: [],
    brokenOperations: [],
  });
  try {
    const sdl = await fetchSdl(url, { policy: { allowPrivate: true }, timeoutMs: TIMEOUT_MS });
    const partner = {
      code,
      prefix: typePrefix(code),
      name: { original: "NL" as const, NL: code },
      acronym: code,
      role: "PLUGIN_PARTNER" as const,
      website: null,
      url,
      sdl,
    };
    const { composed } = await prepareGraph({ partners: [partner], version: 1, current: null, operations: [] });
    const feed = await checkFeed({ code, url, timeoutMs: TIMEOUT_MS, severity: "ERROR" });
    const warnings = composed.projections.flatMap((projection) => projection.warnings);
    const findings = [...(feed ? [feed] : []), ...warnings];
    return { accepted: !feed, version: 0, findings, changes: [], brokenOperations: [] };
  } catch (error) {
    if (error instanceof CompositionError) return refused(error.findings);
    if (!(error instanceof FetchError)) throw error;
    const { code: what, message, mend } = error;
    return refused([{ code: what, partner: code, severity: "ERROR", place: url, message, mend }]);
  }
}
