import { appSignals } from "./chapters/app-signals";
import { changes } from "./chapters/changes";
import { hostSignals } from "./chapters/host-signals";
import { identity } from "./chapters/identity";
import { refusalsAndEnd } from "./chapters/refusals-and-end";
import { story } from "./chapters/story";
import { verifying } from "./chapters/verifying";

// The chapters whose outcome depends on the engine. The suite runs them on an older engine (scripts/suite).
story("an up on another engine", [
  appSignals,
  hostSignals,
  identity,
  verifying,
  changes,
  refusalsAndEnd,
]);
