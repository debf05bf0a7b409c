import { run } from "./stack/commands";
import { exitWith } from "./stack/exit";

exitWith(() => run(process.argv.slice(2)));
