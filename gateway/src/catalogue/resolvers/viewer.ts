import type { Resolvers } from "./types.js";

/** What Query answers of who asks. */
export const viewerRoots: Resolvers<unknown> = {
  viewer: (_parent, _args, { catalogue }) => {
    const { identity, dependencies } = catalogue;
    if (!identity) return null;
    // Readers with the same rights share answers; this is of one of them.
    dependencies.refuse();
    const { subject, roles, name = null } = identity;
    return { subject, roles, name };
  },
};
