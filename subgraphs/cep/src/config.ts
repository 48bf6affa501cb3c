/** The partner's code, by which the hub and other partners name it. */
export const CODE = "CEP";

/** Port of the server unless PORT says otherwise. */
export const PORT = 4103;

/** Raise it when the seed grows: records that are not there yet are then added. */
export const SEED_VERSION = "1";
