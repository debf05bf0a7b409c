// explain.mjs STACK: what the update will do, into the run's summary. Stops before a data volume goes, unless ALLOW_DATA_LOSS is true.
import { DATA_VOLUME_GOES, explain } from "./npm.mjs";
import { complain, main, requireBackend, stackName, summarise } from "./stack.mjs";

main(async () => {
  const stack = stackName(process.argv[2]);
  requireBackend();
  const { status, stdout } = await explain(stack);
  summarise(stdout);
  if (status !== DATA_VOLUME_GOES) return status;
  if (process.env.ALLOW_DATA_LOSS === "true") {
    console.log("::warning::A data volume goes, as this run was told to allow.");
    return 0;
  }
  complain(
    `The update of ${stack} would remove or replace a data volume. If its data may go, start this workflow by hand with allow-data-loss: ${stack}.`,
  );
  return DATA_VOLUME_GOES;
});
