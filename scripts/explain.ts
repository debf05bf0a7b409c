import { explainCommand } from "./explain/command";
import { exitWith } from "./stack/exit";

exitWith(() => explainCommand(process.argv.slice(2)));
