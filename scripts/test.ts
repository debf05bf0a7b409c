import { exitWith } from "./stack/exit";
import { testCommand } from "./suite/command";

exitWith(() => testCommand(process.argv.slice(2)));
