import { restoreCommand } from "./restore/command";
import { exitWith } from "./stack/exit";

exitWith(() => restoreCommand(process.argv.slice(2)));
