import { Entity } from "@mikro-orm/decorators/legacy";
import { ObjectType } from "type-graphql";
import { EVENT } from "../model/event.js";
import { recordWith } from "./record-with.js";

/** The contract's Event. A partner's final class extends it and stands for table `event`. */
@ObjectType("EventRecord", { simpleResolvers: true })
@Entity({ abstract: true })
export abstract class EventRecord extends recordWith("EventColumns", EVENT) {}
