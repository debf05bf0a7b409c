/** The Pulumi CLI this project is for: from this one on an update ends in failure when a hook of it fails. */
export const OLDEST_CLI = Object.freeze({ major: 3, minor: 238 });

/** The same as a range of versions. */
export const CLI_RANGE = `>=${OLDEST_CLI.major}.${OLDEST_CLI.minor}.0 <${OLDEST_CLI.major + 1}.0.0`;
