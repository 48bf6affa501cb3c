/** The partner's code, by which the hub and other partners name it. */
export const CODE = "CEP";

/** Default port of the server; PORT overrides it. */
export const PORT = 4103;

/** Raise it when the seed grows: the next start adds the missing records. */
export const SEED_VERSION = "1";
