import { demo } from "./demo/demo";
import { exitWith } from "./stack/exit";

exitWith(() => demo(process.argv.slice(2)));
