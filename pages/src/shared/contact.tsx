import { Trans } from "@lingui/react/macro";
import type { ReachedFragment } from "../generated/operations.js";

interface ContactProps {
  readonly partner: ReachedFragment;
}

/** How to reach who answers for a partner's data; without such a person its website. */
export function Contact({ partner: { contactPoint, website } }: ContactProps) {
  if (contactPoint != null) return <ContactPoint point={contactPoint} />;
  if (website != null) return <a href={website}>{website}</a>;
  return <Trans>has given neither a contact nor a website</Trans>;
}

/** An e-mail address, or a web address. */
export function ContactPoint({ point }: { readonly point: string }) {
  return <a href={/^https?:/.test(point) ? point : `mailto:${point}`}>{point}</a>;
}
