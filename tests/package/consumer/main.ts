import * as pulumi from "@pulumi/pulumi";

/** Prints what importing the package registered, and then what the pipeline did. */
async function main(): Promise<void> {
  const registered: { type: string; name: unknown }[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name: inputs["name"] });
        return { id: name, state: { ...inputs, result: "secret" } };
      },
      call: ({ inputs }) => inputs,
    },
    "consumer",
    "dev",
  );
  const { ownPipeline, problemsOf } = await import("./pipeline.js");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const byImport = registered.length;
  const outputs = (await pulumi.runtime.runInPulumiStack(async () => ownPipeline())) as Record<
    string,
    unknown
  >;
  await pulumi.runtime.disconnect();
  const problems = problemsOf({ grafanaPort: "x", nonsense: "1" });
  console.log(JSON.stringify({ byImport, registered, outputs: Object.keys(outputs), problems }));
}

void main();
