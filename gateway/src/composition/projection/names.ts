/** The catalogue's name in the supergraph. */
export const CATALOGUE = "catalogue";

/** What the type that stands in for a kind of record nobody keeps begins with; no partner's prefix may be the same. */
export const PLACEHOLDER_PREFIX = "Placeholder";
