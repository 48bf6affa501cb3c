import { runPartner } from "@segpol/kit";
import { partner } from "./partner.js";

await runPartner(partner);
