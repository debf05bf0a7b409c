/**
 * Runs a program under Pulumi's mocks, with errors that keep one line of their stack. Pulumi makes such a trace for each
 * property of each resource, and Vitest maps its every line to the source: most of the time of such a test.
 */
export async function withShortTraces<T>(program: () => Promise<T>): Promise<T> {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  try {
    return await program();
  } finally {
    Error.stackTraceLimit = usual;
  }
}
