import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { KeptByFragment } from "../generated/operations.js";
import { OldCopy } from "./old-copy.js";

interface KeptByProps {
  readonly partner: KeptByFragment;
}

/** The partner that keeps a record, and whether it comes from a copy that may be behind it. */
export function KeptBy({ partner: { code, name, acronym, source } }: KeptByProps) {
  const path = usePagePath();
  return (
    <>
      <Link to={path(`partners/${code}`)} title={name}>
        {acronym}
      </Link>{" "}
      <OldCopy state={source.state} />
    </>
  );
}
