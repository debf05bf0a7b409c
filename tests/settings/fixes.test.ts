import { describe, expect, it } from "vitest";
import { sentence, type SettingChange } from "../../components/problem";
import { addService, dropService, fill, remove, set } from "../../components/settings/fixes";
import { settingsWith } from "../../testing/settings";

const printed = (fix: SettingChange, reader: "stack" | "program" = "stack") =>
  sentence({ message: "wrong.", fix }, reader).replace(/(?<=with: ).*(?=config )/, "");

describe("a fix", () => {
  const settings = settingsWith({ services: ["grafana", "prometheus"] });

  it.each<[SettingChange, string]>([
    [set("Set it", "tls", "generated"), "Set it with: config set tls generated"],
    [set("Set it", "tlsNames", '["a"]'), `Set it with: config set tlsNames '["a"]'`],
    [set("Set it", "smtpPassword", "p"), "Set it with: config set --secret smtpPassword"],
    [fill("smtpUser"), "Set it, for example with: config set smtpUser alerts"],
    [remove("hostName"), "Remove it with: config rm hostName"],
    [
      addService(settings, "loki"),
      `Add loki to services with: config set services '["prometheus","loki","grafana"]'`,
    ],
    [
      dropService(settings, "grafana"),
      `Remove grafana from services with: config set services '["prometheus"]'`,
    ],
  ])("is a command for a stack: %j", (fix, command) => {
    expect(printed(fix)).toContain(`wrong. ${command}`);
  });

  it("names the argument in a program", () => {
    expect(printed(set("Set it", "tls", "generated"), "program")).toBe(
      "wrong. Set it with the argument tls",
    );
    expect(printed(remove("hostName"), "program")).toBe("wrong. Remove it.");
  });
});
