import { benchCommand } from "../bench/command";
import { exitWith } from "./stack/exit";
exitWith(() => benchCommand(process.argv.slice(2)));
