import { exitWith } from "./stack/exit";
import { verifyCommand } from "./verify/command";

exitWith(() => verifyCommand(process.argv.slice(2)));
