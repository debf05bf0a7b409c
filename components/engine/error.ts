import { UserError } from "../problem";

/** An answer of the engine that is not a success. */
export class EngineError extends UserError {
  override readonly name = "EngineError";

  constructor(
    message: string,
    /** Undefined where it gave none at all. */
    readonly statusCode: number | undefined,
  ) {
    super(message);
  }
}

/** The engine's answer; undefined where it knows nothing of that name. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof EngineError && error.statusCode === 404) return undefined;
    throw error;
  }
}
