import type { PartnerContext } from "./partner-context.js";

/**
 * What a resolver of a partner's own needs once for each request, such as a loader: made when a request first asks, and gone with it.
 *
 * @example
 * const focusGroups = perRequest(({ em }) => rowsOf((ids) => em.find(FocusGroup, { eventId: { $in: ids } }), ({ eventId }) => eventId));
 * // in a resolver
 * return focusGroups(context).load(event.id);
 */
export function perRequest<T>(create: (context: PartnerContext) => T): (context: PartnerContext) => T {
  const made = new WeakMap<PartnerContext, { readonly value: T }>();
  return (context) => {
    const known = made.get(context) ?? { value: create(context) };
    made.set(context, known);
    return known.value;
  };
}
