import { VISIBILITIES, type Visibility } from "@segpol/identity";

/** The level of the feed that holds what somebody may see who may see records of these visibilities. */
export function feedLevelOf(visibilities: readonly Visibility[]): number {
  return Math.max(...visibilities.map((visibility) => VISIBILITIES.indexOf(visibility)));
}
