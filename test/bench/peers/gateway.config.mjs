/** What Hive Gateway's command line has no option for. */
export const gatewayConfig = { inboundInflightRequestDeduplication: process.env.SHARE_REQUESTS === "1" };
