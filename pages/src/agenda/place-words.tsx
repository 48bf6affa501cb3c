import { Trans } from "@lingui/react/macro";
import type { EventRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";

interface PlaceWordsProps {
  readonly place: EventRowFragment["place"];
}

/** A place, with its country where that is not Belgium. */
export function PlaceWords({ place }: PlaceWordsProps) {
  const format = useFormat();
  if (!place) return <Trans>no place given</Trans>;
  return (
    <>
      <bdi>{place.name}</bdi>
      {place.country !== "BE" && ` (${format.country(place.country)})`}
    </>
  );
}
