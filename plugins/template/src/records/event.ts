import { Entity } from "@mikro-orm/decorators/legacy";
import { EventRecord } from "@segpol/kit";
import { Directive, ObjectType } from "type-graphql";

/** An event. The contract's fields come from the kit; fields of your own go here. */
@ObjectType()
@Directive('@key(fields: "id")')
@Entity({ tableName: "event" })
export class TemplateEvent extends EventRecord {}
