import { backupCommand } from "./backup/command";
import { exitWith } from "./stack/exit";

exitWith(() => backupCommand(process.argv.slice(2)));
