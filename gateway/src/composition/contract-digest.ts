import { contractSdl } from "@segpol/schema";
import { digestOf } from "../base/digest.js";
import { generateCatalogueSdl } from "./catalogue-sdl.js";

/** Tells whether the contract or the hub's own part of the graph is another than that of a version. */
export function contractDigest(): string {
  return digestOf(contractSdl, generateCatalogueSdl([]));
}
