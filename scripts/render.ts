import { renderCommand } from "./render/command";
import { exitWith } from "./stack/exit";

exitWith(() => renderCommand(process.argv.slice(2)));
