import { exitWith } from "./stack/exit";
import { picturesCommand } from "./pictures/command";

exitWith(() => picturesCommand(process.argv.slice(2)));
