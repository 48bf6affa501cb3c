import { readFindings } from "../read/findings.js";
import { readSize } from "../read/lists/list-query.js";
import type { SourceStatus } from "../read/sources.js";
import type { Resolvers } from "./types.js";

/** Fields of Source that are not read with it. */
export const sourceFields: Resolvers<SourceStatus> = {
  findings: async ({ partner }, { first }: { readonly first?: number | null }, { catalogue }) =>
    await readFindings(catalogue.reader, partner.code, readSize("first", first)),
};
