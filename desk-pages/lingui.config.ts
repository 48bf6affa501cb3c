import { textConfig } from "@segpol/page-base/config";

export default textConfig;
