/** The Pulumi CLI this project is for: from this one on an update ends in failure when a hook of it fails. */
export const CLI_RANGE = ">=3.238.0 <4.0.0";
