import { Field, Int } from "type-graphql";
import { Observation } from "./observation.js";
import { ValueType } from "../values/value-type.js";

/** The contract's PageInfo. */
@ValueType("PageInfo")
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** The contract's ObservationEdge. */
@ValueType("ObservationEdge")
export class ObservationEdge {
  @Field(() => String)
  cursor!: string;

  @Field(() => Observation)
  node!: Observation;
}

/** The contract's ObservationConnection. */
@ValueType("ObservationConnection")
export class ObservationConnection {
  @Field(() => [ObservationEdge])
  edges!: ObservationEdge[];

  @Field(() => [Observation])
  nodes!: Observation[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int)
  totalCount!: number;
}
