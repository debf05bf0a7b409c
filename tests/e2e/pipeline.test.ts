import { appSignals } from "./chapters/app-signals";
import { budget } from "./chapters/budget";
import { changes } from "./chapters/changes";
import { correlation } from "./chapters/correlation";
import { dashboards } from "./chapters/dashboards";
import { hostSignals } from "./chapters/host-signals";
import { identity } from "./chapters/identity";
import { refusalsAndEnd } from "./chapters/refusals-and-end";
import { story } from "./chapters/story";
import { verifying } from "./chapters/verifying";

story("an up on an empty host", [
  appSignals,
  hostSignals,
  correlation,
  identity,
  verifying,
  dashboards,
  budget,
  changes,
  refusalsAndEnd,
]);
