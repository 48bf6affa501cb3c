import { contractSchema } from "./contract.js";

/** Version of contract.graphql. */
export const CONTRACT_VERSION: string = versionStated();

/** The version that partners were made for which state none. */
export const FIRST_CONTRACT_VERSION = "1.0";

/** What a partner's SDL links to, to say for which version it was made. */
export const CONTRACT_LINK = `https://segpol.be/contract/v${CONTRACT_VERSION}`;

const LINK = /^https:\/\/segpol\.be\/contract\/v(\d{1,4}\.\d{1,4})\/?$/;

/** The version that a link names; undefined: it is no link to the contract. */
export function linkedVersion(url: string): string | undefined {
  return LINK.exec(url)?.[1];
}

/** How a version stands to the hub's. OTHER: partners made for it cannot be served. */
export function compareToContract(version: string): "EARLIER" | "SAME" | "LATER" | "OTHER" {
  const [major, minor] = numbers(version);
  const [ownMajor, ownMinor] = numbers(CONTRACT_VERSION);
  if (major !== ownMajor) return "OTHER";
  return minor === ownMinor ? "SAME" : minor < ownMinor ? "EARLIER" : "LATER";
}

function numbers(version: string): [major: number, minor: number] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return [major, minor];
}

function versionStated(): string {
  const applied = contractSchema.astNode?.directives?.find(({ name }) => name.value === "contract");
  const value = applied?.arguments?.find(({ name }) => name.value === "version")?.value;
  if (value?.kind === "StringValue") return value.value;
  throw new Error("Expected contract.graphql to state its version by @contract.");
}
