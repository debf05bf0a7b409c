import type { WriteStream } from "node:tty";
import type { Row } from "./rows";

const CLEAR_LINE = "\r\u001b[K";

/** Shows on a terminal, in one line, how many checks are done; what is written elsewhere has no need of that. */
export function onTerminal(
  stream: Pick<WriteStream, "write"> & { readonly isTTY?: boolean },
): (row: Row) => void {
  let done = 0;
  return ({ check, status }) => {
    if (stream.isTTY !== true) return;
    done++;
    // What failed stays.
    if (status === "failed") stream.write(`${CLEAR_LINE}  ${check}: FAILED\n`);
    stream.write(`${CLEAR_LINE}  ${done} checks done, the last of them: ${check}`);
  };
}
