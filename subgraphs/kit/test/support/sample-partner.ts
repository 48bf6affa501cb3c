import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Migration } from "@mikro-orm/migrations";
import { Ctx, Directive, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import {
  definePartner,
  EventRecord,
  LegitimacyIndicatorRecord,
  type Partner,
  type PartnerContext,
  type PartnerOptions,
  PublicationRecord,
  RecommendationRecord,
  recordRowTriggers,
  rowsOf,
} from "../../src/index.js";
import { seed } from "./sample-seed.js";

/** A partner that keeps records of every kind, and a table, a field and queries of its own. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "event" })
export class SampleEvent extends EventRecord {}

@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "publication" })
export class SamplePublication extends PublicationRecord {}

@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "recommendation" })
export class SampleRecommendation extends RecommendationRecord {}

@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "legitimacy_indicator" })
export class SampleLegitimacyIndicator extends LegitimacyIndicatorRecord {}

@ObjectType()
@Entity({ tableName: "chair" })
export class SampleChair {
  @PrimaryKey({ type: "bigint", autoincrement: true })
  seq!: bigint;

  @Property({ type: "text" })
  eventId!: string;

  @Field(() => Int)
  @Property({ type: "integer" })
  number!: number;
}

class Chairs extends Migration {
  override up(): void {
    this.addSql(`
      create table chair (
        seq bigint generated always as identity primary key,
        event_id text not null references event on delete cascade,
        number int not null
      );
      ${recordRowTriggers({ table: "chair", record: "event", column: "event_id" })}`);
  }
}

@Resolver(() => SampleEvent)
class ChairResolver {
  @FieldResolver(() => [SampleChair])
  async chairs(@Root() event: SampleEvent, @Ctx() { em }: PartnerContext): Promise<SampleChair[]> {
    const loader = rowsOf(
      (ids) => em.find(SampleChair, { eventId: { $in: ids } }),
      (chair) => chair.eventId,
    );
    return loader.load(event.id);
  }

  @Query(() => String)
  sampleFails(): string {
    throw new Error("secret: the password is 1234");
  }

  @Query(() => String)
  sampleRequestId(@Ctx() { requestId }: PartnerContext): string {
    return requestId;
  }
}

/** The sample partner, with other options where a test wants them. */
export function samplePartner(options: Partial<PartnerOptions> = {}): Partner {
  return definePartner({
    code: "SAMPLE",
    port: 0,
    moduleUrl: import.meta.url,
    records: [SampleEvent, SamplePublication, SampleRecommendation, SampleLegitimacyIndicator],
    entities: [{ entity: SampleChair, of: SampleEvent, by: "eventId" }],
    resolvers: [ChairResolver],
    migrations: [{ name: "sample-0001-chairs", class: Chairs }],
    seed,
    ...options,
  });
}
