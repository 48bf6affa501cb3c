export { type Answer, ask, askData } from "./ask.js";
export { type ContractSuiteOptions, runContractSuite } from "./contract-suite.js";
export { askEntities, type Change, errorCode, type Feed, type Harvested, readEntities, readFeed } from "./harvest.js";
export { type PartnerUnderTest, startPartnerUnderTest } from "./partner-under-test.js";
export { type ProtocolSubject, runProtocolSuite } from "./protocol-suite.js";
