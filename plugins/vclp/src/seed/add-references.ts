import type { PartnerSeed } from "@segpol/kit";
import { VclpReference, type VclpReferenceGroup } from "../references/reference.js";
import { memorandumId } from "./memorandum.js";
import { referenceTitles } from "./references.js";

/** Gives the memorandum its bibliography. */
export const addReferences: NonNullable<PartnerSeed["own"]> = async (em, added) => {
  if (!added.has(memorandumId)) return;
  const groups = Object.entries(referenceTitles) as [VclpReferenceGroup, readonly string[]][];
  const rows = groups.flatMap(([group, titles]) =>
    titles.map((title) => ({ publicationId: memorandumId, group, title })),
  );
  await em.insertMany(VclpReference, rows);
};
