/** The partner's code, by which the hub and other partners name it. */
export const CODE = "TEMPLATE";

/** The organisation's name as texts use it. */
export const NAME = "ORGANISATION_NAME";

/** Port of the server unless PORT says otherwise. */
export const PORT = 4108;

/** Raise it when the seed grows: records that are not there yet are then added. */
export const SEED_VERSION = "1";
