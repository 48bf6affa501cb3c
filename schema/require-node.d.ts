/** Ends the process where its Node is too old. */
export type RequiredNode = 24;
