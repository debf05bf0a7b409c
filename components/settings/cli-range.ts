/** Supported versions of the Pulumi CLI. Since 3.238.0, an update fails if one of its hooks fails. */
export const CLI_RANGE = ">=3.238.0 <4.0.0";
