import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dump } from "js-yaml";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  openPull,
  pullRequestEvent,
  Repository,
  REPOSITORY,
  workflowRunEvent,
  type PullRequest,
} from "../workflows/support/repository";
import { project } from "../../testing/project-files";
import { containerIds, docker, volumes } from "../../testing/e2e/engine";
import { describeOnEngine } from "../../testing/e2e/on-engine";
import { packProgram } from "../../testing/e2e/policy-pack";
import { furnishPulumiHome } from "../../testing/e2e/pulumi-home";

const PREFIX = "workflows-e2e";
// One environment throughout its life, in this order. Each job has its own checkout, as on a runner.
describeOnEngine("the workflows on a real engine", () => {
  let repository: Repository;
  let scrapeInterval = "2s";

  const only = { onlyEnvironment: "staging" } as const;
  const settings = (more: object = {}) =>
    dump({
      config: Object.fromEntries(
        Object.entries({
          namePrefix: PREFIX,
          protectData: false,
          hostMetrics: false,
          grafanaPort: 24500,
          prometheusPort: 24501,
          otlpGrpcPort: 24502,
          otlpHttpPort: 24503,
          tempoPort: 24504,
          lokiPort: 24505,
          evaluationInterval: "2s",
          scrapeInterval,
          ...more,
        }).map(([key, value]) => [`container-observability:${key}`, value]),
      ),
    });
  const of = async (file: string, job: string, more: Parameters<Repository["run"]>[1]) => {
    const runs = await repository.run(file, { ...only, ...more });
    const run = runs.find((each) => each.job === job && each.result !== "skipped");
    if (run === undefined) throw new Error(`${file}: ${job} did not run`);
    return run;
  };
  const preview = (pull: PullRequest, job: string) =>
    of("preview.yml", job, { eventName: "pull_request", event: { ...pullRequestEvent(pull) } });
  const comment = async (pull: PullRequest, conclusion: string) => {
    repository.listArtifacts("preview-staging");
    const event = workflowRunEvent(pull, conclusion);
    const runs = await repository.run("preview-comment.yml", {
      eventName: "workflow_run",
      event,
    });
    expect(runs[0]?.result, runs[0]?.log).toBe("success");
    return repository.github.comments.get(pull.number)?.map(({ body }) => body) ?? [];
  };
  const night = async () => {
    rmSync(repository.artifacts, { recursive: true, force: true });
    const look = await of("drift.yml", "look", { eventName: "schedule" });
    expect(look.result, look.log).toBe("success");
    return repository.github.issues.filter(({ state }) => state === "open");
  };

  beforeAll(async () => {
    repository = new Repository("all");
    await repository.github.start();
    const home = mkdtempSync(join(repository.folder, "pulumi-home-"));
    furnishPulumiHome(home);
    repository.useRealNpm({ PULUMI_HOME: home });
    const state = join(repository.folder, "state");
    mkdirSync(state);
    repository.vars["PULUMI_BACKEND_URL"] = `file://${state}`;
    repository.vars["POLICY_PACK"] = packProgram(project, repository.folder);
    repository.commit("Pulumi.staging.yaml", settings());
  });

  afterAll(() => {
    const status = repository.npm("down", ["--yes", "--stack", "staging"]);
    repository.remove();
    expect(status, "npm run down").toBe(0);
  });

  it("a push deploys and verifies the stack, with the explanation on the run's page", async () => {
    const run = await of("deploy.yml", "staging", { eventName: "push" });
    expect(run.result, run.log).toBe("success");
    expect(run.summary).toMatch(/^## `staging`: /);
    expect(run.log).toMatch(/Stack staging: all \d+ checks passed/);
    expect(containerIds(`${PREFIX}-`).size).toBeGreaterThan(5);
  });

  it("the nightly run finds nothing, and then a container that was removed by hand", async () => {
    expect(await night()).toEqual([]);
    docker("rm", "-f", `${PREFIX}-tempo`);
    const [issue] = await night();
    expect(issue?.title).toBe("staging has drifted");
    expect(issue?.body).toMatch(/\+ docker:index\/container:Container.*create/);
  });

  it("a pull request's comment shows the effect of the change on each service", async () => {
    scrapeInterval = "3s";
    repository.commit("Pulumi.staging.yaml", settings());
    const pull = { number: 7, sha: "a".repeat(40), branch: "topic", from: REPOSITORY };
    repository.github.pulls.push(openPull(pull));
    const before = [...containerIds(`${PREFIX}-`, "-a")];
    const run = await preview(pull, "preview");
    expect(run.result, run.log).toBe("success");
    const [body = ""] = await comment(pull, "success");
    expect(body).toMatch(/^<!-- .* -->\n## `staging`: /);
    expect(body).toMatch(/^-.*scrape_interval: 2s$/m);
    expect(body).toMatch(/^\+.*scrape_interval: 3s$/m);
    expect(body).toContain("<summary>pulumi preview --diff</summary>");
    expect([...containerIds(`${PREFIX}-`, "-a")]).toEqual(before);
  });

  it("a pull request from a fork shows the changes of the generated files, without an engine", async () => {
    const pull = { number: 8, sha: "b".repeat(40), branch: "topic", from: "eve/fork" };
    repository.github.pulls.push(openPull(pull));
    repository.forgetArtifacts();
    const run = await preview(pull, "render");
    expect(run.result, run.log).toBe("success");
    const [body = ""] = await comment(pull, "success");
    expect(body).toContain("how its generated files change");
    expect(body).toMatch(/^\+.*scrape_interval: 3s$/m);
  });

  it("a change that would lose data is reported in advance, and not deployed", async () => {
    const services = ["cadvisor", "prometheus", "collector", "agent", "tempo", "grafana"];
    const less = { services, lokiUrl: "http://loki.example.com:3100" };
    repository.commit("Pulumi.staging.yaml", settings(less));
    const kept = volumes(`${PREFIX}-`);
    const pull = { number: 9, sha: "c".repeat(40), branch: "other", from: REPOSITORY };
    repository.github.pulls.push(openPull(pull));
    repository.forgetArtifacts();
    expect(await preview(pull, "preview")).toMatchObject({ result: "failure" });
    const [body = ""] = await comment(pull, "failure");
    expect(body).toMatch(/^<!-- .* -->\n> \[!CAUTION\]/);
    const deployed = await of("deploy.yml", "staging", { eventName: "push" });
    expect(deployed.result).toBe("failure");
    expect(deployed.log).toContain("would remove or replace a data volume");
    expect(volumes(`${PREFIX}-`)).toEqual(kept);
  });
});
