import { isPartnerCode } from "@segpol/schema";
import type { PartnerDefinition } from "../../base/partner-definition.js";
import { FetchError } from "../../partners/fetch-sdl.js";
import { type ApiChange, isOwnChange } from "../../planning/api-changes.js";
import type { JoinInput, PublishInput } from "./change-requests.js";
import { changedProfile, describePartner } from "./describe-partner.js";
import { refusal } from "./refusals.js";
import { isSameSdl } from "./same-sdl.js";
import type { ChangeAction } from "../store/registry-database.js";
import type { RegistryVersion } from "../store/registry-store.js";

/** The partners as a change would leave them; nothing has been composed yet. */
export interface Proposal {
  readonly partners: readonly PartnerDefinition[];
  readonly action: ChangeAction;
  readonly partner: string | null;
  readonly why?: string;
  /** Whether a breaking change of this kind is what was asked for. */
  readonly mayBreak: (change: ApiChange) => boolean;
  /** Whose change feed is looked at. */
  readonly feedOf?: { readonly code: string; readonly url: string };
  /** An earlier version that the partners are of: what was taken then is not looked at again. */
  readonly earlier?: RegistryVersion;
}

/** What proposals start from. */
export interface ProposalBasis {
  /** The version in service. */
  readonly current: RegistryVersion;
  /** The number of the registry's newest version, which is in service unless it does not load. */
  readonly newest: number;
  /** @throws FetchError */
  readonly fetchSdl: (url: string) => Promise<string>;
}

/** Characters of a wrong code that a refusal repeats. */
const MAX_SHOWN = 80;

const NOTHING_MAY_BREAK = (): boolean => false;

/** @throws RefusalError */
export async function proposeJoin({ current, fetchSdl }: ProposalBasis, input: JoinInput): Promise<Proposal> {
  const { code, url } = input;
  if (!isPartnerCode(code)) {
    throw refusal(
      "PARTNER_CODE_INVALID",
      null,
      `Expected a code of capitals and digits, words joined by an underscore, 50 characters at most, such as CC_GPI; got ${JSON.stringify(code.slice(0, MAX_SHOWN))}.`,
      "Choose such a code; the names of the partner's types begin with it.",
    );
  }
  if (isMember(current, code)) {
    throw refusal(
      "PARTNER_ALREADY_IN",
      code,
      `Expected the code of a partner that is not in the graph; ${code} is.`,
      `To put a new SDL of ${code} into service, publish it; for another organisation, choose another code.`,
    );
  }
  const description = describePartner(input, current.partners);
  const partner = { ...description, url, sdl: await sdlOf(fetchSdl, code, url) };
  const partners = [...current.partners, partner];
  return { partners, action: "JOIN", partner: code, mayBreak: NOTHING_MAY_BREAK, feedOf: partner };
}

/** @param mayBeSame whether an SDL and an address that are in service already are no reason to refuse. @throws RefusalError */
export async function proposePublish(
  { current, fetchSdl }: ProposalBasis,
  input: PublishInput,
  { mayBeSame = false }: { readonly mayBeSame?: boolean } = {},
): Promise<Proposal> {
  const { code, url } = input;
  const before = member(current, code);
  const profile = changedProfile(input);
  const address = url ?? before.url;
  const sdl = await sdlOf(fetchSdl, code, address);
  const saysTheSame =
    (profile.licence === undefined || profile.licence === (before.licence ?? null)) &&
    (profile.contactPoint === undefined || profile.contactPoint === (before.contactPoint ?? null));
  if (!mayBeSame && saysTheSame && isSameSdl(sdl, before.sdl) && address === before.url) {
    throw refusal(
      "NOTHING_NEW",
      code,
      `Expected another SDL, address, licence or contact than those in service; ${code} serves what it served.`,
      "Restart the partner's server with its new version first.",
    );
  }
  const partner = { ...before, ...profile, url: address, sdl };
  const partners = current.partners.map((each) => (each.code === code ? partner : each));
  return { partners, action: "PUBLISH", partner: code, mayBreak: NOTHING_MAY_BREAK, feedOf: { code, url: address } };
}

/** What a join or publish of this partner would propose. @throws RefusalError */
export async function proposeCheck(basis: ProposalBasis, input: JoinInput): Promise<Proposal> {
  return isMember(basis.current, input.code)
    ? await proposePublish(basis, input, { mayBeSame: true })
    : await proposeJoin(basis, input);
}

/** @throws RefusalError */
export function proposeLeave({ current }: Pick<ProposalBasis, "current">, code: string): Proposal {
  const { code: known } = member(current, code);
  const partners = current.partners.filter((partner) => partner.code !== known);
  return { partners, action: "LEAVE", partner: known, mayBreak: (change) => isOwnChange(change, known) };
}

/** @param earlier the version to go back to; undefined: there is none of this number. @throws RefusalError */
export function proposeRollback(
  { newest }: Pick<ProposalBasis, "newest">,
  number: number,
  earlier: RegistryVersion | undefined,
): Proposal {
  if (!earlier || number >= newest) {
    throw refusal(
      "VERSION_UNKNOWN",
      null,
      `Expected a version before the newest, which is ${newest}; got ${number}.`,
      "See the history for the versions that there are.",
    );
  }
  const why = `Back to version ${number}.`;
  return { partners: earlier.partners, action: "ROLLBACK", partner: null, why, mayBreak: () => true, earlier };
}

async function sdlOf(fetchSdl: ProposalBasis["fetchSdl"], code: string, url: string): Promise<string> {
  try {
    return await fetchSdl(url);
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    throw refusal(error.code, code, error.message, error.mend);
  }
}

function isMember({ partners }: RegistryVersion, code: string): boolean {
  return partners.some((partner) => partner.code === code);
}

function member({ partners }: RegistryVersion, code: string): PartnerDefinition {
  const found = partners.find((partner) => partner.code === code);
  if (found) return found;
  throw refusal(
    "PARTNER_UNKNOWN",
    null,
    `Expected the code of a partner of the graph; got ${JSON.stringify(code.slice(0, MAX_SHOWN))}.`,
    `Give one of ${partners.map((partner) => partner.code).join(", ")}.`,
  );
}
