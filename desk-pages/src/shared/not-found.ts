import { data } from "react-router";

/** What a loader throws where there is no such page or record. */
export function notFound() {
  return data(null, { status: 404 });
}
