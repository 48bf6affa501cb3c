import { isWebAddress } from "./web-address.js";

/** What a partner says of its data as a whole, in words for messages. */
export const PROFILE_VALUES = {
  licence: "the http or https address of a licence, such as https://creativecommons.org/licenses/by/4.0/",
  contactPoint: "an e-mail address or an http or https address, such as data@example.org",
} as const;
export type ProfileField = keyof typeof PROFILE_VALUES;

const EMAIL = /^[^\s@<>"]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/i;

/** Whether a partner may say this. */
export function isProfileValue(field: ProfileField, value: string): boolean {
  return isWebAddress(value) || (field === "contactPoint" && EMAIL.test(value));
}
