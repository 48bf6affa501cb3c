import type { LinkValue } from "../../model/seed.js";
import type { LinkCommand } from "../command.js";
import type { Target } from "./load-target.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";
import { type Decision, isRefused, type RunContext } from "./run-context.js";
import { planUpdate } from "./update-record.js";

/** Looks at one link that is to be added or removed. A link that is there is not added again. */
export async function planLink(context: RunContext, target: Target, command: LinkCommand): Promise<Decision> {
  const { kind, id, before } = target;
  const links = (before.content["links"] ?? []) as readonly LinkValue[];
  const { rel, id: to } = command.input;
  const others = links.filter((link) => link.rel !== rel || link.id !== to);
  if (command.action === "link") {
    if (others.length < links.length) return { kind, id, before, warnings: [] };
    return renamed(await planUpdate(context, target, { links: [...links, { rel, id: to }] }), links.length);
  }
  if (others.length === links.length) {
    const came = `${rel} to ${to}`.slice(0, 100);
    const refused = problem({ field: "link", code: "LINK_UNKNOWN", expected: "a link that the record has", came });
    return { kind, id, before, problems: [refused] };
  }
  return planUpdate(context, target, { links: others });
}

/** Names the link by its argument, not by its place in the list. */
function renamed(decision: Decision, index: number): Decision {
  const inLink = (found: DeskProblem): DeskProblem => ({
    ...found,
    field: found.field.replace(`links.${index}`, "link"),
  });
  if (!isRefused(decision)) return { ...decision, warnings: decision.warnings.map(inLink) };
  return { ...decision, problems: decision.problems.map(inLink), warnings: (decision.warnings ?? []).map(inLink) };
}
