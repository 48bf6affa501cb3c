import { runContractSuite } from "@segpol/kit/testing";
import { partner } from "../src/partner.js";

runContractSuite(partner);
