// drift-issue.mjs FOLDER STACK ...: one open issue per environment that has drifted; closed when it is clean again.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { all, api, isOurs, runUrl } from "./github.mjs";
import { codeBlock } from "./markdown.mjs";
import { main, stackName } from "./stack.mjs";

main(async () => {
  const [folder, ...names] = process.argv.slice(2);
  const open = await all("/issues?state=open");
  for (const stack of names.map(stackName)) {
    const file = join(folder, `${stack}.json`);
    // Not looked at: whether it has drifted is not known, so its issue stays as it is.
    if (!existsSync(file)) {
      console.log(`${stack}: not looked at.`);
      continue;
    }
    const { drifted, preview } = JSON.parse(readFileSync(file, "utf8"));
    const mark = `<!-- container-observability drift of ${stack} -->`;
    const issue = open.find((candidate) => isOurs(candidate, mark));
    console.log(`${stack}: ${drifted ? "drifted" : "as it should be"}.`);
    if (drifted) {
      const content = { title: `${stack} has drifted`, body: body(mark, stack, preview) };
      if (issue === undefined) await api("POST", "/issues", content);
      else await api("PATCH", `/issues/${issue.number}`, content);
    } else if (issue !== undefined) {
      const comment = `Clean again: [run](${runUrl()}).`;
      await api("POST", `/issues/${issue.number}/comments`, { body: comment });
      await api("PATCH", `/issues/${issue.number}`, { state: "closed", state_reason: "completed" });
    }
  }
});

function body(mark, stack, preview) {
  return `${mark}
The host of \`${stack}\` is not as the main branch says: something was changed or removed by hand, or a merged change was not deployed.
An update would do this:

${codeBlock(preview, "diff")}
To bring it back, start the workflow Deploy, or run \`npm run up -- --stack ${stack}\`. If what is there is right, put it into
\`Pulumi.${stack}.yaml\`. This issue is updated every night, and closed when nothing differs ([run](${runUrl()})).
`;
}
