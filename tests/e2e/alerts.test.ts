import { alerts } from "./chapters/alerts";
import { configSafety } from "./chapters/config-safety";
import { story } from "./chapters/story";

story("configuration checks and alerts", [configSafety, alerts]);
