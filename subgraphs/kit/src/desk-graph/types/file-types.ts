import { Int } from "type-graphql";
import { objectType } from "./desk-type.js";
import { FileProblem } from "./exchange-types.js";
import { TypedUrl } from "./typed-scalars.js";

const KeptFile = objectType("KeptFile", "A file that is kept here.", {
  url: { type: () => TypedUrl, required: true, description: "Where it is." },
  name: { type: () => String, required: true, description: "What it is called when somebody gets it." },
  mediaType: { type: () => String, required: true, description: "Its media type, as its content shows." },
  bytes: { type: () => Int, required: true, description: "Its size." },
  sha256: { type: () => String, required: true, description: "Lower-case hexadecimal SHA-256 of its bytes." },
});

export const KeepEvidencePayload = objectType("KeepEvidencePayload", "A file that is kept, or why it is not.", {
  file: { type: () => KeptFile, description: "The file; null: `error` says why there is none." },
  error: { type: () => FileProblem, description: "Why it is not kept." },
});
