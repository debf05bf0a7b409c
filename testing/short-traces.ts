/**
 * Runs a program under Pulumi's mocks with stack traces of only one line. Pulumi captures a trace for each property of
 * each resource, and Vitest maps each line to its source. With full traces, that takes most of a test's time.
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
