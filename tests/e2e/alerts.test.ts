import { alerts } from "./chapters/alerts";
import { configSafety } from "./chapters/config-safety";
import { story } from "./chapters/story";

story("configurations that are checked, and alerts that are sent", [configSafety, alerts]);
