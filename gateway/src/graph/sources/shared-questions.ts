import { partnerReaderKey } from "../../identity/partner-reader.js";
import type { PartnerAsked, PartnerOutcome } from "./checked-partner.js";
import { representationsOf } from "./partner-answer.js";
import { type AskedRecords, SharedQuestion } from "./shared-question.js";

/**
 * Asks a partner once for what several requests ask at the same moment: those that ask the same, in the same languages, for whom the partner
 * takes for one reader. Records of several requests of which the same is asked go in one question.
 */
export class SharedQuestions {
  readonly #ask: (asked: PartnerAsked) => Promise<PartnerOutcome>;
  /** What has not been answered, by what all its askers have in common. */
  readonly #open = new Map<string, readonly SharedQuestion[]>();

  constructor(ask: (asked: PartnerAsked) => Promise<PartnerOutcome>) {
    this.#ask = ask;
  }

  async ask(asked: PartnerAsked): Promise<PartnerOutcome> {
    const key = keyOf(asked);
    const records = recordsOf(asked);
    const question = this.#open.get(key)?.find((each) => each.takes(records)) ?? this.#begin(key);
    return await question.join(asked, records);
  }

  /** It waits for no more than what else this turn of the event loop brings. */
  #begin(key: string): SharedQuestion {
    const question = new SharedQuestion(this.#ask);
    this.#open.set(key, [...(this.#open.get(key) ?? []), question]);
    setImmediate(() => void question.send().finally(() => this.#end(key, question)));
    return question;
  }

  #end(key: string, question: SharedQuestion): void {
    const others = this.#open.get(key)?.filter((each) => each !== question) ?? [];
    if (others.length > 0) this.#open.set(key, others);
    else this.#open.delete(key);
  }
}

/** Equal for questions that differ in nothing but the records that they are about, and in what no partner answers by. */
function keyOf({ query, variables: { representations, ...variables }, headers, identity }: PartnerAsked): string {
  const { "x-request-id": _id, ...others } = headers;
  return JSON.stringify([partnerReaderKey(identity), others, query, variables, representations !== undefined]);
}

function recordsOf({ variables }: PartnerAsked): AskedRecords {
  return new Map(representationsOf(variables)?.map((each) => [JSON.stringify(each), each]));
}
