import { describe, expect, it } from "vitest";
import { cadvisorScrape } from "../../components/settings/cadvisor-scrape";
import { knownAs } from "../../components/settings/labels";

const TASK = "jjxrkr39klhzb0hene5odt51y";
const NODE = "sl3a9b5sd1u6ypbfn73ddzzpl";

const CASES = [
  [`shop.1.${TASK}`, "shop.1"],
  [`shop.${NODE}.${TASK}`, `shop.${NODE}`],
  [`my.shop.12.${TASK}`, "my.shop.12"],
  ["shop-1", "shop-1"],
  ["shop.1", "shop.1"],
  [`shop.${TASK}`, `shop.${TASK}`],
] as const;

describe("the name of a Swarm's task", () => {
  it.each(CASES)("of %s is %s", (container, name) => {
    expect(knownAs(container)).toBe(name);
  });

  it.each(CASES)("is the same on cAdvisor's series: of %s %s", (container, name) => {
    const { metric_relabel_configs: rules = [] } = cadvisorScrape({
      hostName: "h",
      environment: "e",
      cadvisorMetrics: "all",
      hostNetwork: true,
    });
    // As Prometheus does it: a rule whose expression does not match the whole value changes nothing.
    const labelled = rules
      .filter(({ target_label }) => target_label === "container_name")
      .reduce((before, { regex = "", replacement = "" }) => {
        const found = new RegExp(`^(?:${regex})$`).exec(container);
        return found === null ? before : replacement.replace("$1", found[1] ?? "");
      }, "");
    expect(labelled).toBe(name);
  });
});
