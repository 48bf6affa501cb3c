import { isWebAddress } from "../web-address.js";
import { createTextScalar } from "./text-scalar.js";

/** The contract's URL: absolute, http or https, without a password in it. The text itself inside and outside; a resolver may give a URL object. */
export const UrlScalar = createTextScalar<string>({
  name: "URL",
  description: "Absolute http or https URL.",
  expected: "an absolute http or https URL, such as https://www.police.be/",
  read: (text) => (isWebAddress(text) ? { value: text } : { problem: "" }),
  write: (value) => {
    const text = value instanceof URL ? value.href : value;
    return typeof text === "string" && isWebAddress(text) ? text : undefined;
  },
});
