import type { Opt } from "@mikro-orm/core";
import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Field, ID, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "A group that talks together at a round table; its participants rotate." })
@Entity({ tableName: "focus_group" })
export class CpsFocusGroup {
  @PrimaryKey({ type: "bigint", autoincrement: true })
  seq!: Opt<bigint>;

  @Field(() => ID, { description: "The round table." })
  @Property({ type: "text" })
  eventId!: string;

  @Field(() => Int, { description: "Counts from 1 within the round table." })
  @Property({ type: "integer" })
  number!: number;

  @Field(() => Int, { nullable: true, description: "Fewest participants." })
  @Property({ type: "integer", nullable: true })
  participantsMin!: number | null;

  @Field(() => Int, { nullable: true, description: "Most participants." })
  @Property({ type: "integer", nullable: true })
  participantsMax!: number | null;
}
