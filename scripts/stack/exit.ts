import { UserError } from "../../components/problem";
import { Help } from "./words";

/** Ends the process with a command's exit status; what its user can mend is told in sentences, without a stack trace. */
export function exitWith(command: () => number | Promise<number>): void {
  Promise.resolve()
    .then(command)
    .then(
      (status) => {
        process.exitCode = status;
      },
      (error: unknown) => {
        if (error instanceof Help) {
          console.log(error.message);
          return;
        }
        console.error(error instanceof UserError ? error.message : error);
        process.exitCode = 1;
      },
    );
}
