/**
 * Milliseconds within which two questions to a partner are taken to be asked at the same moment, so that one answer does for both. The hub
 * itself knows of a change about as long after its owner.
 */
export const SAME_MOMENT_MS = 100;
