import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from "type-graphql";
import { APPENDED_ROWS, type AppendedField } from "../../model/model.js";
import type { AppendCommand } from "../../desk/command.js";
import type { DeskContext } from "./desk-context.js";
import type { DeskGraph } from "../types/desk-graph.js";
import { carryOut, WriteOptions } from "./write-options.js";

interface Appending {
  readonly action: AppendCommand["action"];
  readonly kind: "Recommendation" | "LegitimacyIndicator";
  /** What the argument with the record's id is called. */
  readonly of: "recommendation" | "legitimacyIndicator";
  readonly field: AppendedField;
  readonly what: string;
  readonly correct: string;
}

const LATER =
  "A mistaken one stays: append another that says what is so; the one with the latest date counts, of the same date the one appended last.";
const APPENDINGS: readonly Appending[] = [
  {
    action: "appendFollowUp",
    kind: "Recommendation",
    of: "recommendation",
    field: "followUps",
    what: "a follow-up",
    correct: LATER,
  },
  {
    action: "appendResponse",
    kind: "Recommendation",
    of: "recommendation",
    field: "responses",
    what: "a response",
    correct: "A mistaken one stays: append another that says what is so.",
  },
  {
    action: "appendAssessment",
    kind: "Recommendation",
    of: "recommendation",
    field: "assessments",
    what: "an assessment",
    correct: LATER,
  },
  {
    action: "appendObservation",
    kind: "LegitimacyIndicator",
    of: "legitimacyIndicator",
    field: "observations",
    what: "an observation",
    correct: "A mistaken one stays: append another about the same period; the one appended last counts.",
  },
];

/** A mutation that appends a row. */
function createResolverOf({ action, kind, of, field, what, correct }: Appending, graph: DeskGraph): new () => object {
  const type = graph.types.of(APPENDED_ROWS[field]);

  @Resolver()
  class AppendMutation {
    @Mutation(() => graph.payloads.kinds[kind], {
      name: action,
      description: `Appends ${what}. What is there already, word for word, is not appended again. ${correct}`,
    })
    append(
      @Args(() => WriteOptions) options: WriteOptions,
      @Arg("version", () => Int, {
        nullable: true,
        description:
          "Where it is given, the version that the record has to have. Appending contradicts nobody, so it may be left out.",
      })
      version: number | null | undefined,
      @Arg("input", () => type.input, { description: "What is appended." }) input: object,
      @Arg(of, () => ID, { description: "The record that it belongs to." }) id: string,
      @Ctx() context: DeskContext,
    ): Promise<object> {
      return carryOut(graph, context, { action, kind, id, version, input }, options);
    }
  }
  return AppendMutation;
}

export function createAppendMutations(graph: DeskGraph): (new () => object)[] {
  return APPENDINGS.map((appending) => createResolverOf(appending, graph));
}
